"""What news and shared text both stand on, and neither of them is.

`outlet` is the way to one browser, `neighbours` the way to the other processes.
"""
