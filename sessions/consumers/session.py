"""The session socket: news comes down, nothing goes up."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from sessions.access import identity
from sessions.errors import Removed
from sessions.live.audience import audience_of
from sessions.live.hub import hub
from sessions.live.snapshot import snapshot_for
from sessions.models import Participant, Session
from sessions.sockets.outlet import Outlet

# What a browser has no reason to send. After so many frames the line is cut.
FRAMES_BORNE = 20
GOODBYE = 4403
TOO_MUCH = 1008
TRY_AGAIN = 1013


class SessionConsumer(AsyncWebsocketConsumer):
    """One browser listening to one session."""

    # None: the hub hears the channel layer once for all sockets of this process.
    channel_layer_alias = "none"
    session_id = ""
    participant_id = ""
    audience = ""
    frames = 0
    counted = False
    joined = False
    over = False

    async def connect(self) -> None:
        """Join the hub first, then read the snapshot: news in between waits behind it."""
        public_id: str = self.scope["url_route"]["kwargs"]["session_id"]
        self.outlet = Outlet(self._send, cut=self._fell_behind)
        # What is told before the snapshot was sent.
        self.early: list[str] | None = []
        participant = await _participant(self.scope, public_id)
        await self.accept()
        if participant is None:
            self.end(await _why_nobody(self.scope, public_id))
            return
        self.session_id, self.participant_id = public_id, participant.public_id
        self.audience = audience_of(participant)
        self.counted = hub.has_room_for(self.participant_id)
        if not self.counted:
            self.cut(TRY_AGAIN)
            return
        hub.join(self)
        self.joined = True
        # A removal between the first question and joining was heard by nobody: asked again.
        try:
            snapshot = await _snapshot(self.scope, participant)
        except (Removed, Session.DoesNotExist):
            self.end(await _why_gone(self.scope, public_id, person=self.participant_id))
            return
        self._begin(json.dumps({"type": "snapshot", **snapshot}, ensure_ascii=False))
        hub.arrived(self)

    async def disconnect(self, code: int) -> None:
        """Leave the hub."""
        self.over = True
        if self.counted:
            self.counted = False
            hub.makes_room(self.participant_id)
        if self.joined:
            self.joined = False
            hub.drop(self)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Bear a few frames without reading them, then cut the line: commands go over HTTP."""
        self.frames += 1
        if self.frames > FRAMES_BORNE:
            self.cut(TOO_MUCH)

    async def look_again(self) -> None:
        """Go when the sign-in or place that opened this socket has ended."""
        participant = await _participant(self.scope, self.session_id)
        if participant is None or participant.public_id != self.participant_id:
            self.end(await _why_gone(self.scope, self.session_id, person=self.participant_id))

    def tell(self, text: str) -> None:
        """Send one frame to the browser, the snapshot first."""
        if self.early is not None:
            self.early.append(text)
        elif not self.over:
            self.outlet.send_text(text)

    def end(self, reason: str) -> None:
        """Say why, then close; the browser does not come back by itself."""
        if not self.over:
            self.outlet.send_text(json.dumps({"type": "bye", "reason": reason}))
            self.cut(GOODBYE)

    def cut(self, code: int) -> None:
        """Close the line, once: the server takes a second closing for a mistake of ours."""
        if not self.over:
            self.over = True
            self.outlet.send({"type": "websocket.close", "code": code})

    def _begin(self, snapshot: str) -> None:
        early, self.early = self.early or [], None
        for text in [snapshot, *early]:
            self.tell(text)

    def _fell_behind(self) -> None:
        """Close a line that takes nothing more; its browser comes back for the whole."""
        if not self.over:
            self.over = True
            self.closing = asyncio.create_task(self._close_dead())

    async def _send(self, event: Any) -> None:
        await self.base_send(event)

    async def _close_dead(self) -> None:
        with contextlib.suppress(Exception):
            await self._send({"type": "websocket.close", "code": TRY_AGAIN})


@database_sync_to_async
def _participant(scope: Any, public_id: str) -> Participant | None:
    return identity.socket_participant(scope, public_id)


@database_sync_to_async
def _snapshot(scope: Any, participant: Participant) -> dict[str, Any]:
    """Return what this person may see; raises Removed when another one, or nobody, is here now."""
    known = identity.socket_participant(scope, participant.session.public_id)
    if known is None or known.pk != participant.pk:
        raise Removed("")
    return snapshot_for(known)


@database_sync_to_async
def _why_nobody(scope: Any, public_id: str) -> str:
    """Return why nobody with a place here opens this socket; strangers hear no more than that."""
    trace = identity.socket_trace(scope, public_id)
    return trace.reason if trace and trace.reason != "expired" else "unknown"


@database_sync_to_async
def _why_gone(scope: Any, public_id: str, *, person: str) -> str:
    """Return why this person, who was behind this socket, is not any more."""
    trace = identity.socket_trace(scope, public_id)
    told = trace is not None and trace.person == person and trace.reason != "expired"
    return trace.reason if trace and told else "signed_out"
