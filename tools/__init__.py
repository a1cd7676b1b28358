"""The house: setting up, starting, checking and translating, each run by the Makefile.

Only the standard library is there until `.venv` exists, so `steps`, `python_packages`,
`page_scripts`, `system_packages`, `addresses`, `bench` and `run` import nothing else. `messages`
and `ready` run inside `.venv`.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is what this line is for
    sys.exit(
        "AIR Discussietool needs Python 3.11 or newer; this is Python %d.%d.\n"  # noqa: UP031
        "With a newer one beside it, name it:  make run PYTHON=python3.12" % sys.version_info[:2]
    )
