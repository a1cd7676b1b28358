"""A body that is too large is answered before it is stored."""

import asyncio

from airtool.bounds import bounded

MOST = 100


async def answer(*bodies: bytes, headers: list[tuple[bytes, bytes]] = ()) -> tuple[int, str, int]:
    """Send these pieces; return status, words and how many pieces the application read."""
    pieces, sent, seen = list(bodies), [], []

    async def application(_scope, receive, send) -> None:
        while True:
            event = await receive()
            seen.append(event)
            if not event["more_body"]:
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def receive():
        body = pieces.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(pieces)}

    async def send(event) -> None:
        await asyncio.sleep(0)
        sent.append(event)

    scope = {"type": "http", "headers": list(headers)}
    await bounded(application, most_bytes=MOST)(scope, receive, send)
    return sent[0]["status"], sent[1]["body"].decode(), len(seen)


async def test_a_body_within_the_bound_passes():
    assert await answer(b"x" * 60, b"x" * 40) == (200, "", 2)


async def test_a_body_that_announces_too_much_is_not_read():
    status, words, read = await answer(b"x", headers=[(b"content-length", b"9" * 30)])

    assert (status, words[:10], read) == (413, "Dit is te ", 0)


async def test_a_body_that_grows_too_large_is_read_no_further():
    status, _words, read = await answer(b"x" * 60, b"x" * 60, b"x" * 60)

    assert (status, read) == (413, 1)
