"""Run a command with DATABASE_URL and REDIS_URL of real servers; its exit code is ours."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from tests.stores.addresses import both
from tests.stores.programs import Missing


def main(command: list[str]) -> int:
    """Start both, run the command, stop both."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with both() as addresses:
        own = {"DATABASE_URL": addresses.database, "REDIS_URL": addresses.redis}
        return subprocess.run(command, env=os.environ | own, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Missing as missing:
        sys.exit(f"\n{missing}\n")
