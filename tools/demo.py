"""`make demo`: set up what is missing, make two example sessions, serve, and tell the ways in.

    make demo [HOST=127.0.0.1] [PORT=8000] [PUBLIC_URL=]

One session is under way, the other is closed with its final report. They stand in the database of
`make run`, in an organisation of their own; every `make demo` takes the examples before away.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tools import run
from tools.steps import BIN, ROOT, say, stop

MAKE = (BIN / "python", ROOT / "manage.py", "demo_session", "--json")


def main() -> None:
    """Set up, make the examples, say what to open, and become the server."""
    where, environment = run.set_up("make demo", ready=("examples",))
    say("Making the example sessions; earlier ones, and what was done in them, go…")
    closed = made(environment, "--afresh", "--filled")
    running = made(environment, "--begun")
    say(ways(running, closed))
    run.serve(where, environment)


def made(environment: Mapping[str, str], *options: str) -> dict[str, Any]:
    """Return the ways into a new example session; stop with what is wrong."""
    words: list[str | Path] = [*MAKE, *options]
    done = subprocess.run(
        words, cwd=ROOT, env=dict(environment), stdout=subprocess.PIPE, check=False
    )
    if done.returncode:
        stop("The example sessions could not be made; the reason stands above.")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def ways(running: Mapping[str, Any], closed: Mapping[str, Any]) -> str:
    """Return what to open, in the order in which one looks around."""
    missing = "" if run.draws_pdf() else "  (needs the libraries named above)"
    return f"""
Two example sessions are ready. Everything in them is invented.

  A session under way:
    console      {running["facilitator_url"]}
                 signs you in as facilitator, once; then open “{running["title"]}”
    participant  {running["join_url"]}
                 in a private window or on another device; or type the code {running["join_code"]}
    projector    {running["projector_url"]}

  A session that is closed, with its final answer report:
    report       {closed["report_url"]}{missing}
    to share     {closed["shareable_report_url"]}
                 the same without what is for the organisation alone
    HR           {closed["reader_url"]}
                 signs you in as somebody in HR, once, in a window of their own

The links that sign in work for half an hour. For new ones, type  make demo  again: the examples
begin afresh then, and what was done in them goes. What you keep, make with  make run.
To take the examples away:  .venv/bin/python manage.py demo_session --remove
"""


if __name__ == "__main__":
    main()
