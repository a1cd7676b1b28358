"""The contents of a report as bytes: always the same ones, and back again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.report.canonical import Unreadable, fingerprint, from_json, to_json, written_anew
from sessions.report.internal import (
    Card,
    ClosedSaid,
    InternalContents,
    Parked,
    Person,
    QuestionInputs,
    Reaction,
    Remark,
)
from sessions.report.spoken import Dissent, Tally, VendorFact
from sessions.report.values import EarlierVersion, Part, Passage, RedFlag, Run, SystemFact
from tests.report.samples import HOSTILE, TRAIN, WAIT, everywhere, internal, question, report

MOMENT = dt.datetime(2026, 11, 23, 9, 42, 7, 123456, tzinfo=dt.UTC)


CARD = Card(
    text="Alone",
    perspective="it",
    added_at=MOMENT.replace(microsecond=0),
    look_into=True,
    recognised=3,
    taken_over=True,
    reactions=(Reaction(text="Yes"),),
)


def full() -> InternalContents:
    """Return an internal report in which every field is filled."""
    item = Passage(kind="item", passages=(Passage(kind="paragraph", runs=(Run(text="x"),)),))
    asked = question(
        1,
        parts=(Part(text="Why?", done=True),),
        answer=(
            Passage(kind="paragraph", runs=(Run(text="a", bold=True, address="https://a.nl"),)),
            Passage(kind="numbers", start=3, passages=(item,)),
        ),
        actions=(TRAIN,),
        vendor_facts=(
            VendorFact(text="V", proof="shown", document="D", document_date=dt.date(2026, 1, 2)),
        ),
        dissents=(Dissent(text="No", facilitator=True), Dissent(text="Never")),
        inputs=4,
        consent=Tally(yes=5, remark=1, objection=1),
        facts_right=Tally(yes=1),
    )
    shareable = report(
        asked,
        version=2,
        final_at=MOMENT,
        changed="More",
        earlier=(EarlierVersion(version=1, final_at=MOMENT, contents_hash="0f" * 32, changed=""),),
        started_at=MOMENT,
        closed_at=MOMENT,
        system_facts=(SystemFact(field="version", text="3.1"),),
        red_flags=(RedFlag(field="emotions", answer="unknown"),),
        questionnaire_version=4,
        scribes=1,
        observers=2,
        steps=("writing", "composing"),
        closed_rounds=1,
        closed_minutes=12,
        vendor_facts=(VendorFact(text="H", proof="", homework=11),),
        actions=(TRAIN, WAIT),
    )
    return internal(
        shareable,
        names=(Person(name="Anna", perspective="other", own_words="x", facilitator=True),),
        closed_said=(ClosedSaid(question=1, text=asked.answer, dissents=asked.dissents),),
        closed_actions=(WAIT,),
        remarks=(Remark(question=1, text="But"), Remark(question=1, text="No", objection=True)),
        parked=(Parked(text="Later", question=None, settled="dropped", closed=True),),
        inputs=(QuestionInputs(question=1, cards=(CARD,)),),
    )


def changed(**fields: object) -> bytes:
    """Return a report's bytes with these fields written otherwise."""
    whole = json.loads(to_json(full()))
    whole["report"] |= fields
    return json.dumps(whole).encode()


def test_what_is_written_is_read_back() -> None:
    assert from_json(to_json(full())) == full()


def test_what_is_read_back_is_written_the_same() -> None:
    assert to_json(from_json(to_json(full()))) == to_json(full())


@pytest.mark.parametrize("typed", [text for text in HOSTILE if "\ud800" not in text])
def test_a_hostile_text_comes_back(typed: str) -> None:
    assert from_json(to_json(everywhere(typed))) == everywhere(typed)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(typed: str) -> None:
    assert from_json(to_json(report(title=typed))) == report(title=typed)


@given(st.datetimes(timezones=st.just(dt.UTC)))
def test_any_moment_comes_back(moment: dt.datetime) -> None:
    assert from_json(to_json(report(as_of=moment))).as_of == moment


def test_a_moment_elsewhere_is_written_in_utc() -> None:
    amsterdam = dt.timezone(dt.timedelta(hours=1))

    assert to_json(report(as_of=MOMENT.astimezone(amsterdam))) == to_json(report(as_of=MOMENT))


def test_the_format_is_told_first() -> None:
    assert to_json(full()).startswith(b'{"format":"air-report/2","report":{"actions":[{')


