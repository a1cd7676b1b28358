"""The process that draws PDFs: HTML in, PDF/A-3a with PDF/UA-1 out. Never imported by the server.

It is a fresh interpreter without Django, database, secrets or sockets. It fetches nothing, opens
no connection, starts no program, and ends with the pipe to the server. One job is one line of
JSON followed by the HTML; one reply is one line of JSON followed by the PDF.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
from contextlib import suppress
from typing import IO, Any

from sessions.report import finishing, marks

FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.exec", "os.system")


class OwnMarks:
    """The fetcher for WeasyPrint: our marks by name, from memory; any other address is refused."""

    _fail_on_errors = False  # WeasyPrint asks: what is refused is left out, the rest is drawn

    def __init__(self) -> None:
        self.refused: list[str] = []

    def __call__(self, address: str) -> Any:
        """Return the mark's SVG, or refuse; WeasyPrint then leaves the thing out."""
        from weasyprint.urls import URLFetcherResponse  # as in draw()

        if address not in marks.ADDRESSES:
            self.refused.append(address)
            raise ValueError("the report fetches nothing")
        svg = marks.svg(marks.ADDRESSES[address])
        return URLFetcherResponse(address, svg.encode(), {"Content-Type": "image/svg+xml"})


def limit_memory(size: int) -> None:
    """Let this process never hold more than `size` bytes of addresses, if the system can."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def limit_seconds(seconds: int) -> None:
    """Let this process spend `seconds` of processor time from now; then the system ends it."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(usage.ru_utime + usage.ru_stime) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, hard))


def stay_inside(event: str, _details: tuple[Any, ...]) -> None:
    """Refuse, as an audit hook, what no report needs: connections and other programs."""
    if event in FORBIDDEN:
        raise PermissionError(event)


def draw(html: str, *, fetcher: OwnMarks | None = None) -> bytes:
    """Return the PDF of one HTML page; the same page gives the same bytes."""
    import weasyprint  # takes a second, and may say that Pango is missing

    page = weasyprint.HTML(string=html, base_url="about:blank", url_fetcher=fetcher or OwnMarks())
    made: bytes = page.write_pdf(pdf_variant="pdf/a-3a", finisher=finishing.finish)
    return made


def answer(job: dict[str, Any], html: bytes) -> tuple[dict[str, Any], bytes]:
    """Return the reply to one job; a failure is named by its kind, never by the text in it."""
    limit_seconds(int(job["seconds"]))
    try:
        return {"ok": True}, draw(html.decode())
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the server must hear of it
        return {"ok": False, "kind": type(error).__name__}, b""


def send(pipe: IO[bytes], head: dict[str, Any], body: bytes) -> None:
    """Write one message: a line of JSON that gives the size, then that many bytes."""
    pipe.write(json.dumps({**head, "size": len(body)}).encode() + b"\n" + body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Read one message; EOFError when the other side is gone."""
    line = pipe.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    head: dict[str, Any] = json.loads(line)
    body = pipe.read(head["size"])
    if len(body) < head["size"]:
        raise EOFError
    return head, body


def main() -> None:
    """Say hello or what is missing, then answer jobs until the pipe closes."""
    jobs, replies = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not reach the reply
    logging.disable(logging.ERROR)  # warnings may quote what people wrote
    limit_memory(int(sys.argv[1]))
    try:
        draw("<p lang=nl>…")
    except OSError as error:
        send(replies, {"ok": False, "kind": "Missing", "missing": str(error)[:300]}, b"")
        return
    sys.addaudithook(stay_inside)
    send(replies, {"ok": True}, b"")
    try:
        while True:
            send(replies, *answer(*receive(jobs)))
    except (EOFError, BrokenPipeError):
        return


if __name__ == "__main__":
    main()
