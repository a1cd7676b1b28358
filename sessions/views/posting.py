"""How a page's script posts: a form that is right, or a refusal that names its field; then 204."""

from __future__ import annotations

from typing import Any, TypeVar

from django.forms import Form
from django.http import HttpResponse
from django.utils import timezone

from sessions.errors import Refused
from sessions.views.guards import Visit

F = TypeVar("F", bound=Form)


class Invalid(Refused):
    """A field that cannot be read, or is missing."""

    code = "invalid"
    status = 400


def right(form: F) -> F:
    """Return the form when it is right; raise Invalid with its first error otherwise."""
    if form.is_valid():
        return form
    field, errors = next(iter(form.errors.items()))
    raise Invalid(str(errors[0]), field="" if field == "__all__" else field)


def who_where_when(visit: Visit) -> dict[str, Any]:
    """Return what every command of a session takes: which session, by whom, at what moment."""
    return {"session_id": visit.session.pk, "by": visit.participant, "at": timezone.now()}


def done() -> HttpResponse:
    """Answer that it is done; the news tells what changed."""
    return HttpResponse(status=204)
