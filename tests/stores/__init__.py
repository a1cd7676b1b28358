"""A real PostgreSQL and a real Redis for tests, started as children of whoever asks.

    python -m tests.stores pytest tests/live     run a command with both, and stop them after it

TEST_DATABASE_URL and TEST_REDIS_URL name servers of your own. Without them programs are taken that
are installed on the machine, else those of the development packages. Nothing is ever skipped: when
a program is nowhere, the tests fail and say what to type.
"""
