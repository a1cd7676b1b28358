"""What single people said at a question, and how many can live with its answer, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class VendorFact:
    """What the vendor states at one question, how firmly it stands, and what shows it.

    `proof` is "shown", "promised" or "unconfirmed"; empty strings are what nobody filled in.
    `homework` is the number of the item of the homework it answers: the vendor prepared it before
    the session, and the group adopted it. 0: stated in the session.
    """

    text: str
    proof: str
    document: str = ""
    document_date: dt.date | None = None
    address: str = ""
    place: str = ""
    homework: int = 0


@dataclass(frozen=True, kw_only=True)
class Voice:
    """Somebody's own words. Neither `perspective` nor `facilitator`: without name and role."""

    text: str
    perspective: str = ""
    own_words: str = ""
    facilitator: bool = False


@dataclass(frozen=True, kw_only=True)
class Dissent(Voice):
    """A view that differs from what the group wrote."""


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many said yes, yes with a remark, or no with an objection.

    `outdated`: how many of them said so before the text they were asked about last changed.
    """

    yes: int = 0
    remark: int = 0
    objection: int = 0
    outdated: int = 0

    def __bool__(self) -> bool:
        """Say whether anybody was counted."""
        return bool(self.yes or self.remark or self.objection)


NOBODY = Tally()
