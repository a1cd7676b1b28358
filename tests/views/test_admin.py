"""The operator's pages: the catalogue may be corrected, the rest looked at, words not even that."""

import json

import pytest
from django.contrib.admin import ModelAdmin
from django.test import Client
from django.urls import reverse

from sessions import models
from sessions.admin import site
from sessions.commands import accounts, participants
from sessions.commands.answers import round_off
from sessions.commands.conclusions import Conclusion
from sessions.enums import Outcome
from tests.conftest import NOW

pytestmark = pytest.mark.django_db

CATALOGUE = {models.Questionnaire, models.Theme, models.Question}
REGISTERED = sorted(site._registry, key=lambda model: model.__name__)
# Tables of what people wrote, and of who they are in a session, stay out.
UNSEEN = {
    *(models.Answer, models.ActionPoint, models.Participant),
    *(models.TextUpdate, models.TextCheckpoint, models.TextClient),
    *(models.Contribution, models.SystemCard, models.ScreenLink),
    *(models.Reaction, models.Recognition, models.Mark, models.ConsentVote, models.Proposal),
    *(models.ParkedItem, models.ClosedRound, models.HomeworkLink, models.HomeworkItem),
    *(models.Report, models.SignOff, models.ShareLink, models.PdfJob, models.Invitation),
}


@pytest.fixture
def operator(session, anna, bram, anna_account):
    """A superuser's browser, with one row in every table."""
    participants.renew_return_code(session_id=session.pk, by=bram, at=NOW)
    accounts.make_sign_in_link(account=anna_account, at=NOW)
    conclusion = Conclusion(Outcome.NO_GOOD_ANSWER, reason="Geheime reden")
    round_off(session_id=session.pk, number=1, conclusion=conclusion, by=anna, at=NOW)
    account = models.Account.objects.create_superuser("op@example.org", "x" * 12, name="Op")
    client = Client()
    client.force_login(account)
    return client


def address(model, page: str, *arguments) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)


def pages(model) -> list[str]:
    row = model.objects.first()
    return [address(model, "changelist"), address(model, "change", row.pk)]


def test_every_table_is_shown_or_left_out_on_purpose():
    assert {models.__dict__[name] for name in models.__all__} == set(REGISTERED) | UNSEEN


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_an_operator_looks_at_every_row(operator, model):
    assert [operator.get(page).status_code for page in pages(model)] == [200, 200]


@pytest.mark.parametrize("model", REGISTERED, ids=lambda model: model.__name__)
def test_nobody_adds_or_deletes(operator, model):
    row = model.objects.first()
    add = operator.post(reverse("admin:index") + f"airsessions/{model._meta.model_name}/add/", {})
    delete = operator.post(address(model, "delete", row.pk), {"post": "yes"})

    assert (add.status_code, delete.status_code, model.objects.filter(pk=row.pk).exists()) == (
        403,
        403,
        True,
    )


@pytest.mark.parametrize(
    "model", [one for one in REGISTERED if one not in CATALOGUE], ids=lambda model: model.__name__
)
def test_nobody_changes_what_people_made(operator, model):
    before = model.objects.values().first()
    fields = dict.fromkeys(before, "1")

    response = operator.post(address(model, "change", before["id"]), fields)

    assert (response.status_code, model.objects.values().get(pk=before["id"])) == (403, before)


def test_a_superuser_corrects_a_question(operator):
    question = models.Question.objects.first()
    fields = {"short_name": "Nieuw", "text": question.text, "parts": json.dumps(question.parts)}

    operator.post(address(models.Question, "change", question.pk), fields)

    question.refresh_from_db()
    assert question.short_name == "Nieuw"


def test_staff_that_is_no_superuser_corrects_nothing(operator):
    staff = models.Account.objects.create_user("s@example.org", "x" * 12, name="S", is_staff=True)
    client = Client()
    client.force_login(staff)

    assert client.post(pages(models.Question)[1], {"short_name": "x"}).status_code == 403


def test_no_secret_and_no_word_of_the_group_is_shown(operator, session, bram):
    hidden = [
        session.join_code,
        bram.return_code_hash or models.Participant.objects.get(pk=bram.pk).return_code_hash,
        models.OneTimeLink.objects.first().token_hash,
        models.Account.objects.first().password,
        "Geheime reden",
        "Bram",
    ]
    shown = "".join(
        operator.get(page).content.decode() for model in REGISTERED for page in pages(model)
    )

    assert [one for one in hidden if one in shown] == []


def test_a_facilitator_has_no_business_there(anna, browser):
    assert browser(anna).get("/operator/").status_code in {302, 403}


def test_the_fields_shown_are_a_list_and_not_everything():
    assert [one for one in REGISTERED if site._registry[one].fields == ModelAdmin.fields] == []
