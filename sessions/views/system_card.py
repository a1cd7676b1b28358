"""The page with the system card."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sessions.access import rules
from sessions.access.rules import Action
from sessions.commands.system_card import fill_system_card
from sessions.enums import RedFlag
from sessions.forms import SystemCardForm
from sessions.forms.system_card import card_values
from sessions.models import SystemCard
from sessions.views.guards import Visit, session_door
from sessions.views.posting import who_where_when


@session_door("GET", "POST")
def system_card(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the card to who leads, and fill it in."""
    session = visit.session
    rules.require(Action.FILL_SYSTEM_CARD, participant=visit.participant, session=session)
    card = SystemCard.objects.filter(session=session).first()
    posted = request.POST if request.method == "POST" else None
    form = SystemCardForm(posted, initial=card_values(card))
    if request.method == "POST" and form.is_valid():
        fill_system_card(facts=form.facts(), **who_where_when(visit))
        messages.success(request, _("The system card is saved."))
        return redirect("system_card", session_id=session.public_id)
    context = {"session": session, "form": form, "flagged": _flagged(form)}
    return render(request, "pages/system_card.html", context, status=400 if form.errors else 200)


def _flagged(form: SystemCardForm) -> bool:
    """Tell whether a red flag stands at yes, as shown in the form."""
    return RedFlag.YES in {form["emotions"].value(), form["biometrics"].value()}
