"""Typed reading of the environment, and secrets made on first run."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


class SettingError(Exception):
    """The environment holds a value that cannot be used; says which and why."""


def text(name: str, default: str = "") -> str:
    """Return the variable, or what the file named by `<name>_FILE` holds, or the default."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """Return a yes or no: 1/true/yes/on or 0/false/no/off."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingError(f"{name} must be yes or no, not {value!r}")


def whole_number(name: str, default: int) -> int:
    """Return a whole number."""
    value = text(name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise SettingError(f"{name} must be a whole number, not {value!r}") from error


def words(name: str) -> list[str]:
    """Return the comma-separated parts, without blanks."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def secret(name: str, file: Path) -> str:
    """Return the variable, or a secret kept in `file` (mode 600), made when it is missing."""
    given = text(name)
    if given:
        return given
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="utf-8").strip()
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        made = secrets.token_urlsafe(50)
        handle.write(made)
    return made
