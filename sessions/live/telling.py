"""What one session socket is told of news, or of there being any."""

from __future__ import annotations

import json
from typing import Any, Protocol

from sessions.sockets.neighbours import LARGEST_MESSAGE


class Socket(Protocol):
    """What the hub needs of a session socket; telling and ending neither wait nor fail."""

    session_id: str
    participant_id: str
    # As of the last news it was told: what it is told next is chosen by what that news says.
    audience: str

    def tell(self, text: str) -> None:
        """Send one frame to the browser."""

    def end(self, reason: str) -> None:
        """Say goodbye and close."""

    async def look_again(self) -> None:
        """End when the browser is not who it was any more."""


def tell_news(socket: Socket, news: dict[str, Any]) -> None:
    """Tell a socket what its person may see, as the command saw it, whatever was heard before.

    Without a text a browser is told the revision, and fetches the rest: what was too large, and
    everything anew when it belongs to another audience than before. Who is not among the people
    was put out, or came in later: no more than a beat.
    """
    audience = news["people"].get(socket.participant_id)
    text = news["texts"].get(audience)
    too_large = text is not None and len(text) > LARGEST_MESSAGE
    if audience is None or text is None or too_large or audience != socket.audience:
        text = beat(news["revision"])
    socket.audience = audience or socket.audience
    socket.tell(text)


def beat(revision: int) -> str:
    """Return the frame that tells no more than which revision is the latest."""
    return json.dumps({"type": "beat", "revision": revision})
