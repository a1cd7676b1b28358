"""`Refused`, the base of every refusal: said to one person, in their words, changing nothing."""

from __future__ import annotations

from django.utils.functional import Promise


class Refused(Exception):
    """A request the product understood and turned down.

    `code` is stable and machine-readable; `message` is for the person who asked, in their
    language; `field` names the form field it belongs to, empty when it belongs to none;
    `status` is the HTTP status a door answers with.
    """

    code = "refused"
    status = 409

    def __init__(self, message: str | Promise, *, field: str = "") -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field


class NotAllowed(Refused):
    """This person may not do this, in this phase."""

    code = "not_allowed"
    status = 403


class NotFound(Refused):
    """There is no such thing for this person; also said of foreign things: ids tell nothing."""

    code = "not_found"
    status = 404
