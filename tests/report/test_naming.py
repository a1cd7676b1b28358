"""What the downloaded file is called."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from sessions.report.naming import file_name
from tests.report.samples import report

AS_OF = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Matchwijzer", "matchwijzer-"),
        ('Zoë & co / "x"\r\n', "zoe-co-x-"),
        ("中文", ""),
        ("a" * 120, "a" * 60 + "-"),
    ],
)
def test_the_name_of_a_draft_is_plain_and_tells_session_and_moment(title: str, named: str) -> None:
    contents = report(language="nl", title=title, as_of=AS_OF)

    with translation.override("en"):
        assert file_name(contents) == f"antwoordrapport-{named}deelbaar-concept-2026-11-23-1000.pdf"


def test_the_name_of_a_final_version_tells_its_number_and_day() -> None:
    contents = report(language="nl", title="Matchwijzer", version=2, final_at=AS_OF)

    name = file_name(contents, kind="json")
    assert name == "antwoordrapport-matchwijzer-deelbaar-versie-2-2026-11-23.json"
