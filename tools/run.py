"""`make run`: set up what is missing, then serve.

    make run [HOST=127.0.0.1] [PORT=8000] [PUBLIC_URL=]

With HOST=0.0.0.0 everybody on the same network can join; links, QR codes, origins and cookies
follow the address that this machine has there.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from tools import addresses, page_scripts, python_packages, system_packages
from tools.steps import BIN, ROOT, call, say

SERVER = (
    "airtool.asgi:application",
    "--ws=airtool.frames:FrameOnceProtocol",  # uvicorn's own, and a frame is made once for all
    "--lifespan=on",
    "--no-access-log",  # addresses may hold one-time tokens
    "--no-server-header",
    "--no-proxy-headers",  # the product reads TRUSTED_PROXIES itself
    "--ws-per-message-deflate=false",  # a frame is a keystroke; it does not get smaller
    "--ws-max-size=1048576",
    "--timeout-graceful-shutdown=5",
    "--log-level=warning",
)


def environment_of(where: addresses.Addresses, given: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of the server: the given one, with the addresses filled in."""
    return {**given, "PUBLIC_URL": where.public_url, "ORIGINS": ",".join(where.origins)}


def set_up(
    command: str, *, ready: tuple[str, ...] = ()
) -> tuple[addresses.Addresses, dict[str, str]]:
    """Set up all that a server needs; return where it listens and its environment.

    `command` is what was typed, for advice; `ready` goes to `tools.ready`. Stops when the port is
    taken, before anything is made.
    """
    where = addresses.addresses(os.environ)
    addresses.require_free(where.host, where.port, command=command)
    os.chdir(ROOT)
    python_packages.install("base")
    page_scripts.build()
    environment = environment_of(where, os.environ)
    _say_where(where)
    call(BIN / "python", "-m", "tools.ready", *ready, env=environment)
    return where, environment


def serve(where: addresses.Addresses, environment: Mapping[str, str]) -> None:
    """Become the server."""
    say("Stop with Ctrl+C.\n")
    server = [str(BIN / "python"), "-m", "uvicorn", *SERVER]
    server += [f"--host={where.host}", f"--port={where.port}"]
    os.execve(server[0], server, dict(environment))  # noqa: S606 - the words are our own


def draws_pdf() -> bool:
    """Say whether the libraries are here that draw the PDF."""
    return not system_packages.missing_pdf_packages()


def main() -> None:
    """Set up, say what to open, and become the server."""
    where, environment = set_up("make run")
    serve(where, environment)


def _say_where(where: addresses.Addresses) -> None:
    say(f"\nAIR Discussietool opens at {where.public_url}")
    missing = system_packages.missing_pdf_packages()
    if missing:
        command = " ".join(system_packages.install_command(missing))
        say(f"Everything works but the PDF; for that, type:  sudo {command}")


if __name__ == "__main__":
    main()
