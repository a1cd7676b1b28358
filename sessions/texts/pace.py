"""How fast one socket is read: too much of anything is read more slowly, never refused."""

from __future__ import annotations

import asyncio
import time

# Typing with a moving caret is some twenty frames a second; twice that is nobody's fingers.
FRAMES_PER_SECOND, FRAMES_AT_ONCE = 60.0, 300.0
BYTES_PER_SECOND, BYTES_AT_ONCE = 256 * 1024.0, 2 * 1024 * 1024.0


class Pace:
    """Two leaking buckets, one for frames and one for bytes."""

    def __init__(self) -> None:
        self._frames, self._bytes = FRAMES_AT_ONCE, BYTES_AT_ONCE
        self._at = time.monotonic()

    async def keep(self, size: int) -> None:
        """Count one frame of so many bytes, and wait while that is too many."""
        now = time.monotonic()
        passed, self._at = now - self._at, now
        self._frames = min(FRAMES_AT_ONCE, self._frames + passed * FRAMES_PER_SECOND) - 1
        self._bytes = min(BYTES_AT_ONCE, self._bytes + passed * BYTES_PER_SECOND) - size
        debt = max(-self._frames / FRAMES_PER_SECOND, -self._bytes / BYTES_PER_SECOND)
        if debt > 0:
            await asyncio.sleep(debt)
