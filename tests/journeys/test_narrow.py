"""On the narrowest phone nothing stands beside the page, or beside the sheet it belongs to."""

from __future__ import annotations

import pytest

from tests.journeys.people import Facilitator

NARROW = {"width": 320, "height": 640}
PAGES = ["sessions/", "sessions/new/", "reports/", "organisation/"]
# What can be pressed or filled in and ends beyond the window or the sheet.
BESIDE = """() => [...document.querySelectorAll('header a, main a, main .btn, main .input')]
  .filter((one) => one.offsetParent !== null && one.checkVisibility())
  .filter((one) => {
    const { right } = one.getBoundingClientRect();
    const sheet = one.closest('.sheet');
    const edge = sheet ? sheet.getBoundingClientRect().right : innerWidth;
    return right > Math.min(edge, innerWidth) + 1;
  })
  .map((one) => one.textContent.trim() || one.name)"""


@pytest.mark.parametrize("path", PAGES)
def test_everything_stands_inside(noor: Facilitator, path):
    noor.page.set_viewport_size(NARROW)
    noor.page.goto(f"{noor.url}/{path}")

    assert noor.page.evaluate(BESIDE) == []


def test_the_pages_of_an_owner_stand_on_one_line(noor: Facilitator):
    noor.page.set_viewport_size(NARROW)
    tops = noor.page.locator(".nav a").evaluate_all(
        "links => links.map((link) => link.getBoundingClientRect().top)"
    )

    assert tops == [tops[0]] * 3
