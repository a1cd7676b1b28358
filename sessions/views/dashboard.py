"""A facilitator's own pages: the list of sessions, a new one, its settings, its end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions import queries
from sessions.access import offices, rules
from sessions.access.rules import Action
from sessions.commands import preparing
from sessions.commands import sessions as commands
from sessions.errors import NotAllowed, Refused
from sessions.forms import SessionForm
from sessions.forms.manner import manner_of
from sessions.forms.session import first_values
from sessions.models import Account, Organisation, Questionnaire
from sessions.views.guards import Visit, account_of, door, session_door
from sessions.views.overviews import dashboard_groups


@login_required
@door("GET")
def dashboard(request: HttpRequest) -> HttpResponse:
    """List the sessions this account has a place in; who only reads goes to the reports."""
    account = account_of(request)
    if offices.first_page(account) == "reports":
        return redirect("reports")
    context = {
        "groups": dashboard_groups(queries.places_of(account)),
        "account": account,
        "organisation": queries.organisation_led_by(account),
    }
    return render(request, "pages/dashboard.html", context)


@login_required
@door("GET", "POST")
def new_session(request: HttpRequest) -> HttpResponse:
    """Make a session in a minute: everything but the title is filled in."""
    account = account_of(request)
    organisation = _organisation(account)
    questionnaire = _questionnaire()
    numbers = [question.number for question in queries.questions_of(questionnaire)]
    initial = first_values(client_name=organisation.name, numbers=numbers)
    form = SessionForm(_posted(request), initial=initial, numbers=numbers)
    if request.method == "POST" and form.is_valid():
        session = preparing.create_session(
            facts=form.facts(), organisation=organisation, account=account, at=timezone.now()
        )
        return redirect("lobby", session_id=session.public_id)
    return _form_page(request, "pages/new_session.html", form, questionnaire)


@session_door("GET", "POST")
def session_settings(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Change the facts and the programme."""
    session = visit.session
    rules.require(Action.CHANGE_SESSION, participant=visit.participant, session=session)
    answers = queries.answers_in(session)
    numbers = [answer.number for answer in answers]
    names = ["title", "client_name", "system_name", "vendor_name", "date", "starts_at"]
    initial = {name: getattr(session, name) for name in [*names, "keep_until", "names_in_report"]}
    initial["questions"] = [str(answer.number) for answer in answers if answer.chosen]
    initial |= manner_of(session)
    form = SessionForm(_posted(request), initial=initial, numbers=numbers)
    if request.method == "POST" and form.is_valid():
        try:
            preparing.change_session(
                session_id=session.pk, facts=form.facts(), by=visit.participant, at=timezone.now()
            )
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("The changes are saved."))
            return redirect("session", session_id=session.public_id)
    extra = {"session": session}
    return _form_page(request, "pages/session_settings.html", form, session.questionnaire, **extra)


@session_door("GET", "POST")
def session_deletion(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask once, then delete the session and everything in it."""
    session = visit.session
    rules.require(Action.DELETE_SESSION, participant=visit.participant, session=session)
    if request.method == "POST":
        commands.delete_session(session_id=session.pk, by=visit.participant, at=timezone.now())
        messages.success(request, _("The session and everything in it are deleted."))
        return redirect("dashboard")
    context = {"session": session, "versions": queries.versions_of(session)}
    return render(request, "pages/session_deletion.html", context)


def _posted(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, also when that is nothing; None for a form not sent yet."""
    return request.POST if request.method == "POST" else None


def _form_page(
    request: HttpRequest,
    template: str,
    form: SessionForm,
    questionnaire: Questionnaire,
    **extra: Any,
) -> HttpResponse:
    context = {"form": form, "themes": queries.themes_of(questionnaire), **extra}
    return render(request, template, context, status=400 if form.errors else 200)


def _organisation(account: Account) -> Organisation:
    organisation = queries.organisation_led_by(account)
    if organisation is None:
        raise NotAllowed(_("You cannot make sessions. Ask the owner of your organisation."))
    return organisation


def _questionnaire() -> Questionnaire:
    questionnaire = queries.latest_questionnaire()
    if questionnaire is None:
        raise Refused(_("The questions are not loaded. Ask the operator to load them."))
    return questionnaire
