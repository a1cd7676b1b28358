"""What stands above something somebody put in: who it is of, as far as that is shown."""

from __future__ import annotations

from typing import Any

from sessions.enums import Role, ShownWith
from sessions.live.people import perspective_label
from sessions.models import Participant, Session


def byline(
    author: Participant | None, *, session: Session, unnamed: bool = False, vendor: bool = False
) -> dict[str, Any]:
    """Return `{label, name, vendor}`; who is gone, or wants no name, has neither role nor name.

    A vendor is always marked as vendor: what is said for the vendor is never without that.
    """
    is_vendor = vendor or (author is not None and author.role == Role.VENDOR)
    if author is None or author.removed_at is not None:
        return {"label": "", "name": "", "vendor": is_vendor}
    hidden = unnamed or session.shown_with == ShownWith.NOTHING
    named = session.shown_with == ShownWith.NAME and not unnamed
    return {
        "label": "" if hidden and not is_vendor else perspective_label(author),
        "name": author.name if named else "",
        "vendor": is_vendor,
    }
