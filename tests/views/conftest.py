"""One of everything, made once for all tests of a file that walk over the addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pytest_django import DjangoDbBlocker

if TYPE_CHECKING:
    from tests.views.test_every_door import World


@pytest.fixture(scope="module")
def kept_world(held: None, django_db_blocker: DjangoDbBlocker) -> World:
    """One of everything the addresses speak of; tests take a copy of it, `world`.

    A file that uses it makes no workshop of its own beside it: Anna is in it already.
    """
    from tests.views.test_every_door import make_world

    with django_db_blocker.unblock():
        return make_world()
