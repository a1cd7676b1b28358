"""Make the database, the words and the static files ready, in one process of `.venv`.

.venv/bin/python -m tools.ready            and print the link for the first account
.venv/bin/python -m tools.ready examples   and leave that link out: examples need no account
"""

from __future__ import annotations

import os
import sys

import django
from django.conf import settings
from django.core.management import CommandError, call_command

from airtool.environment import SettingError
from tools import messages
from tools.steps import ROOT, digest, is_done, mark_done


def main() -> None:
    """Do all that must be done before the server starts; safe to repeat."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "airtool.settings")
    messages.compile_all()
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_questions")
    _collect_static()
    if "examples" not in sys.argv[1:]:
        call_command("first_run")


def _collect_static() -> None:
    """Copy and compress what browsers ask for; seconds of work, so only when something changed."""
    sources = [ROOT / "static", ROOT / "requirements" / "base.txt"]
    fingerprint = digest(sources, str(settings.STATIC_ROOT))
    if (
        is_done("static.stamp", fingerprint, stamps=settings.VAR_DIR)
        and settings.STATIC_ROOT.is_dir()
    ):
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark_done("static.stamp", fingerprint, stamps=settings.VAR_DIR)


if __name__ == "__main__":
    try:
        main()
    except (SettingError, CommandError) as error:
        sys.exit(f"\n{error}\n")
