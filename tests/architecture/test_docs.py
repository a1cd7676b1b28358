"""The docs are true: what must be named is collected from the code and looked up."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import TextChoices
from django.utils import translation

from sessions import enums
from sessions.access import offices
from sessions.access.rules import TABLE
from sessions.commands import action_points, contributions, parking
from sessions.commands.action_points import ActionFacts
from sessions.commands.wording import Words
from sessions.enums import MembershipRole, Phase, Role
from sessions.live import slices
from sessions.live.audience import Audience
from sessions.live.snapshot import snapshot_for
from sessions.models import Participant, Session
from sessions.texts.protocol import Kind
from sessions.texts.standing import Denial

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
ENVIRONMENT_READERS = {"text", "flag", "words", "whole_number", "secret", "get", "getenv"}
ENUMS = [
    value
    for value in vars(enums).values()
    if isinstance(value, type) and issubclass(value, TextChoices) and value is not TextChoices
]


def doc(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def words_in(name: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", doc(name)))


def rows_of(name: str, heading: str) -> list[list[str]]:
    """Return the cells of the table whose first column has this heading."""
    table = re.search(rf"^\| {heading} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", doc(name), re.MULTILINE)
    assert table, f"{name} has no table that begins with {heading}"
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1].splitlines()]


def environment_names() -> set[str]:
    """Return the literal names read from the environment in the project and its tools."""
    files = [*ROOT.glob("airtool/*.py"), *ROOT.glob("tools/*.py"), *ROOT.glob("sessions/**/*.py")]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    return {name for tree in trees for node in ast.walk(tree) if (name := environment_name(node))}


def environment_name(node: ast.AST) -> str | None:
    if not (isinstance(node, ast.Call) and node.args and isinstance(node.func, ast.Attribute)):
        return None
    whose = ast.unparse(node.func.value)
    name = node.args[0]
    reads = whose in {"environment", "os.environ", "os"} and node.func.attr in ENVIRONMENT_READERS
    if reads and isinstance(name, ast.Constant) and isinstance(name.value, str):
        return name.value
    return None


def documented_variables() -> set[str]:
    tables = re.findall(r"^\| `([A-Z_]+)` \|", doc("running.md"), re.MULTILINE)
    return set(tables)


def test_running_names_every_variable_that_is_read() -> None:
    assert documented_variables() == environment_names()


@pytest.mark.parametrize(
    "model", [model.__name__ for model in apps.get_app_config("airsessions").get_models()]
)
def test_the_glossary_names_every_model(model: str) -> None:
    assert model in {row[0].strip("`") for row in rows_of("glossary.md", "Code")}


@pytest.mark.parametrize("choices", ENUMS, ids=lambda choices: choices.__name__)
def test_the_glossary_names_every_choice_as_on_screen(choices: type[TextChoices]) -> None:
    told = {row[0].strip("`"): row for row in rows_of("glossary.md", "Enum")}
    row = told[choices.__name__]

    with translation.override("nl"):
        shown = [str(label) for label in choices.labels]
    assert (re.findall(r"`(\w+)`", row[1]), row[2].split(" · ")) == (choices.values, shown)


def test_access_is_the_permission_table_in_words() -> None:
    told = {
        row[0].strip("`"): (meant(row[2], Role), meant(row[3], Phase))
        for row in rows_of("access.md", "Action")
    }

    assert told == {
        action.value: (set(row.roles), set(row.phases)) for action, row in TABLE.items()
    }


def test_access_is_the_table_of_an_organisation_in_words() -> None:
    told = {
        row[0].strip("`"): (meant(row[2], MembershipRole), meant(row[3], MembershipRole))
        for row in rows_of("access.md", "Right")
    }

    assert told == {
        right.value: (set(row.everywhere), set(row.where_they_led))
        for right, row in offices.TABLE.items()
    }


def meant(cell: str, choices: type[TextChoices]) -> set[str]:
    if cell in {"everybody", "always"}:
        return set(choices.values)
    if cell == "–":
        return set()
    return set(cell.split(", "))


def test_live_names_every_slice() -> None:
    told = {row[0].strip("`") for row in rows_of("live.md", "Slice")}

    assert told == {*slices.NAMES, "question.<n>", "voices.<n>"}


def test_live_names_every_socket_address() -> None:
    source = (ROOT / "sessions" / "routing.py").read_text(encoding="utf-8")
    addresses = re.findall(r'path\("(ws/[^"]+)"', source)

    told = {row[0].strip("`") for row in rows_of("live.md", "Address")}

    assert told == {"/" + re.sub(r"<str:session_id>", "<id>", address) for address in addresses}


def test_live_names_every_audience() -> None:
    assert {audience.value for audience in Audience} <= words_in("live.md")


@pytest.mark.django_db
def test_live_names_every_field_of_every_slice(session: Session, anna: Participant) -> None:
    action_points.add_action_point(
        session_id=session.pk, facts=ActionFacts("Ask the vendor"), by=anna, at=session.created_at
    )
    parking.park(session_id=session.pk, text="Who pays?", by=anna, at=session.created_at)
    seen = snapshot_for(anna)["slices"]
    invitation = seen["invitation"]

    told = {
        row[0].strip("`"): set(re.findall(r"`(\w+)`", row[1]))
        for row in rows_of("live.md", "Slice")
    }

    assert told == {
        "session": set(seen["session"]),
        "people": set(seen["people"][0]),
        "invitation": set(invitation) | set(invitation["qr"]),
        "question.<n>": set(seen["question.1"]),
        "voices.<n>": set(seen["voices.1"]),
        "actions": set(seen["actions"][0]),
        "parked": set(seen["parked"][0]),
    }


@pytest.mark.django_db
def test_live_names_every_field_of_a_card(session: Session, anna: Participant) -> None:
    contributions.keep_dissent(
        session_id=session.pk, number=1, words=Words("No."), by=anna, at=session.created_at
    )
    seen = snapshot_for(anna)["slices"]["voices.1"]["cards"][0]

    told = {name for row in rows_of("live.md", "Card") for name in re.findall(r"`(\w+)`", row[0])}

    assert told == set(seen)


def test_texts_names_every_reason_a_text_is_denied_for() -> None:
    told = [row[0].strip("`") for row in rows_of("texts.md", "Reason")]

    assert told == [denial.value for denial in Denial]


def test_texts_names_every_kind_of_frame_that_a_page_meets() -> None:
    told = {row[0].replace(" ", ".").lower() for row in rows_of("texts.md", "Kind")}

    # Ping and pong are bytes without a document; what servers tell each other is never met.
    elsewhere = {Kind.PING, Kind.PONG, Kind.BROADCAST_STATELESS}
    met = [kind for kind in Kind if kind not in elsewhere]
    assert told == {f"{kind.value}.{kind.name.replace('_', '').lower()}" for kind in met}


def test_every_page_named_in_the_sources_is_there() -> None:
    sources = [*ROOT.glob("sessions/**/*.py"), *ROOT.glob("airtool/*.py"), *ROOT.glob("tools/*.py")]
    text = "".join(source.read_text(encoding="utf-8") for source in sources)

    named = set(re.findall(r"docs/[\w/-]+\.md", text))

    assert {name for name in named if not (ROOT / name).exists()} == set()


def test_every_page_of_docs_is_reached_from_the_readme_or_the_architecture() -> None:
    links = (ROOT / "README.md").read_text(encoding="utf-8") + doc("architecture.md")

    assert [page.name for page in DOCS.glob("*.md") if page.name not in links] == []


@pytest.mark.parametrize(
    "page", sorted([*DOCS.rglob("*.md"), ROOT / "README.md"]), ids=lambda page: page.name
)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")

    assert ("make run" in text, "make test" in text) == (True, True)
