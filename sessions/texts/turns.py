"""How fast one person is served without a socket: too much of anything waits, nothing is refused.

Kept per process: this guards the process, and no right hangs on it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

# A page asks for each open text every two seconds and sends once a second; people have several.
REQUESTS_PER_SECOND, REQUESTS_AT_ONCE = 20.0, 100.0
BYTES_PER_SECOND, BYTES_AT_ONCE = 256 * 1024.0, 2 * 1024 * 1024.0
# Above so many people, those whose measure is full again are forgotten.
REMEMBERED = 1000


class Turns:
    """Two leaking buckets for each person, one for requests and one for bytes."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        # By person: when both buckets are full again, in the clock's seconds.
        self._full: dict[int, tuple[float, float]] = {}

    def wait(self, person: int, *, size: int) -> float:
        """Return 0 and count this request of so many bytes, or the seconds to come back after."""
        with self._lock:
            now = self._clock()
            if len(self._full) > REMEMBERED:
                self._full = {one: full for one, full in self._full.items() if max(full) > now}
            requests, sizes = (max(now, at) for at in self._full.get(person, (now, now)))
            wait = max(
                requests - now - REQUESTS_AT_ONCE / REQUESTS_PER_SECOND,
                sizes - now - BYTES_AT_ONCE / BYTES_PER_SECOND,
            )
            if wait > 0:
                return wait
            self._full[person] = (
                requests + 1 / REQUESTS_PER_SECOND,
                sizes + size / BYTES_PER_SECOND,
            )
            return 0.0
