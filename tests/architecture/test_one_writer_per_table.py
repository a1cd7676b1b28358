"""Who may write which table: read from the syntax trees, so a new writer shows up here."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.apps import apps

APP = Path(__file__).resolve().parents[2] / "sessions"
MODELS = {model.__name__ for model in apps.get_app_config("airsessions").get_models()}
TEXT_TABLES = {"TextUpdate", "TextCheckpoint", "TextClient"}
WRITES = {
    *("save", "create", "delete", "update", "get_or_create", "update_or_create"),
    *("bulk_create", "bulk_update", "asave", "acreate", "adelete", "aupdate"),
}
# Writers outside commands/ and texts/, each with the one thing it writes.
NARROW = {
    ("models/account.py", "save"),  # an account and its password are made in one piece
    ("live/announce.py", "save"),  # Session.revision and when it changed, with the session locked
    ("live/presence.py", "update"),  # Participant.last_seen_at, presence over processes
}


class Write(NamedTuple):
    file: str
    line: int
    method: str
    table: str | None


def writes_in(source: str, file: str) -> Iterator[Write]:
    tree = ast.parse(source)
    modules = imported_modules(tree)
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        receiver = node.func.value
        if node.func.attr in WRITES and ast.unparse(receiver) not in modules:
            root = root_of(receiver)
            yield Write(file, node.lineno, node.func.attr, root if root in MODELS else None)


def imported_modules(tree: ast.AST) -> set[str]:
    """Return the imported names in lower case: `protocol.update(…)` is a function of a module."""
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))
    names = (alias.asname or alias.name for node in imports for alias in node.names)
    return {name for name in names if name.islower()}


def root_of(value: ast.expr) -> str:
    while isinstance(value, ast.Attribute | ast.Call | ast.Subscript):
        value = value.func if isinstance(value, ast.Call) else value.value
    return value.id if isinstance(value, ast.Name) else ""


def writes() -> list[Write]:
    files = (file for file in sorted(APP.rglob("*.py")) if "migrations" not in file.parts)
    return [
        write
        for file in files
        for write in writes_in(file.read_text(encoding="utf-8"), file.relative_to(APP).as_posix())
    ]


def test_nobody_writes_but_commands_texts_and_the_narrow_exceptions() -> None:
    strangers = [
        write
        for write in writes()
        if not write.file.startswith(("commands/", "texts/"))
        and (write.file, write.method) not in NARROW
    ]

    assert strangers == []


def test_texts_write_nothing_but_the_text_log() -> None:
    foreign = [
        write
        for write in writes()
        if write.file.startswith("texts/") and write.table not in TEXT_TABLES
    ]

    assert foreign == []


def test_commands_never_write_the_text_log() -> None:
    foreign = [
        write
        for write in writes()
        if write.file.startswith("commands/") and write.table in TEXT_TABLES
    ]

    assert foreign == []


def test_only_one_module_writes_final_reports() -> None:
    writers = {write.file for write in writes() if write.table == "Report"}

    assert writers == {"commands/reports.py"}


def test_every_narrow_exception_is_still_needed() -> None:
    assert NARROW - {(write.file, write.method) for write in writes()} == set()


def test_a_view_that_saves_would_be_found() -> None:
    source = "def view(session):\n    Session.objects.filter(pk=1).update(phase='closed')\n"

    assert list(writes_in(source, "views/x.py")) == [Write("views/x.py", 2, "update", "Session")]
