"""The names of text documents: `q7.e1` is question 7, `q7-closed.e1` what its closed round said."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = re.compile(r"q([1-9][0-9]{0,3})(-closed)?\.e([1-9][0-9]{0,8})")


@dataclass(frozen=True, slots=True)
class DocumentName:
    """Which text of a session. `epoch` rises when a backup is put back."""

    number: int
    epoch: int
    closed: bool = False

    def __str__(self) -> str:
        return f"q{self.number}{'-closed' if self.closed else ''}.e{self.epoch}"


def read(name: str) -> DocumentName | None:
    """Return the document that is meant; None for any other name."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    return DocumentName(int(found[1]), int(found[3]), closed=found[2] is not None)