def test_names_stand_in_order_of_the_alphabet_all_the_way_down() -> None:
    orders: list[list[str]] = []

    def note(pairs: list[tuple[str, object]]) -> None:
        orders.append([name for name, _value in pairs])

    json.loads(to_json(full()), object_pairs_hook=note)

    assert (len(orders) > 10, orders) == (True, [sorted(order) for order in orders])


def test_nothing_is_escaped_that_need_not_be() -> None:
    assert '"title":"\\"é\u2028中\\u0000\\n"'.encode() in to_json(report(title='"é\u2028中\x00\n'))


def test_moments_and_days_are_written_in_full() -> None:
    written = to_json(report(as_of=MOMENT, date=dt.date(2026, 1, 2)))

    assert [
        part in written for part in (b'"2026-11-23T09:42:07.123456Z"', b'"date":"2026-01-02"')
    ] == [True, True]


def test_the_fingerprint_is_what_sha256sum_says() -> None:
    assert fingerprint(to_json(full())) == hashlib.sha256(to_json(full())).hexdigest()


def test_one_letter_more_gives_another_fingerprint() -> None:
    other = replace(full(), title=full().title + ".")

    assert fingerprint(to_json(other)) != fingerprint(to_json(full()))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b'{"format":"air-report/9","report":{}}',
        b'{"format":"air-report/1"}',
        b'{"format":"air-report/2","report":[]}',
        b'{"format":"air-report/2","report":{}}',
        b'{"format":"air-report/2","report":{},"more":1}',
        b"[" * 100_000,
        b"9" * 10_000,
        to_json(full())[:-1],
        to_json(full()).replace(b'"client":', b'"client":"a","client":', 1),
        changed(more=1),
        changed(title=1),
        changed(title=None),
        changed(facilitators=True),
        changed(facilitators=1.5),
        changed(closed=0),
        changed(people={}),
        changed(people=[[]]),
        changed(as_of="2026-11-23"),
        changed(as_of="2026-11-23T09:42:00+01:00"),
        changed(as_of="yesterday"),
        changed(as_of="0001-01-01T00:00:00+14:00"),
        changed(as_of="9999-12-31T23:59:59-14:00"),
        changed(title="half \ud83d"),
        changed(date="2026-11-23T00:00:00Z"),
        changed(date="20261123"),
        changed(date=20261123),
    ],
)
def test_what_is_no_report_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        from_json(data)


@pytest.mark.parametrize("depth", [300, 20_000])
def test_a_report_nested_without_end_is_refused(depth: int) -> None:
    deep = '{"kind":"item","passages":[' * depth + "]}" * depth
    data = to_json(full()).replace(b'"answer":[', b'"answer":[' + deep.encode() + b",", 1)

    with pytest.raises(Unreadable):
        from_json(data)


def test_what_has_a_usual_value_may_be_missing() -> None:
    whole = json.loads(to_json(report()))
    del whole["report"]["system_facts"]

    assert from_json(json.dumps(whole).encode()) == report()


def test_the_data_say_which_edition_they_are() -> None:
    said = [json.loads(to_json(one))["report"]["edition"] for one in (report(), full())]

    assert said == ["shareable", "internal"]


@pytest.mark.parametrize(
    "field", ["names", "closed_said", "closed_actions", "remarks", "parked", "inputs"]
)
def test_a_shareable_report_with_something_internal_is_refused(field: str) -> None:
    whole = json.loads(to_json(full()))
    shareable = json.loads(to_json(report()))
    shareable["report"][field] = whole["report"][field]

    with pytest.raises(Unreadable):
        from_json(json.dumps(shareable).encode())


@pytest.mark.parametrize("edition", ["internal ", "", None, ["internal"], 1])
def test_an_edition_that_does_not_exist_is_refused(edition: object) -> None:
    with pytest.raises(Unreadable):
        from_json(changed(edition=edition))


def test_an_internal_report_that_calls_itself_shareable_is_refused() -> None:
    with pytest.raises(Unreadable):
        from_json(changed(edition="shareable"))


def first_format() -> bytes:
    """Return a report as it was written before there were editions."""
    whole = json.loads(to_json(report(title="Old")))
    del whole["report"]["edition"]
    whole["format"] = "air-report/1"
    return json.dumps(whole, sort_keys=True, separators=(",", ":")).encode()


def test_a_report_of_before_the_editions_is_internal() -> None:
    assert from_json(first_format()) == internal(report(title="Old"))


def test_a_report_of_before_the_editions_keeps_its_fingerprint() -> None:
    pretty = json.dumps(json.loads(first_format()), indent=2).encode()

    assert written_anew(pretty) == first_format()
