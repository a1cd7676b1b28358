"""Shared text: many people write in one answer, and what one of them sees is kept already.

`varints`, `updates` and `protocol` turn bytes into meaning and nothing else; `vetting` and `shape`
decide whether an update may come in; `keeping` and `journal` write it down; `room` and `presence`
tell the others; `rooms` is what this process has open; `line` is one socket; `log` replays and sums
up; `readout` turns a text into blocks, HTML and plain words. docs/texts.md tells how they work
together.
"""
