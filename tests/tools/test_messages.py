"""Every sentence of the sources gets its Dutch, and what is wrong is named."""

import gettext
import json
from pathlib import Path

import pytest

from tools import messages
from tools.extraction import Unreadable, said_in

SOURCES = {
    "sessions/doors.py": """
from django.utils.translation import gettext as _, ngettext, pgettext
def said(n):
    people = ngettext("%(n)d person", "%(n)d people", n)
    return _("Make " "session"), people, pgettext("risk", "Low")
""",
    "airtool/settings.py": "",
    "templates/start.html": """
{% load i18n %}
  {% if a %}
    <p title="{% translate 'Join in' %}">{{ x|default:_("nobody yet") }}</p>
{% endif %}
      {% blocktranslate trimmed count counter=n %}
        {{ counter }} question
      {% plural %}
        {{ counter }} questions
      {% endblocktranslate %}
  <p>isn't it 100%?</p>{% translate "100% ready" %}
""",
    "frontend/src/people.ts": """
declare function gettext(msgid: string): string;
/** Say `gettext("in a comment")`. */
const shown: Map<string, string> = new Map();
export const words = (n: number): string[] => [
  gettext("Write together"),
  `<b>${gettext("Kept")}</b>`,
  pgettext("risk", "High"),
  interpolate(ngettext("%s person", "%s people", n), [n]),
];
""",
}
DUTCH: messages.Words = {
    "Make session": "Maak sessie",
    "%(n)d person\0%(n)d people": ["%(n)d persoon", "%(n)d mensen"],
    "risk\4Low": "Laag",
    "Join in": "Doe mee",
    "nobody yet": "nog niemand",
    "%(counter)s question\0%(counter)s questions": ["één vraag", "%(counter)s vragen"],
    "100%% ready": "100%% klaar",
    "Write together": "Samen opschrijven",
    "Kept": "Bewaard",
    "risk\4High": "Hoog",
    "%s person\0%s people": ["%s persoon", "%s mensen"],
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for name, text in SOURCES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def keys(root: Path, domain: str) -> list[str]:
    return sorted(messages.key_of(message) for message in said_in(root, domain) if message.id)


def test_python_and_templates_are_read(house: Path) -> None:
    assert keys(house, "django") == sorted(
        [
            "%(counter)s question\0%(counter)s questions",
            "%(n)d person\0%(n)d people",
            "100%% ready",
            "Join in",
            "Make session",
            "nobody yet",
            "risk\4Low",
        ]
    )


def test_typescript_is_read_and_its_comments_are_not(house: Path) -> None:
    assert keys(house, "djangojs") == sorted(
        ["%s person\0%s people", "Kept", "Write together", "risk\4High"]
    )


def test_a_call_without_a_plain_sentence_is_refused(house: Path) -> None:
    (house / "frontend/src/bad.ts").write_text("gettext(name)", encoding="utf-8")

    with pytest.raises(Unreadable, match=r"frontend/src/bad.ts: 1 gettext calls, 0 understood"):
        said_in(house, "djangojs")


def test_complete_words_have_no_problems(house: Path) -> None:
    unused = messages.update(house, DUTCH)

    assert (unused, list(messages.problems(house))) == ([], [])


def test_words_that_nobody_says_are_told(house: Path) -> None:
    assert messages.update(house, DUTCH | {"Old": "Oud"}) == ["Old"]


def test_updating_again_keeps_the_words(house: Path) -> None:
    messages.update(house, DUTCH)
    before = {file: file.read_bytes() for file in house.rglob("*.po")}

    messages.update(house, {})

    assert {file: file.read_bytes() for file in house.rglob("*.po")} == before


def test_a_new_sentence_without_dutch_is_a_problem(house: Path) -> None:
    messages.update(house, DUTCH)
    (house / "sessions/new.py").write_text('_("Something new")', encoding="utf-8")

    assert list(messages.problems(house)) == ['django: "Something new" is not in the file']


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"Join in": ""}, '"Join in" has no translation'),
        (
            {"%(n)d person\0%(n)d people": ["één", "veel mensen"]},
            '"%(n)d person / %(n)d people" has other placeholders in Dutch',
        ),
        (
            {"%(n)d person\0%(n)d people": ["%(m)d mens", "%(n)d mensen"]},
            '"%(n)d person / %(n)d people" has other placeholders in Dutch',
        ),
        (
            {"%(n)d person\0%(n)d people": ["%(n)d mens"]},
            '"%(n)d person / %(n)d people" has no translation',
        ),
    ],
)
def test_wrong_dutch_is_a_problem(house: Path, changed: messages.Words, problem: str) -> None:
    messages.update(house, DUTCH | changed)

    assert list(messages.problems(house)) == [f"django: {problem}"]


def test_a_sentence_nobody_says_any_more_is_a_problem(house: Path) -> None:
    messages.update(house, DUTCH)
    (house / "sessions/doors.py").write_text("", encoding="utf-8")

    assert 'django: nobody says this any more: "Make session"' in messages.problems(house)


@pytest.mark.parametrize(
    ("mark", "problem"),
    [
        ('#, fuzzy\nmsgid "Join in"', 'django: "Join in" is marked as uncertain (fuzzy)'),
        ('#~ msgid "Old"\n#~ msgstr "Oud"\n\nmsgid "Join in"', "django: obsolete: Old"),
    ],
)
def test_marks_of_other_tools_are_problems(house: Path, mark: str, problem: str) -> None:
    messages.update(house, DUTCH)
    file = house / "locale/nl/LC_MESSAGES/django.po"
    file.write_text(file.read_text(encoding="utf-8").replace('msgid "Join in"', mark), "utf-8")

    assert list(messages.problems(house)) == [problem]


def test_compiled_words_are_what_gettext_reads(house: Path) -> None:
    messages.update(house, DUTCH)

    messages.compile_all(house)

    dutch = gettext.translation("django", house / "locale", ["nl"])
    assert (
        dutch.gettext("Make session"),
        dutch.pgettext("risk", "Low"),
        dutch.ngettext("%(n)d person", "%(n)d people", 2),
    ) == ("Maak sessie", "Laag", "%(n)d mensen")


def test_compiling_twice_writes_once(house: Path) -> None:
    messages.update(house, DUTCH)
    messages.compile_all(house)
    compiled = house / "locale/nl/LC_MESSAGES/django.mo"
    before = compiled.stat().st_mtime_ns

    messages.compile_all(house)

    assert compiled.stat().st_mtime_ns == before


def test_a_later_json_file_wins(tmp_path: Path) -> None:
    for name, word in (("a", "eerst"), ("b", "later")):
        (tmp_path / f"{name}.json").write_text(json.dumps({"First": word}), encoding="utf-8")

    assert messages.words_in(tmp_path) == {"First": "later"}
