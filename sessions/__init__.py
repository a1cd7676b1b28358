"""Facilitated sessions: twenty questions answered together, from lobby to report.

Doors (`views`, `consumers`, `management`) call one function in `commands`; that asks `access`,
saves `models` and announces through `live`. Shared text has its own way in `texts`; what comes
out is made in `report`. Read `docs/architecture.md` first.
"""
