"""Serve the product with sessions to load, for a profiler: `python -m bench.serve FOLDER`.

Prints the process and one command per workload; serves until Ctrl+C.
"""

from __future__ import annotations

import shlex
import sys
import threading
from pathlib import Path

from bench import workloads
from bench.generator import command
from bench.servers import House, ours_on_file
from tools.steps import say


def main(folder: Path) -> None:
    """Serve, and say how to load what is served."""
    with House(folder) as house, ours_on_file(house, workloads.BY_NAME["C"]) as serving:
        say(f"pid {serving.processes['server'][0]}, {serving.origin}")
        for workload in workloads.ALL:
            people = folder / f"{workload.name}.jsonl"
            people.write_text(house.on_file().identities(workload))
            words = command(serving, protocol="hocuspocus", people=str(people))
            say(f"{workload.name}: taskset -c 1 {shlex.join(words)} {workload.options}")
        threading.Event().wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
