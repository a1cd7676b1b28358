"""Every address × everybody: what they get, cell by cell. A new address without a row fails.

Columns: anonymous, Bram (participant), Victor (vendor), Anna (facilitator), Otto (facilitator of
another session, owner of another organisation), a removed participant, Petra (reader of Anna's
organisation, without a place in any session). Posts carry a body that a facilitator may send.
"""

from copy import deepcopy

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from sessions.access.codes import new_token
from sessions.commands import (
    action_points,
    homework_links,
    inputs,
    invitations,
    parking,
    proposals,
    screens,
    share_links,
    vendor_statements,
)
from sessions.commands.action_points import ActionFacts
from sessions.commands.vendor_statements import VendorStatement
from sessions.commands.wording import Words
from sessions.enums import MembershipRole, Perspective, Proof
from sessions.models import (
    Contribution,
    HomeworkItem,
    Invitation,
    ParkedItem,
    Participant,
    Proposal,
    Report,
    ScreenLink,
    ShareLink,
)
from sessions.report.canonical import to_json
from sessions.report.contents import collect
from tests.conftest import (
    NOW,
    leader_of,
    let_in,
    make_account,
    make_anna,
    make_other_session,
    make_vlietdam,
    make_workshop,
)

pytestmark = pytest.mark.django_db

