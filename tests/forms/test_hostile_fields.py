"""Whatever is typed in whichever field: cleaned or refused in words, never an error of ours.

The forms are found in the code, so a new form or field is attacked without being named here.
"""

import inspect
from datetime import date, datetime, time

import pytest
from django import forms
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessions import forms as all_forms
from sessions.forms import SessionForm
from tests.hostile import VALUES

FORMS = [
    form
    for _name, form in inspect.getmembers(all_forms, inspect.isclass)
    if issubclass(form, forms.BaseForm)
]
CASES = [(form, field) for form in FORMS for field in form.base_fields]
LONGEST = 2000


def filled(form: type[forms.BaseForm], posted: QueryDict) -> forms.BaseForm:
    return form(posted, **({"numbers": [1, 2, 3]} if form is SessionForm else {}))


def posted(fields: dict[str, list[str]]) -> QueryDict:
    made = QueryDict(mutable=True)
    for name, values in fields.items():
        made.setlist(name, values)
    return made


def is_storable(value: object) -> bool:
    """Tell whether PostgreSQL and a PDF can hold it."""
    if isinstance(value, list):
        return all(is_storable(one) for one in value)
    if isinstance(value, str):
        sound = not any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in value)
        return sound and len(value) <= LONGEST
    if isinstance(value, date):
        return 2000 <= value.year <= 2100
    return value is None or isinstance(value, bool | int | time | datetime)


def unsound(form: forms.BaseForm) -> dict[str, object]:
    """Return what passed and cannot be kept. Passwords are kept as a digest: anything may pass."""
    form.is_valid()
    kept = {name: value for name, value in form.cleaned_data.items() if "password" not in name}
    return {name: value for name, value in kept.items() if not is_storable(value)}


@pytest.mark.parametrize(("form", "field"), CASES, ids=lambda one: getattr(one, "__name__", one))
def test_a_field_keeps_nothing_that_cannot_be_kept(form, field):
    found = {
        what: unsound(filled(form, posted({field: [value]})))
        for what, value in VALUES.items()
        if "password" not in field or what != "lone surrogate"
    }

    assert {what: kept for what, kept in found.items() if kept} == {}


@pytest.mark.parametrize(("form", "field"), CASES, ids=lambda one: getattr(one, "__name__", one))
def test_a_field_sent_twice_keeps_nothing_that_cannot_be_kept(form, field):
    assert unsound(filled(form, posted({field: ["\x00", "9" * 5000, "1"]}))) == {}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_text_in_all_fields_at_once(form, data):
    anything = st.lists(st.text(st.characters(codec=None), max_size=80), max_size=3)
    safe = st.lists(st.text(st.characters(codec="utf-8"), max_size=80), max_size=3)
    fields = {
        name: data.draw(safe if "password" in name else anything) for name in form.base_fields
    }

    assert unsound(filled(form, posted(fields))) == {}
