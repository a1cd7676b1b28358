"""The sheet with ticks under one final version: a page of its own, never part of the version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from sessions.enums import Capacity
from sessions.report import wording
from sessions.report.typeset import shown
from sessions.report.values import Contents


@dataclass(frozen=True, kw_only=True)
class Tick:
    """Who ticked, in which capacity, when (UTC), and what they remarked."""

    capacity: str
    name: str
    remark: str
    at: dt.datetime


def render(contents: Contents, *, fingerprint: str, ticks: Sequence[Tick]) -> str:
    """Return the sheet as one HTML page; a capacity without a tick gets lines to sign on."""
    with translation.override(contents.language):
        return str(render_to_string("sheets/sign_offs.html", _page(contents, fingerprint, ticks)))


def moment(contents: Contents, ticks: Sequence[Tick]) -> dt.datetime:
    """Return when what the sheet says last changed."""
    moments = [contents.final_at or contents.as_of, *(tick.at for tick in ticks)]
    return max(moments)


def _page(contents: Contents, fingerprint: str, ticks: Sequence[Tick]) -> dict[str, Any]:
    final_at = contents.final_at or contents.as_of
    made = {tick.capacity: tick for tick in ticks}
    return {
        "language": contents.language,
        "stamp": moment(contents, ticks).replace(microsecond=0).isoformat(),
        "title": shown(contents.title),
        "about": [shown(text) for text in (contents.client, contents.system) if text],
        "version": contents.version,
        "final_at": wording.moment(final_at),
        "fingerprint": wording.groups(fingerprint),
        "rows": [_row(Capacity(value), made.get(value)) for value in Capacity.values],
    }


def _row(capacity: Capacity, tick: Tick | None) -> dict[str, str | SafeString]:
    if tick is None:
        return {"capacity": str(capacity.label)}
    return {
        "capacity": str(capacity.label),
        "name": shown(tick.name),
        "at": wording.moment(tick.at),
        "remark": shown(tick.remark),
    }