WHO = ["anonymous", "bram", "victor", "anna", "otto", "removed", "petra"]
# name, method, statuses in the order of WHO
TABLE = """
start               GET   200 200 200 200 200 200 200
about               GET   200 200 200 200 200 200 200
privacy             GET   200 200 200 200 200 200 200
healthz             GET   200 200 200 200 200 200 200
readyz              GET   200 200 200 200 200 200 200
words               GET   200 200 200 200 200 200 200
set_language        POST  204 204 204 204 204 204 204
enter_code          POST  302 302 302 302 302 302 302
join                GET   200 200 200 302 200 200 200
not_me              POST  302 302 302 302 302 302 302
come_back           GET   200 200 200 200 200 200 200
places              POST  200 200 200 200 200 200 200
first_account       GET   404 404 404 404 404 404 404
sign_in_link        GET   404 404 404 404 404 404 404
sign_in_link        POST  404 404 404 404 404 404 404
example_report      GET   404 404 404 404 404 404 404
dashboard           GET   302 302 302 200 200 302 302
new_session         GET   302 302 302 200 200 302 403
session             GET   404 302 302 302 404 403 404
lobby               GET   404 302 302 200 404 403 404
question            GET   404 200 200 200 404 403 404
overview            GET   404 200 200 200 404 403 404
ending              GET   404 302 302 302 404 403 404
snapshot            GET   404 200 200 200 404 403 404
news                GET   404 200 200 200 404 403 404
text                GET   404 200 200 200 404 403 404
text                POST  404 200 200 200 404 403 404
session_report      GET   404 403 403 200 404 403 404
concept             POST  404 403 403 302 404 403 404
report_progress     GET   404 403 403 200 404 403 404
finalisation        GET   404 403 403 403 404 403 404
finalisation        POST  404 403 403 403 404 403 404
report_pdf          GET   404 403 403 200 404 403 404
report_json         GET   404 403 403 200 404 403 404
session_settings    GET   404 403 403 200 404 403 404
session_settings    POST  404 403 403 400 404 403 404
system_card         GET   404 200 200 200 404 403 404
system_card         POST  404 403 403 302 404 403 404
homework            GET   404 403 403 200 404 403 404
homework_link       POST  404 403 403 200 404 403 404
homework_link_revocation POST 404 403 403 204 404 403 404
homework_judgement  POST  404 403 403 204 404 403 404
homework_answer     GET   404 404 404 404 404 404 404
homework_answer     POST  404 404 404 404 404 404 404
statements          POST  404 403 200 403 404 403 404
statement           POST  404 403 204 403 404 403 404
statement_removal   POST  404 403 204 403 404 403 404
session_deletion    GET   404 403 403 200 404 403 404
session_deletion    POST  404 403 403 302 404 403 404
current_question    POST  404 403 403 204 404 403 404
phase               POST  404 403 403 204 404 403 404
door                POST  404 403 403 204 404 403 404
code                POST  404 403 403 204 404 403 404
closed_round        POST  404 403 403 204 404 403 404
admission           POST  404 403 403 204 404 403 404
outcome             POST  404 403 403 204 404 403 404
reopening           POST  404 403 403 409 404 403 404
set_step            POST  404 403 403 204 404 403 404
ready               POST  404 204 204 403 404 403 404
help                POST  404 204 204 403 404 403 404
help_answered       POST  404 403 403 204 404 403 404
vote                POST  404 204 204 403 404 403 404
proposals           POST  404 200 200 200 404 403 404
proposal            POST  404 204 403 204 404 403 404
pen                 POST  404 403 403 409 404 403 404
parked              POST  404 200 200 200 404 403 404
parked_item         POST  404 403 403 204 404 403 404
parked_removal      POST  404 403 403 204 404 403 404
person_role         POST  404 403 403 204 404 403 404
facilitators        GET   404 403 403 200 404 403 404
facilitators        POST  404 403 403 204 404 403 404
stepping_down       POST  404 403 403 409 404 403 404
parts               POST  404 403 403 204 404 403 404
voices              GET   404 200 200 200 404 403 404
own_input           POST  404 200 403 200 404 403 404
additions           POST  404 200 403 200 404 403 404
dissents            POST  404 200 200 200 404 403 404
recognition         POST  404 204 204 204 404 403 404
reactions           POST  404 200 200 200 404 403 404
taking_over         POST  404 204 403 204 404 403 404
contribution_removal POST 404 403 403 204 404 403 404
actions             POST  404 200 200 200 404 403 404
action              POST  404 403 403 204 404 403 404
action_removal      POST  404 403 403 204 404 403 404
open_projector      GET   404 404 404 404 404 404 404
projector           GET   404 404 404 404 404 404 404
projector_link      GET   404 403 403 200 404 403 404
projector_link      POST  404 403 403 200 404 403 404
projector_link_revocation POST 404 403 403 204 404 403 404
screen              POST  404 403 403 204 404 403 404
person_name         POST  404 403 403 204 404 403 404
person_removal      POST  404 403 403 204 404 403 404
return_code         POST  404 200 200 403 404 403 404
leaving             POST  404 204 204 403 404 403 404
organisation        GET   302 302 302 200 200 302 403
invite              POST  302 302 302 200 200 302 403
invitation_revocation POST 302 302 302 302 404 302 404
member_role         POST  302 302 302 302 404 302 404
member_removal      POST  302 302 302 302 404 302 404
invitation          GET   404 404 404 404 404 404 404
invitation          POST  404 404 404 404 404 404 404
reports             GET   302 302 302 200 200 302 200
report              GET   302 302 302 200 404 302 200
final_pdf           GET   302 302 302 200 404 302 200
final_json          GET   302 302 302 200 404 302 200
sign_off            POST  302 302 302 400 404 302 400
sign_off_sheet      GET   302 302 302 200 404 302 200
share               POST  302 302 302 200 404 302 200
share_revocation    POST  302 302 302 302 404 302 302
shared_report       GET   404 404 404 404 404 404 404
shared_pdf          GET   404 404 404 404 404 404 404
shared_json         GET   404 404 404 404 404 404 404
account_login       GET   200 200 200 302 302 200 302
account_logout      GET   302 302 302 200 200 302 200
account_change_password GET 302 302 302 200 200 302 200
operator_logout     GET   302 302 302 200 200 302 200
operator_password_change GET 302 302 302 302 302 302 302
account_reset_password GET 200 200 200 200 200 200 200
account_reset_password_done GET 200 200 200 200 200 200 200
account_reset_password_from_key GET 200 200 200 200 200 200 200
account_reset_password_from_key_done GET 200 200 200 200 200 200 200
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
BODIES = {
    "places": lambda w: {"sessions": w.session.public_id},
    "enter_code": lambda w: {"code": w.session.join_code},
    "current_question": lambda w: {"number": 8},
    "phase": lambda w: {"phase": "closed"},
    "door": lambda w: {"open": "0"},
    "closed_round": lambda w: {"on": "1", "insiders": w.people["carla"].public_id},
    "outcome": lambda w: {"outcome": "no_good_answer", "reason": "Weet niemand."},
    "parts": lambda w: {"part": 0, "done": "1"},
    "set_step": lambda w: {"seen": "composing", "to": "composing"},
    "ready": lambda w: {"step": "composing", "on": "1"},
    "help": lambda w: {"on": "1"},
    "vote": lambda w: {"choice": ""},
    "proposals": lambda w: {"text": "Eerst kijken."},
    "proposal": lambda w: {"settled": "declined"},
    "parked": lambda w: {"text": "Wie betaalt dit?"},
    "parked_item": lambda w: {"settled": "discussed"},
    "person_role": lambda w: {"role": "scribe"},
    "facilitators": lambda w: {"member": w.people["anna"].account.memberships.get().public_id},
    "own_input": lambda w: {"text": "Alleen van mij.", "edition": "1"},
    "additions": lambda w: {"text": "Nog iets."},
    "dissents": lambda w: {"text": "Ik zie dat anders."},
    "recognition": lambda w: {"on": "1"},
    "reactions": lambda w: {"text": "Klopt."},
    "actions": lambda w: {"text": "Vraag de lijst op"},
    "action": lambda w: {"text": "Vraag twee lijsten op"},
    "screen": lambda w: {"view": "overview"},
    "person_name": lambda w: {"name": "Carla C."},
    "invite": lambda w: {"note": "Iris, HR", "role": "reader"},
    "member_role": lambda w: {"role": "facilitator"},
    "homework_link": lambda w: {"name": "Vera van Werkwijs"},
    "homework_judgement": lambda w: {"judged": "rejected"},
    "statements": lambda w: {"text": "Klopt.", "proof": "shown"},
    "statement": lambda w: {"text": "Klopt niet.", "proof": "promised"},
    "share": lambda w: {"note": "Ondernemingsraad", "days": "30"},
}

# An edit that brings nothing: all that is not a form.
OCTETS = {"text": b"\0\0"}


class World:
    """One of everything the addresses speak of."""

    def __init__(self, session, people, action_point, report) -> None:
        self.session = session
        self.people = people
        self.action_point = action_point
        self.report = report

    def ids(self) -> dict[str, object]:
        """Return what stands in addresses, by the name of the parameter."""
        return {
            "session_id": self.session.public_id,
            "number": 8,
            "participant_id": self.people["carla"].public_id,
            "action_point_id": self.action_point.public_id,
            "contribution_id": Contribution.objects.get(author=self.people["carla"]).public_id,
            "homework_link_id": self.session.homework_links.get().public_id,
            "statement_id": Contribution.objects.get(author=self.people["victor"]).public_id,
            "link_id": ScreenLink.objects.filter(session=self.session)[0].public_id,
            "report_id": self.report.public_id,
            "share_id": ShareLink.objects.get(report=self.report).public_id,
            "member_id": self.session.organisation.memberships.get(role="reader").public_id,
            "invitation_id": Invitation.objects.get().public_id,
            "proposal_id": Proposal.objects.get().public_id,
            "item_id": ParkedItem.objects.get().public_id,
            "code": self.session.join_code,
            "document": "q8.e1",
            "token": new_token(),
            "uidb36": "1",
            "key": "no-such-key",
        }

    def address(self, name: str) -> str:
        values = self.ids()
        pattern = patterns()[name]
        needed = pattern.pattern.converters or pattern.pattern.regex.groupindex
        return reverse(name, kwargs={key: values[key] for key in needed})


def patterns() -> dict[str, URLPattern]:
    def walk(resolver: URLResolver):
        for entry in resolver.url_patterns:
            if isinstance(entry, URLPattern):
                yield entry
            elif entry.namespace != "admin":
                yield from walk(entry)

    return {str(pattern.name): pattern for pattern in walk(get_resolver())}


@pytest.fixture
def world(kept_world, db):
    """One of everything, as it was made: what other tests did to it is undone."""
    return deepcopy(kept_world)


def make_world() -> World:
    """Make one of everything; once for each file, see conftest.py beside this."""
    vlietdam = make_vlietdam()
    session = make_workshop(vlietdam, make_anna(vlietdam))
    anna, otto = leader_of(session), leader_of(make_other_session())
    bram = let_in(session, "Bram", Perspective.RECRUITER)
    victor = let_in(session, "Victor", Perspective.VENDOR)
    carla, removed = let_in(session, "Carla"), let_in(session, "Joris")
    removed.removed_at = NOW
    removed.save()
    action_point = action_points.add_action_point(
        session_id=session.pk, facts=ActionFacts("Van Carla"), by=carla, at=NOW
    )
    inputs.add_addition(
        session_id=session.pk, number=8, words=Words("Van Carla."), by=carla, at=NOW
    )
    at = {"session_id": session.pk, "at": NOW}
    proposals.propose_sentence(number=8, text="Eerst kijken.", key="", by=carla, **at)
    parking.park(text="Wie betaalt dit?", by=carla, **at)
    screens.make_screen_link(session_id=session.pk, by=anna, at=timezone.now())
    homework_links.ask_homework(session_id=session.pk, name="Vera", by=anna, at=NOW)
    HomeworkItem.objects.create(session=session, number=8, brought="whole", changed_at=NOW)
    vendor_statements.state_vendor_fact(
        session_id=session.pk,
        number=8,
        statement=VendorStatement("Opslag in Dublin.", Proof.SHOWN),
        by=victor,
        at=NOW,
    )
    people = {"anna": anna, "bram": bram, "victor": victor, "carla": carla, "otto": otto}
    people |= {"removed": removed, "petra": petra_of(session)}
    return World(session, people, action_point, final_report(session, by=anna.account))


def petra_of(session) -> Participant:
    """Return a reader; nothing of hers is in the session, so the row is not kept."""
    account = make_account(
        "petra@vlietdam.example", "Petra", session.organisation, role=MembershipRole.READER
    )
    return Participant(session=session, account=account)


def final_report(session, *, by) -> Report:
    """Return a final version with its PDF, a share link, and an open invitation beside it."""
    report = Report.objects.create(
        organisation=session.organisation,
        session=session,
        session_public_id=session.public_id,
        version=1,
        final_at=NOW,
        contents=to_json(collect(session=session, at=NOW)),
        contents_hash="0" * 64,
        pdf=b"%PDF-",
    )
    now = timezone.now()
    share_links.make_share_link(report_id=report.public_id, note="OR", days=7, by=by, at=now)
    invitations.invite(
        organisation_id=session.organisation_id,
        role=MembershipRole.READER,
        note="Iris",
        by=by,
        at=now,
    )
    return report


def test_every_address_has_a_row():
    assert set(patterns()) == {row[0] for row in ROWS}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_a_cell_of_the_table(row, who, world, browser):
    name, method, *statuses = row
    person = world.people.get(who)
    client = browser(person) if person else Client()
    accept = "text/html" if name.startswith(("account_", "operator_")) else "application/json"
    body = BODIES.get(name, lambda w: {})(world)

    response = client.generic(
        method,
        world.address(name),
        data=OCTETS.get(name) or "&".join(f"{key}={value}" for key, value in body.items()),
        content_type="application/"
        + ("octet-stream" if name in OCTETS else "x-www-form-urlencoded"),
        headers={"accept": accept},
    )

    assert response.status_code == int(statuses[WHO.index(who)])


@pytest.mark.parametrize("row", [row for row in ROWS if row[1] == "POST"], ids=lambda row: row[0])
def test_a_post_without_the_token_of_our_own_page_is_refused(row, world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.people["anna"].account)

    response = client.post(world.address(row[0]), BODIES.get(row[0], lambda w: {})(world))

    assert response.status_code == 403


@pytest.mark.parametrize("row", [row for row in ROWS if row[1] == "GET"], ids=lambda row: row[0])
def test_looking_changes_nothing(row, world, browser):
    session = world.session
    before = type(session).objects.values().get(pk=session.pk)

    browser(world.people["anna"]).get(world.address(row[0]))

    assert type(session).objects.values().get(pk=session.pk) == before
