"""Two server processes over a real PostgreSQL and a real Redis, which is taken away at times."""
