"""The session socket: news comes down, nothing goes up."""

from __future__ import annotations

import contextlib
import json
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from sessions.access import identity
from sessions.live.audience import audience_group, audience_of, person_group
from sessions.live.hub import hub
from sessions.live.snapshot import snapshot_for
from sessions.models import Participant

# What a browser has no reason to send. After so many frames the line is cut.
FRAMES_BORNE = 20
GOODBYE = 4403
TOO_MUCH = 1008
TRY_AGAIN = 1013


class SessionConsumer(AsyncWebsocketConsumer):
    """One browser listening to one session."""

    session_id = ""
    participant_id = ""
    frames = 0
    counted = False
    joined = False
    over = False

    async def connect(self) -> None:
        """Join the groups first, then read the snapshot: news in between is not missed."""
        public_id: str = self.scope["url_route"]["kwargs"]["session_id"]
        participant = await _participant(self.scope, public_id)
        await self.accept()
        if participant is None:
            await self.end(await _why_nobody(self.scope, public_id))
            return
        self.session_id, self.participant_id = public_id, participant.public_id
        self.counted = hub.has_room_for(self.participant_id)
        if not self.counted:
            await self.cut(TRY_AGAIN)
            return
        self.joined_groups = [
            audience_group(public_id, audience_of(participant)),
            person_group(public_id, participant.public_id),
        ]
        for group in self.joined_groups:
            await self.channel_layer.group_add(group, self.channel_name)
        self.joined = True
        # Asked again: a removal between the first question and joining was heard by nobody.
        if await _participant(self.scope, public_id) is None:
            await self.end("removed")
            return
        snapshot = await database_sync_to_async(snapshot_for)(participant)
        await self.tell(json.dumps({"type": "snapshot", **snapshot}))
        await hub.add(self)

    async def disconnect(self, code: int) -> None:
        """Leave the groups and the hub."""
        self.over = True
        if self.counted:
            self.counted = False
            hub.makes_room(self.participant_id)
        if not self.joined:
            return
        self.joined = False
        await hub.drop(self)
        for group in self.joined_groups:
            await self.channel_layer.group_discard(group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        """Bear a few frames without reading them, then cut the line: commands go over HTTP."""
        self.frames += 1
        if self.frames > FRAMES_BORNE:
            await self.cut(TOO_MUCH)

    async def session_news(self, event: dict[str, Any]) -> None:
        """Pass news on as it was rendered."""
        await self.tell(event["text"])

    async def session_bye(self, event: dict[str, Any]) -> None:
        """This person has no place here any more."""
        await self.end(event["reason"])

    async def session_recheck(self, _event: dict[str, Any]) -> None:
        """A sign-in ended somewhere: go when it was the one that opened this socket."""
        participant = await _participant(self.scope, self.session_id)
        if participant is None or participant.public_id != self.participant_id:
            await self.end("signed_out")

    async def tell(self, text: str) -> None:
        """Send one frame to the browser; one that just went is let go by its disconnect."""
        if not self.over:
            with contextlib.suppress(OSError):
                await self.send(text_data=text)

    async def end(self, reason: str) -> None:
        """Say why, then close; the browser does not come back by itself."""
        await self.tell(json.dumps({"type": "bye", "reason": reason}))
        await self.cut(GOODBYE)

    async def cut(self, code: int) -> None:
        """Close the line, once: the server takes a second closing for a mistake of ours."""
        if not self.over:
            self.over = True
            await self.close(code)


@database_sync_to_async
def _participant(scope: Any, public_id: str) -> Participant | None:
    return identity.socket_participant(scope, public_id)


@database_sync_to_async
def _why_nobody(scope: Any, public_id: str) -> str:
    """Return why nobody with a place here opens this socket; strangers hear no more than that."""
    trace = identity.socket_trace(scope, public_id)
    return trace.reason if trace and trace.reason != "expired" else "unknown"
