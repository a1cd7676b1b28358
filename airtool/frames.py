"""uvicorn's websockets, with a way to write one frame to many sockets.

What a keystroke costs is mostly its way out to everybody else. The plain way makes the same bytes
anew for each of them; here they are made once and handed to each transport. The plain way stays
behind it, for every moment in which a frame cannot simply be written.
"""

from __future__ import annotations

import asyncio

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request
from websockets.protocol import OPEN

from sessions.sockets.outlet import WRITE_FRAME

# After the application is done with a line, what is on its way gets so long to be read.
FLUSH_SECONDS = 20.0


class FrameOnceProtocol(WebSocketsSansIOProtocol):
    """Named in the options of `tools.run`; `tests/sockets/test_frames.py` asserts what it needs."""

    def handle_connect(self, event: Request) -> None:
        """Offer the way to the application, which begins to run after this."""
        super().handle_connect(event)
        if hasattr(self, "scope"):
            self.scope["extensions"][WRITE_FRAME] = self.write_frame  # type: ignore[assignment]

    def write_frame(self, frame: bytes) -> bool:
        """Write a ready frame and say True, or say False: closing, not open yet, or blocked."""
        if (
            self.conn.state is not OPEN
            or self.conn.extensions
            or not self.writable.is_set()
            or self.transport.is_closing()
        ):
            return False
        self.transport.write(frame)
        return True

    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        """Let go of a line that is over, also when a browser never reads what was sent.

        A transport that is closed waits for that, and holds megabytes meanwhile.
        """
        super().on_task_complete(task)
        if not self.disconnected:
            self.loop.call_later(FLUSH_SECONDS, self.transport.abort)
