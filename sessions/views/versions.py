"""Final versions as pages show them: one number, with its editions side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from sessions import queries
from sessions.enums import Edition
from sessions.errors import NotFound
from sessions.models import Report, Session

# Reports of hundreds of pages must not be read into memory to be listed.
HEAVY = ("contents", "pdf")


@dataclass(frozen=True)
class Version:
    """One final version. Those of before the editions have no shareable one."""

    internal: Report
    shareable: Report | None

    @property
    def version(self) -> int:
        """Return its number."""
        return self.internal.version

    @property
    def editions(self) -> list[Report]:
        """Return what there is of it, the internal one first."""
        return [one for one in (self.internal, self.shareable) if one is not None]


def asked_edition(given: QueryDict) -> Edition:
    """Return the edition that was asked for; raises NotFound for one that does not exist."""
    asked = given.get("edition", Edition.INTERNAL)
    if asked not in Edition.values:
        raise NotFound("")
    return Edition(asked)


def versions_with_editions(session: Session) -> list[Version]:
    """Return the final versions of a session, the newest first."""
    return with_editions(queries.versions_of(session))


def with_editions(reports: Iterable[Report]) -> list[Version]:
    """Return the versions these internal editions belong to, in the same order; one query."""
    listed = list(reports)
    found = Report.objects.filter(
        session_public_id__in={one.session_public_id for one in listed},
        edition=Edition.SHAREABLE,
    ).defer(*HEAVY)
    known = {(one.session_public_id, one.version): one for one in found}
    return [Version(one, known.get((one.session_public_id, one.version))) for one in listed]
