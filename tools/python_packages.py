"""Install the locked Python packages in `.venv`.

    python3 -m tools.python_packages base        what the product needs
    python3 -m tools.python_packages base dev    and what tests and checks need

uv installs when it is there, because it is quick; pip otherwise, and also when uv finds no
registry, because pip's own settings (mirrors, certificates) are not known to uv.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

from tools.steps import BIN, ROOT, VENV, call, digest, is_done, mark_done, say, stop, works

SIZES = {"base": "one minute", "dev": "two minutes", "node": "one minute"}


def install(name: str) -> None:
    """Install `requirements/<name>.txt`, unless exactly that was done before."""
    _make_venv()
    lock = ROOT / "requirements" / f"{name}.txt"
    fingerprint = digest([lock], sys.version)
    if is_done(f"python-{name}", fingerprint):
        return
    say(f"Installing Python packages from {lock.relative_to(ROOT)} (about {SIZES[name]})…")
    if not _installed_by_uv(lock):
        pip = (BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        call(*pip, "--require-hashes", "-r", lock)
    mark_done(f"python-{name}", fingerprint)


def _make_venv() -> None:
    if works(BIN / "python", "-c", "import pip"):
        return
    if importlib.util.find_spec("ensurepip") is None:
        stop(
            "Python's venv module is incomplete on this machine. Type:\n"
            "  sudo apt-get install -y python3-venv"
        )
    say("Making .venv…")
    call(sys.executable, "-m", "venv", "--clear", VENV)


def _installed_by_uv(lock: Path) -> bool:
    uv = shutil.which("uv") or shutil.which("uv", path=BIN)
    if uv is None:
        return False
    options = ("--quiet", "--python", BIN / "python", "--require-hashes", "-r", lock)
    return works(uv, "pip", "install", *options)


if __name__ == "__main__":
    for wanted in sys.argv[1:]:
        install(wanted)
