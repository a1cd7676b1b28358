"""Where we listen and how we are reached: the address on the QR code follows from HOST and PORT."""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from tools.steps import stop

LOCAL_NAMES = ("127.0.0.1", "localhost")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - recognised, not chosen: the default is 127.0.0.1
# A documentation address. Connecting a datagram socket sends nothing, it only picks a route.
NOWHERE = ("192.0.2.1", 9)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where to listen (`host`, `port`), the address people use, and all origins we answer to."""

    host: str
    port: int
    public_url: str
    origins: tuple[str, ...]


def addresses(environment: Mapping[str, str]) -> Addresses:
    """Read HOST, PORT, PUBLIC_URL and ORIGINS; stop with what is wrong."""
    host = environment.get("HOST", "").strip() or "127.0.0.1"
    port = _port(environment.get("PORT", "").strip() or "8000")
    given = environment.get("PUBLIC_URL", "").strip().rstrip("/")
    public_url = _checked(given) if given else f"http://{_reachable(host)}:{port}"
    # Over https the browser keeps our cookies for https alone, so plain local pages would be of
    # no use; over http the facilitator's own machine may use the short address.
    local = () if public_url.startswith("https:") else (f"http://{n}:{port}" for n in LOCAL_NAMES)
    own = (word.strip() for word in environment.get("ORIGINS", "").split(","))
    origins = dict.fromkeys([public_url, *local, *filter(None, own)])
    return Addresses(host, port, public_url, tuple(origins))


def require_free(host: str, port: int, *, command: str = "make run") -> None:
    """Stop when nothing can listen there: the port is taken, or the address is not ours.

    `command` is what was typed, for the advice to take another port.
    """
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            stop(f"Port {port} is taken. Stop what runs there, or type:  {command} PORT={port + 1}")
        stop(f"Cannot listen on {host}, port {port}: {error.strerror}.")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        stop(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or url != _origin(url):
        stop(f"PUBLIC_URL must look like https://air.example.nl, not {url!r}.")
    return url


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _reachable(host: str) -> str:
    """Return how others write this host in an address."""
    if host in EVERYWHERE:
        host = _network_address()
    try:
        return f"[{host}]" if ipaddress.ip_address(host).version == 6 else host
    except ValueError:
        return host


def _network_address() -> str:
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(NOWHERE)
            return str(probe.getsockname()[0])
    except OSError:
        stop(
            "This machine has no address on a network. Connect it, or name the address yourself:\n"
            "  make run HOST=0.0.0.0 PUBLIC_URL=http://192.168.1.20:8000"
        )
