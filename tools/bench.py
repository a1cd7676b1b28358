"""`make bench`: install the load generator and the peers, then measure.

    python3 -m tools.bench [--only A,C] [--peers ours,hocuspocus] [--runs 1] [--write PAGE]

One of the peers stores in SQLite by a part in C++; where nobody built it for this machine, npm
does, which takes a minute and a compiler.
"""

from __future__ import annotations

import os
import sys

from tools import page_scripts
from tools.steps import BIN, ROOT


def main(words: list[str]) -> None:
    """Install what is missing and become the measuring program."""
    environment = page_scripts.with_node()
    page_scripts.install_packages("bench-packages", ROOT / "bench", environment=environment)
    os.chdir(ROOT)
    command = [str(BIN / "python"), "-m", "bench", *words]
    os.execve(command[0], command, environment)  # noqa: S606 - the words are our own


if __name__ == "__main__":
    main(sys.argv[1:])
