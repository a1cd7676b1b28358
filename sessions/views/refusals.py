"""How a door says no: as a page to people, as JSON to scripts, in the same words."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sessions.errors import Refused


def wants_json(request: HttpRequest) -> bool:
    """Tell whether a script asks, not a person's browser."""
    return "application/json" in request.headers.get("Accept", "")


def refuse(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Answer a refusal; one without words says that there is nothing here."""
    if wants_json(request):
        words = f"{refused.title} {refused.message}".strip()
        content = {
            "code": refused.code,
            "message": words or _("This page is not there."),
            "field": refused.field,
            **refused.more,
        }
        return JsonResponse(content, status=refused.status)
    if refused.status == 404:
        return page_not_found(request, refused)
    title = str(refused.title) or _("This is not possible")
    context = {"title": title, "message": str(refused.message)}
    return render(request, "pages/door.html", context, status=refused.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what could not be read, or was too much to read."""
    too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    code, status = ("too_much", 413) if too_much else ("unreadable", 400)
    message = (
        _("This is too much at once. Make it shorter and try again.")
        if too_much
        else _("What was sent could not be read. Reload the page and try again.")
    )
    return _said(request, code=code, message=message, status=status)


def method_not_allowed(request: HttpRequest, allowed: list[str]) -> HttpResponse:
    """Answer a request in a way this address does not know."""
    message = _("This address does not do that. Go back and try again.")
    response = _said(request, code="method", message=message, status=405)
    response.headers["Allow"] = ", ".join(allowed)
    return response


def _said(request: HttpRequest, *, code: str, message: str, status: int) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"code": code, "message": message, "field": ""}, status=status)
    context = {"title": _("This is not possible"), "message": message}
    return render(request, "pages/door.html", context, status=status)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what is not there, and what is not yours, with the same page."""
    if wants_json(request):
        content = {"code": "not_found", "message": _("This page is not there."), "field": ""}
        return JsonResponse(content, status=404)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer our own mistake without saying more."""
    if wants_json(request):
        message = _("Something went wrong. Try again.")
        return JsonResponse({"code": "error", "message": message, "field": ""}, status=500)
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from a page of ours, or came from one too old."""
    message = _("This page is too old. Reload it and try again.")
    if wants_json(request):
        return JsonResponse({"code": "csrf", "message": message, "field": ""}, status=403)
    return render(request, "csrf.html", {"message": message}, status=403)
