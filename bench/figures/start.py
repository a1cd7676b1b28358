"""How long it takes from starting the process until the first page is there."""

from __future__ import annotations

import contextlib
import time
from typing import Any

from bench.figures.visits import Visitor
from bench.servers import House, product, started


def measured(house: House) -> dict[str, Any]:
    """Return seconds until the first page, on an installation that is made ready."""
    with product(house) as server:
        began = time.monotonic()
        with started([server]):
            with contextlib.nullcontext(Visitor(server, "")) as visitor:
                visitor.get("/")
            return {"seconds": round(time.monotonic() - began, 3)}
