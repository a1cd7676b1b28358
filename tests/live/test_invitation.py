"""The code, link and QR that stand on the wall."""

import re

import pytest
import segno
from django.test import override_settings

from sessions.live import slices

pytestmark = pytest.mark.django_db


@override_settings(PUBLIC_URL="https://air.example.nl")
def test_the_link_begins_with_the_address_people_reach_us_at(session):
    assert slices.join_url(session) == f"https://air.example.nl/j/{session.join_code}/"


def test_the_qr_code_is_the_link_drawn(session):
    url = slices.join_url(session)

    drawn = slices.qr_of(url)

    dark = {tuple(map(int, at)) for at in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn["path"])}
    rows = list(segno.make(url, error="q", micro=False).matrix_iter(border=4))
    expected = {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
    assert (drawn["size"], dark) == (len(rows), expected)


def test_the_lobby_shows_the_code_in_fours_and_the_link(session, anna, browser):
    code = session.join_code

    page = browser(anna).get(f"/sessions/{session.public_id}/lobby/").content.decode()

    assert f"{code[:4]}-{code[4:]}" in page
    assert f"/j/{code}/" in page
