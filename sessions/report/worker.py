"""The process that draws PDFs: HTML in, PDF/A-3a with PDF/UA-1 out. Never imported by the server.

It is a fresh interpreter without Django, database, secrets or sockets. It fetches nothing, opens
no connection, starts no program, and ends with the pipe to the server. One job is one line of
JSON followed by the HTML and the data to attach; while it works it sends lines that say how far
it is, and at last one line of JSON followed by the PDF. The machine's other work goes first.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import logging
import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

from sessions.report import finishing, marks, progress, watermark

NICE = 10  # the room and its pages go first
ATTACHED = "antwoordrapport.json"
DESCRIPTION = "De inhoud van dit rapport als data · The contents of this report as data"
FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.exec", "os.system")


class OwnMarks:
    """The fetcher for WeasyPrint: our marks by name, from memory; any other address is refused."""

    _fail_on_errors = False  # WeasyPrint asks: what is refused is left out, the rest is drawn

    def __init__(self) -> None:
        self.refused: list[str] = []

    def __call__(self, address: str) -> Any:
        """Return the mark's SVG, or refuse; WeasyPrint then leaves the thing out."""
        from weasyprint.urls import URLFetcherResponse  # as in draw()

        if address in marks.ADDRESSES:
            svg = marks.svg(marks.ADDRESSES[address])
        elif address.startswith(watermark.ADDRESS):
            svg = watermark.svg(address.removeprefix(watermark.ADDRESS))
        else:
            self.refused.append(address)
            raise ValueError("the report fetches nothing")
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


def draw(
    html: str, *, data: bytes = b"", moment: str = "", fetcher: OwnMarks | None = None
) -> bytes:
    """Return the PDF of one HTML page with `data` attached; the same values give the same bytes.

    `moment` (ISO, UTC) is the date of the attachment: without it the clock would tell on us.
    """
    import weasyprint  # takes a second, and may say that Pango is missing

    page = weasyprint.HTML(string=html, base_url="about:blank", url_fetcher=fetcher or OwnMarks())
    at = dt.datetime.fromisoformat(moment) if moment else dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    attached = weasyprint.Attachment(
        string=data,
        name=ATTACHED,
        description=DESCRIPTION,
        created=at,
        modified=at,
        relationship="Data",
    )
    made: bytes = page.write_pdf(
        pdf_variant="pdf/a-3a",
        finisher=finishing.finish,
        attachments=[attached] if data else None,
    )
    return made


def answer(
    job: dict[str, Any], body: bytes, *, tell: Callable[[int], None] = lambda _step: None
) -> tuple[dict[str, Any], bytes]:
    """Return the reply to one job; a failure is named by its kind, never by the text in it.

    `tell` hears how far the work is, from 1 to `progress.STEPS`.
    """
    limit_seconds(int(job["seconds"]))
    html, data = body[: job["html"]], body[job["html"] :]
    try:
        with progress.told(tell):
            return {"ok": True}, draw(html.decode(), data=data, moment=job["moment"])
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
    logging.basicConfig(handlers=[logging.NullHandler()])  # warnings may quote what people wrote
    os.nice(NICE)
    limit_memory(int(sys.argv[1]))
    try:
        draw("<p lang=nl>…")
    except OSError as error:
        send(replies, {"ok": False, "kind": "Missing", "missing": str(error)[:300]}, b"")
        return
    sys.addaudithook(stay_inside)
    # Boxes and styles are many and die together: looking for cycles less often saves a sixth.
    gc.freeze()
    gc.set_threshold(50_000, 20, 10)
    send(replies, {"ok": True}, b"")

    def tell(step: int) -> None:
        send(replies, {"step": step}, b"")

    try:
        while True:
            send(replies, *answer(*receive(jobs), tell=tell))
            gc.collect()
    except (EOFError, BrokenPipeError):
        return


if __name__ == "__main__":
    main()
