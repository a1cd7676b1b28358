"""What tests need from the operating system: Chromium, and the libraries behind the PDF.

Debian's packages are installed when we may; otherwise we stop with the one command to type.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys

from tools.steps import call, say, stop

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PDF_LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


def chromium() -> str | None:
    """Return the path of Chromium: the environment's CHROMIUM, or the first on the search path."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def missing_pdf_packages() -> list[str]:
    """Return the Debian packages of the libraries that WeasyPrint loads and that are not here.

    Elsewhere than on Linux libraries have other names; there WeasyPrint itself says what it lacks.
    """
    if sys.platform != "linux":
        return []
    return [package for library, package in PDF_LIBRARIES.items() if not _loads(library)]


def install_command(packages: list[str]) -> list[str]:
    """Return the command that installs Debian packages."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def need(packages: list[str], *, purpose: str) -> None:
    """Install these packages, or stop with the command that does."""
    if not packages:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing {', '.join(packages)} for {purpose}…")
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        call("apt-get", "-qq", "update", env=environment)
        call(*install_command(packages), env=environment)
        return
    stop(f"For {purpose} something is missing. Type:\n  sudo {' '.join(install_command(packages))}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    need(missing_pdf_packages(), purpose="the PDF")
    need([] if chromium() else ["chromium"], purpose="the browser tests")
