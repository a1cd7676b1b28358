"""The page with the system card: who leads fills it in, everybody in the session may read it.

While a closed round runs nobody fills it in: then who leads reads it, as everybody else.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sessions import queries
from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands.system_card import fill_system_card
from sessions.enums import RedFlag
from sessions.forms import SystemCardForm
from sessions.forms.system_card import card_values
from sessions.homework_items import wanted
from sessions.live.audience import audience_of
from sessions.live.homework import may_see
from sessions.models import SystemCard
from sessions.views.guards import Visit, session_door
from sessions.views.posting import who_where_when


@session_door("GET", "POST")
def system_card(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the card, to fill in for who may do so now."""
    session = visit.session
    card = SystemCard.objects.filter(session=session).first()
    fills = rules.may(Action.FILL_SYSTEM_CARD, participant=visit.participant, session=session)
    if request.method != "POST" and not fills:
        rules.require(Action.READ_SESSION, participant=visit.participant, session=session)
        return _to_read(request, visit, card)
    rules.require(Action.FILL_SYSTEM_CARD, participant=visit.participant, session=session)
    posted = request.POST if request.method == "POST" else None
    form = SystemCardForm(posted, initial=card_values(card))
    if request.method == "POST" and form.is_valid():
        fill_system_card(facts=form.facts(), **who_where_when(visit))
        messages.success(request, _("The system card is saved."))
        return redirect("system_card", session_id=session.public_id)
    context = {"session": session, "form": form, "flagged": _flagged(form), **_prepared(visit)}
    return render(request, "pages/system_card.html", context, status=400 if form.errors else 200)


def _to_read(request: HttpRequest, visit: Visit, card: SystemCard | None) -> HttpResponse:
    """Show what is known; what nobody filled in is left out."""
    form = SystemCardForm(initial=card_values(card))
    fields = [field for field in form if not field.use_fieldset]
    context = {
        "session": visit.session,
        "facts": [{"label": each.label, "value": each.value()} for each in fields if each.value()],
        "flags": [
            {"label": form["emotions"].label, "flag": _answer(card, "emotions")},
            {"label": form["biometrics"].label, "flag": _answer(card, "biometrics")},
        ],
        "flagged": _flagged(form),
        **_prepared(visit),
    }
    return render(request, "pages/system_card_read.html", context)


def _answer(card: SystemCard | None, name: str) -> RedFlag | None:
    value = getattr(card, name) if card else ""
    return RedFlag(value) if value else None


def _flagged(form: SystemCardForm) -> bool:
    """Tell whether a red flag stands at yes, as shown in the form."""
    return RedFlag.YES in {form["emotions"].value(), form["biometrics"].value()}


def _prepared(visit: Visit) -> dict[str, Any]:
    """Return what the vendor prepared for the card, as far as this person may see it."""
    audience = audience_of(visit.participant)
    rows = [
        {"item": item, "wanted": asked}
        for item in queries.homework_in(visit.session.pk)
        if (asked := wanted(item.number)) and not asked.questions
        if item.brought and may_see(item, audience=audience, on_card=True)
    ]
    return {"prepared": rows}
