"""What a page posts of what people put in, and what it gets back."""

import pytest

from sessions.enums import Step
from sessions.models import Answer, Contribution, Recognition, Session
from sessions.texts.readout import plain_of
from tests.views.test_races import at_once, in_session

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def writing(session):
    session.answers.filter(number=8).update(step=Step.WRITING)
    return session


@pytest.fixture
def page(writing, bram, browser):
    """Bram's page, which posts and gives what came back."""
    client = browser(bram)

    def post(path: str, **body: str):
        return client.post(in_session(writing, path), body)

    return post


def reveal(session) -> None:
    session.answers.filter(number=8).update(step=Step.DISCUSSING)


def card_of(carla) -> Contribution:
    return Contribution.objects.create(
        answer=Answer.objects.get(session=carla.session, number=8),
        author=carla,
        kind="input",
        text="Van Carla.",
        added_at=carla.joined_at,
    )


def test_a_save_says_what_became_of_it(writing, page):
    first = page("questions/8/input/", text="Een", look_into="1", edition="1").json()
    reveal(writing)
    late = page("questions/8/input/", text="Een. Twee.", look_into="1", edition="2").json()

    added = Contribution.objects.get(kind="addition")
    assert (first, late) == (
        {"kind": "input", "edition": 1},
        {"kind": "addition", "id": added.public_id},
    )
    assert (added.text, Contribution.objects.get(kind="input").look_into) == ("Twee.", True)


def test_a_save_that_was_overtaken_gets_both_texts_to_choose_from(page):
    page("questions/8/input/", text="Van de telefoon.", edition="1")
    response = page("questions/8/input/", text="Van de laptop.", edition="1")

    assert (response.status_code, response.json()) == (
        409,
        {
            "code": "older",
            "message": "Een andere pagina van jou bewaarde iets anders. Kies welke tekst blijft.",
            "field": "",
            "stored": {
                "text": "Van de telefoon.",
                "unnamed": False,
                "dont_know": False,
                "look_into": False,
                "edition": 1,
            },
        },
    )


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("input", {"text": "Een"}, "edition"),
        ("input", {"text": "Een", "edition": "0"}, "edition"),
        ("input", {"text": "x" * 2001, "edition": "1"}, "text"),
        ("input", {"text": "Een", "edition": "1", "unnamed": "misschien"}, "unnamed"),
        ("additions", {"text": " \u200b"}, "text"),
        ("additions", {"text": "Een", "key": "een twee"}, "key"),
        ("dissents", {"text": ""}, "text"),
    ],
)
def test_a_bad_field_is_named(page, path, body, field):
    response = page(f"questions/8/{path}/", **body)

    assert (response.status_code, response.json()["field"]) == (400, field)


def test_the_voices_of_any_question_can_be_asked_for(writing, page, bram, carla, browser):
    made = card_of(carla)
    address = in_session(writing, "questions/8/voices/")
    before = browser(bram).get(address).json()
    reveal(writing)
    after = browser(bram).get(address).json()

    revision = Session.objects.get().revision
    assert before == {
        "revision": revision,
        "voices": {"number": 8, "cards": [], "proposals": [], "homework": []},
    }
    assert [one["id"] for one in after["voices"]["cards"]] == [made.public_id]


def test_a_question_that_is_not_there_has_no_voices(writing, bram, browser):
    response = browser(bram).get(in_session(writing, "questions/99/voices/"))

    assert (response.status_code, response.json()["code"]) == (404, "not_found")


def test_of_ten_saves_at_once_one_input_comes(writing, bram, browser):
    address = in_session(writing, "questions/8/input/")
    pages = [browser(bram) for _ in range(5)]

    statuses = at_once(*[(one, address, {"text": "Zelfde", "edition": "1"}) for one in pages])

    assert (statuses, Contribution.objects.count()) == ([200] * 5, 1)


def test_of_two_pages_that_save_something_else_at_once_one_is_told(writing, bram, browser):
    address = in_session(writing, "questions/8/input/")
    bodies = [{"text": text, "edition": "1"} for text in ("Een", "Twee")]

    statuses = at_once(*[(browser(bram), address, body) for body in bodies])

    assert (statuses, Contribution.objects.count()) == ([200, 409], 1)


def test_of_two_who_take_over_at_once_the_words_come_once(writing, bram, anna, carla, browser):
    made = card_of(carla)
    reveal(writing)
    address = in_session(writing, f"contributions/{made.public_id}/taking-over/")

    statuses = at_once((browser(bram), address, {}), (browser(anna), address, {}))

    answer = Answer.objects.get(session=writing, number=8)
    assert (statuses, plain_of(answer)) == ([204, 204], "Van Carla.")


def test_recognising_twice_at_once_counts_once(writing, bram, carla, browser):
    made = card_of(carla)
    reveal(writing)
    address = in_session(writing, f"contributions/{made.public_id}/recognition/")

    statuses = at_once(*[(browser(bram), address, {"on": "1"})] * 3)

    assert (statuses, Recognition.objects.count()) == ([204] * 3, 1)


def test_a_reveal_and_a_save_at_once_lose_nothing(writing, bram, anna, browser):
    Session.objects.update(steps=["writing", "discussing"])
    saving = in_session(writing, "questions/8/input/")
    going_on = in_session(writing, "questions/8/step/")

    statuses = at_once(
        (browser(bram), saving, {"text": "Net op tijd.", "edition": "1"}),
        (browser(anna), going_on, {"seen": "writing", "to": "discussing"}),
    )

    kept = Contribution.objects.get()
    assert (statuses, kept.text, kept.kind in {"input", "addition"}) == (
        [200, 204],
        "Net op tijd.",
        True,
    )
