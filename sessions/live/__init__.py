"""Live news: what a session looks like to each audience, cut in slices that replace one another.

`slices` says who sees what, `snapshot` gives all of it, `announce` raises the revision and sends
what changed after the commit, `hub` holds this process's sockets and its beat, `attendance` and
`presence` say who is here. News is a doorbell: whoever misses it notices at the next beat and
fetches the snapshot.
"""
