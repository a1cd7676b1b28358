"""Who you are and what you may.

`identity` finds the participant behind a browser or socket, `rules` is the permission table,
`codes` and `links` are the ways in, `limits` slows guessing down, `names` keeps names apart and
`hygiene` cleans what people type. Nothing here writes domain tables.
"""
