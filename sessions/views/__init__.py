"""HTTP doors: find out who and what, make one call, answer. Nothing is decided here."""
