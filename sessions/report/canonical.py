"""The one way to write a report's contents as JSON, and to read them back.

Equal contents give equal bytes: UTF-8 without blanks, the names in order of the alphabet, text
escaped only where JSON asks for it (as RFC 8785 does). Days are "2026-11-23", moments
"2026-11-23T09:42:00Z". The hash of these bytes is the report's fingerprint.

The bytes say which edition they are, and are read back as that type: a shareable report in which
something internal stands is none of ours. Reports of before the editions (format 1) are internal.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from sessions.enums import Edition
from sessions.report.internal import TYPES, InternalContents, edition_of
from sessions.report.values import Contents

FORMAT, FIRST_FORMAT = "air-report/2", "air-report/1"
EDITION = "edition"
_HALF_SIGN = re.compile("[\ud800-\udfff]")  # JSON can escape one; UTF-8 cannot write it
LARGEST = 64 * 1024 * 1024  # bytes; no session writes so much


class Unreadable(ValueError):
    """These bytes are no report of ours, or of a format that this program does not know."""


def to_json(contents: Contents) -> bytes:
    """Return the contents as canonical JSON: the bytes that are kept, hashed and attached."""
    report = {EDITION: edition_of(contents).value} | _plain(contents)
    return _canonical({"format": FORMAT, "report": report})


def from_json(data: bytes) -> Contents:
    """Return the contents these bytes hold; raises Unreadable for anything but a whole report."""
    whole = _parsed(data)
    try:
        contents: Contents = _value(*_edition(whole))
    except RecursionError as error:
        raise Unreadable("nested too deeply") from error
    return contents


def written_anew(data: bytes) -> bytes:
    """Return these data in the one way they can be written; raises Unreadable like `from_json`.

    Of the format they are in: what was written long ago keeps its fields, and its fingerprint.
    """
    contents = from_json(data)
    whole = _parsed(data)
    return to_json(contents) if whole["format"] == FORMAT else _canonical(whole)


def _parsed(data: bytes) -> dict[str, Any]:
    """Return the object these bytes hold, of a format that is ours."""
    if len(data) > LARGEST:
        raise Unreadable("too large")
    try:
        whole = json.loads(data.decode(), object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise Unreadable("no JSON") from error
    if not isinstance(whole, dict) or whole.get("format") not in (FORMAT, FIRST_FORMAT):
        raise Unreadable("another format")
    if set(whole) != {"format", "report"}:
        raise Unreadable("more or less than a report")
    return whole


def _edition(whole: dict[str, Any]) -> tuple[type[Contents], Any]:
    """Return the type of these contents, and what has to fill it."""
    report = whole["report"]
    if whole["format"] == FIRST_FORMAT:
        return InternalContents, report
    if not isinstance(report, dict) or report.get(EDITION) not in Edition.values:
        raise Unreadable("no edition")
    rest = {name: value for name, value in report.items() if name != EDITION}
    return TYPES[Edition(report[EDITION])], rest


def _canonical(whole: dict[str, Any]) -> bytes:
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of these bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _plain(value: Any) -> Any:
    """Return a value in the types of JSON."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).replace(tzinfo=None).isoformat() + "Z"
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def _object(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; a name that stands in it twice would hide what was said first."""
    listed = list(pairs)
    made = dict(listed)
    if len(made) < len(listed):
        raise Unreadable("a name twice")
    return made


def _value(kind: Any, raw: Any) -> Any:
    """Return the value of this type that `raw` says; raises Unreadable."""
    if get_origin(kind) in (Union, UnionType):
        if raw is None and NoneType in get_args(kind):
            return None
        kind = next(one for one in get_args(kind) if one is not NoneType)
    if is_dataclass(kind):
        return _of_fields(kind, raw)
    if get_origin(kind) is tuple:
        if not isinstance(raw, list):
            raise Unreadable("no list where a list should be")
        inner = get_args(kind)[0]
        return tuple(_value(inner, one) for one in raw)
    return _single(kind, raw)


def _of_fields(kind: Any, raw: Any) -> Any:
    """Return a dataclass; what a format may leave out, and nothing else, has a usual value."""
    hints, needed = _shape(kind)
    if not isinstance(raw, dict) or not needed <= set(raw) <= set(hints):
        raise Unreadable("other fields than a report has")
    return kind(**{name: _value(hints[name], value) for name, value in raw.items()})


def _single(kind: Any, raw: Any) -> Any:
    read: dict[Any, Callable[[str], Any]] = {dt.datetime: _moment, dt.date: _day}
    if kind in read:
        return read[kind](_single(str, raw))
    if type(raw) is not kind:  # not isinstance: true is no number
        raise Unreadable("another type than a report has there")
    if kind is str and _HALF_SIGN.search(raw):
        raise Unreadable("half a sign, which no text holds")
    return raw


def _moment(text: str) -> dt.datetime:
    """Return a moment in UTC, written in the one way it can be written."""
    try:
        moment = dt.datetime.fromisoformat(text)
        as_we_write = moment.tzinfo is not None and _plain(moment) == text
    except (ValueError, OverflowError) as error:  # in UTC it may lie before the year 1
        raise Unreadable("no moment") from error
    if not as_we_write:
        raise Unreadable("no moment")
    return moment


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise Unreadable("no day") from error
    if day.isoformat() != text:
        raise Unreadable("no day")
    return day


@cache
def _shape(kind: Any) -> tuple[dict[str, Any], set[str]]:
    """Return the types of a dataclass's fields by name, and the names without a usual value."""
    needed = {field.name for field in fields(kind) if field.default is MISSING}
    return get_type_hints(kind), needed
