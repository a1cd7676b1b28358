"""`Refused`, the base of every refusal: said to one person, in their words, changing nothing."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """A request the product understood and turned down.

    `code` is stable and machine-readable; `message` is for the person who asked, in their
    language; `field` names the form field it belongs to, empty when it belongs to none;
    `status` is the HTTP status a door answers with; `title` stands above the message on a page of
    its own; `more` is what a page's script needs to go on, ready for JSON.
    """

    code = "refused"
    status = 409
    title: str | Promise = ""

    def __init__(
        self, message: str | Promise, *, field: str = "", more: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field
        self.more = dict(more or {})


class Moved(Refused):
    """Somebody else did it, or something else, a moment ago; the message says who."""

    code = "moved"


class NotAllowed(Refused):
    """This person may not do this, in this phase."""

    code = "not_allowed"
    status = 403


class NotFound(Refused):
    """There is no such thing for this person; also said of foreign things: ids tell nothing."""

    code = "not_found"
    status = 404


class Removed(Refused):
    """This browser had a place in the session and has none any more; it gives no right."""

    code = "removed"
    status = 403
    title = _("You were taken out of the session.")


class ScreenOff(Refused):
    """This browser was a screen of the session and is none any more; it gives no right."""

    code = "screen_off"
    status = 403
    title = _("This screen is switched off.")
