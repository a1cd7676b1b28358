"""The doors for sockets: `session` sends news down, `text` carries shared text both ways."""
