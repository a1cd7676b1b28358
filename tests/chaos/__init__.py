"""What happens to shared text when something breaks: real servers, real faults, and a judge.

`person` is a raw browser that writes down in a `diary` what it typed, what was acknowledged or
refused, and what it saw of others. `place` is what runs: processes over SQLite, or over PostgreSQL
and Redis. `proxy` is the line between both, to be broken. `scene` is one test's cast, and `judge`
reads all diaries afterwards: nothing acknowledged or seen is lost, nothing stands there twice,
everybody reads the same, and nobody got a word of another session.

`make test` plays each row once and short; `make chaos` plays them long (`TIER=long`) and writes
the table in docs/texts.md.
"""
