"""Where answers can be used again: other papers that ask the same, as a list to check and mend.

This is a reading of our own and no legal advice. It names articles only; when the law changes,
this list and its date change, and nothing else does.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from sessions.report.values import Contents

CHECKED = dt.date(2026, 11, 23)
INSTRUMENT = "AIR Discussietool"  # the questions whose numbers stand below


@dataclass(frozen=True, kw_only=True)
class Use:
    """What is needed elsewhere, which questions and parts help, and what is still missing."""

    need: Any
    questions: tuple[int, ...] = ()
    parts: tuple[str, ...] = field(default=())
    missing: Any = ""


USES = (
    Use(need=_("FRIA, AI Act art. 27(1)(a): the process"), questions=(9, 19), parts=("system",)),
    Use(
        need=_("FRIA (b): period and frequency"),
        parts=("system",),
        missing=_("not in the questions"),
    ),
    Use(
        need=_("FRIA (c): people and groups affected"),
        questions=(12, 13, 14),
        missing=_("numbers of people"),
    ),
    Use(
        need=_("FRIA (d): specific risks of harm"),
        questions=(14, 15, 20),
        parts=("summary",),
        missing=_("information from the provider"),
    ),
    Use(
        need=_("FRIA (e): human oversight"),
        questions=(8, 9, 10),
        missing=_("names and training"),
    ),
    Use(
        need=_("FRIA (f): measures and complaints"),
        questions=(4, 15, 18),
        parts=("actions",),
        missing=_("formal complaint scheme"),
    ),
    Use(
        need=_("DPIA, GDPR art. 35(7)"),
        questions=(5, 6, 7, 8, 16, 17, 19),
        parts=("system", "actions"),
        missing=_("full list of data, advice of the DPO"),
    ),
    Use(
        need=_("AI Act art. 26: duties of the user"),
        questions=(3, 9, 18),
        missing=_("proof that people were informed"),
    ),
    Use(
        need=_("Works Councils Act art. 27(1): request for consent"),
        parts=("summary", "actions", "views"),
        missing=_("the written request itself"),
    ),
    Use(
        need=_("NVP code of recruitment"),
        questions=(2, 3, 4, 13, 16, 17),
        missing=_("check against the code"),
    ),
)


def fits(contents: Contents) -> bool:
    """Say whether this list speaks of the questions of this report."""
    asked = {question.number for question in contents.questions}
    named = {number for use in USES for number in use.questions}
    return INSTRUMENT in contents.source and named <= asked
