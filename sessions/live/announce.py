"""The one door for news: raise the revision, render what changed, send it after the commit."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from sessions.live import slices
from sessions.live.audience import Audience, audience_group, person_group
from sessions.models import Participant, Session

log = logging.getLogger(__name__)
SEND_SECONDS = 1.0


def announce(session: Session, *names: str, at: datetime) -> None:
    """Tell every audience that these slices changed; call it last, with the session row locked.

    Slices are rendered now, under the lock, so that revision and contents belong together, and
    sent after the commit. Everybody gets every revision, also one without anything to see. A dead
    layer neither undoes nor fails the command: browsers notice at the next beat.
    """
    session.revision += 1
    session.changed_at = at
    session.save(update_fields=["revision", "changed_at"])
    messages = {
        audience_group(session.public_id, audience): _news(session, audience, names)
        for audience in Audience
    }
    transaction.on_commit(lambda: send(messages))


def say_goodbye(session: Session, participant_ids: Iterable[str], *, reason: str) -> None:
    """End every socket of these people after the commit, telling why: `removed` or `deleted`."""
    messages = {
        person_group(session.public_id, public_id): {"type": "session.bye", "reason": reason}
        for public_id in participant_ids
    }
    transaction.on_commit(lambda: send(messages))


def look_again(people: Iterable[Participant]) -> None:
    """Have every socket of these people look whether its browser is still signed in.

    `session` must be loaded with them.
    """
    messages = {
        person_group(one.session.public_id, one.public_id): {"type": "session.recheck"}
        for one in people
    }
    transaction.on_commit(lambda: send(messages))


def send(messages: dict[str, dict[str, Any]]) -> None:
    """Send each message to its group; a layer that fails or hangs costs freshness only."""
    async_to_sync(_send)(messages)


def _news(session: Session, audience: Audience, names: Iterable[str]) -> dict[str, Any]:
    changed = {name: slices.render(name, session=session, audience=audience) for name in names}
    news = {"type": "news", "revision": session.revision, "slices": changed}
    return {"type": "session.news", "text": json.dumps(news)}


async def _send(messages: dict[str, dict[str, Any]]) -> None:
    layer = get_channel_layer()
    if layer is None:
        return
    try:
        async with asyncio.timeout(SEND_SECONDS):
            await asyncio.gather(*(layer.group_send(*message) for message in messages.items()))
    except Exception:
        log.warning("News was not sent; browsers will fetch it", exc_info=True)
