"""From a session to the answer report: `contents` → `html` → `pdf`, each a value of its own.

`contents` reads once and gives frozen values without models; `html` makes one page of them in the
session's language; `pdf` asks a helper process for the bytes. `canonical` writes the values as the
bytes that are kept and hashed. Nothing here writes to the database or knows of HTTP.
"""
