"""The vendor's page of the homework, behind a personal link and without an account.

Looking changes nothing, so that a mail scanner may open the link; filling in is a POST per item.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions import queries
from sessions.access import limits
from sessions.access.links import LinkState, homework_link_behind, homework_link_state
from sessions.commands.homework import Older, save_homework
from sessions.commands.homework_links import due_day
from sessions.errors import NotFound, Refused
from sessions.forms import PreparationForm
from sessions.models import HomeworkItem, HomeworkLink
from sessions.views.guards import door
from sessions.views.homework_list import Row, homework_rows
from sessions.views.posting import right
from sessions.views.refusals import wants_json

FIELDS = (
    *("brought", "text", "document", "document_address", "document_place"),
    *("confidential", "edition"),
)


@door("GET", "POST")
def homework_answer(request: HttpRequest, *, token: str) -> HttpResponse:
    """Show the list, and keep what is filled in at one item."""
    link = _open_link(request, token)
    if link is None:
        return _over(request)
    if request.method == "POST":
        return _save(request, link, token)
    if wants_json(request):
        items = queries.homework_in(link.session_id)
        return JsonResponse({"items": {str(item.number): stored(item) for item in items}})
    return _page(request, link)


def stored(item: HomeworkItem) -> dict[str, Any]:
    """Return one item as it is kept, ready for JSON."""
    day = item.document_date
    fields = {name: getattr(item, name) for name in FIELDS}
    return {**fields, "document_date": day.isoformat() if day else "", "judged": bool(item.judged)}


def _open_link(request: HttpRequest, token: str) -> HomeworkLink | None:
    """Return the link when it opens something. Only guesses are counted and slowed down.

    A token that is right always opens, however many wrong ones came from the same network.
    """
    link = homework_link_behind(token)
    if link is None:
        seen = {"device": "", "address": limits.client_address(request.META), "what": "link"}
        limits.refuse_when_guessing(**seen)
        limits.count_failure(**seen)
        return None
    return link if homework_link_state(link, at=timezone.now()) == LinkState.OPEN else None


def _save(request: HttpRequest, link: HomeworkLink, token: str) -> HttpResponse:
    form = right(PreparationForm(request.POST)) if wants_json(request) else _posted(request)
    if form.errors:
        return _page(request, link, typed=form)
    data = form.cleaned_data
    try:
        item = save_homework(
            link=link,
            number=data["number"],
            preparation=form.preparation(),
            edition=data["edition"],
            at=timezone.now(),
        )
    except Refused as refused:
        return _refusal(request, link, form, refused)
    if wants_json(request):
        return JsonResponse(stored(item))
    messages.success(request, _("This is kept."))
    return redirect(f"{reverse('homework_answer', args=[token])}#item-{item.number}")


def _posted(request: HttpRequest) -> PreparationForm:
    """Return the form of the page without scripts; raises as `right` when it names no item."""
    form = PreparationForm(request.POST, auto_id=f"item-{request.POST.get('number', '')}-%s")
    form.is_valid()
    return right(form) if {"number", "edition"} & set(form.errors) else form


def _refusal(
    request: HttpRequest, link: HomeworkLink, form: PreparationForm, refused: Refused
) -> HttpResponse:
    """Say why not; what was typed stays on the page, beside what somebody else wrote."""
    other = refused.item if isinstance(refused, Older) else None
    if wants_json(request):
        said = {"code": refused.code, "message": refused.message, "field": refused.field}
        found = {"stored": stored(other)} if other else {}
        return JsonResponse({**said, **found}, status=refused.status)
    if isinstance(refused, NotFound):
        raise refused
    field = refused.field if refused.field in form.fields else None
    form.add_error(field, str(refused.message))
    return _page(request, link, typed=form, other=other, status=refused.status)


def _page(
    request: HttpRequest,
    link: HomeworkLink,
    *,
    typed: PreparationForm | None = None,
    other: HomeworkItem | None = None,
    status: int = 200,
) -> HttpResponse:
    session = link.session
    rows = homework_rows(session)
    number = typed.cleaned_data.get("number") if typed else None
    first = next((row for row in rows if not row.is_brought), None)
    asked = timezone.localdate(link.created_at)
    context = {
        "session": session,
        "link": link,
        "closed": queries.is_over(session),
        "items": [
            {"row": row, "form": typed, "other": other, "open": True}
            if row.wanted.number == number
            else {"row": row, "form": _form(row), "open": row is first and typed is None}
            for row in rows
        ],
        "brought": sum(row.is_brought for row in rows),
        "due": due_day(session.date, asked=asked),
    }
    status = 400 if typed and status == 200 else status
    return render(request, "pages/homework_answer.html", context, status=status)


def _form(row: Row) -> PreparationForm:
    """Return the form of one item as it is kept, one edition on."""
    number, item = row.wanted.number, row.item
    kept = {name: getattr(item, name) for name in (*FIELDS, "document_date")} if item else {}
    edition = (item.edition if item else 0) + 1
    return PreparationForm(
        initial={
            **kept,
            "number": number,
            "edition": edition,
            "confidential": "1" if item and item.confidential else "0",
        },
        auto_id=f"item-{number}-%s",
    )


def _over(request: HttpRequest) -> HttpResponse:
    """Say the same of every link that opens nothing: expired, taken back, never made."""
    words = _("Ask the facilitator for a new one. A link to the homework works for a limited time.")
    if wants_json(request):
        return JsonResponse({"code": "not_found", "message": words, "field": ""}, status=404)
    return render(request, "pages/homework_over.html", {"message": words}, status=404)
