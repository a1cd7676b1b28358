"""Build the scripts of the pages: find Node, install what package-lock.json names, run esbuild.

python3 -m tools.page_scripts            build when something changed
python3 -m tools.page_scripts check test  and run these npm scripts in frontend/
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools import python_packages
from tools.steps import BIN, ROOT, call, digest, is_done, mark_done, say, with_path

FRONTEND = ROOT / "frontend"
BUILT = ROOT / "static" / "build"
OLDEST_NODE = 20


def build() -> None:
    """Build `static/build/`, unless it was built from exactly these sources."""
    fingerprint = digest(
        [FRONTEND / name for name in ("src", "build.mjs", "tsconfig.json", "package-lock.json")]
    )
    if is_done("page-scripts", fingerprint) and BUILT.is_dir():
        return
    environment = with_node()
    _install(environment)
    say("Building the page scripts…")
    call("node", "build.mjs", folder=FRONTEND, env=environment)
    mark_done("page-scripts", fingerprint)


def run_scripts(names: list[str]) -> None:
    """Run npm scripts of frontend/package.json, with everything they need installed."""
    environment = with_node()
    _install(environment)
    for name in names:
        call("npm", "run", "--silent", name, folder=FRONTEND, env=environment)


def with_node() -> dict[str, str]:
    """Return the environment with a Node that is new enough first on the search path."""
    return with_path(_node_folder())


def _install(environment: dict[str, str]) -> None:
    # None of them needs a script of its own after installing, so none gets to run one.
    install_packages("page-packages", FRONTEND, "--ignore-scripts", environment=environment)


def install_packages(name: str, folder: Path, *options: str, environment: dict[str, str]) -> None:
    """Install what the lock in this folder names, unless exactly that was done before."""
    fingerprint = digest([folder / name for name in ("package.json", "package-lock.json")])
    if is_done(name, fingerprint) and (folder / "node_modules").is_dir():
        return
    say(f"Installing the packages of {folder.relative_to(ROOT)}/…")
    quiet = ("--no-audit", "--no-fund", "--loglevel=error", "--no-update-notifier")
    call("npm", "ci", *options, *quiet, folder=folder, env=environment)
    mark_done(name, fingerprint)


def _node_folder() -> Path:
    """Return the folder of a Node that is new enough; install one in `.venv` when there is none."""
    found = shutil.which("node")
    if found and _major(found) >= OLDEST_NODE and shutil.which("npm"):
        return Path(found).parent
    python_packages.install("node")
    return BIN


def _major(node: str) -> int:
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    number = re.match(r"v(\d+)\.", told)
    return int(number[1]) if number else 0


if __name__ == "__main__":
    build()
    run_scripts(sys.argv[1:])
