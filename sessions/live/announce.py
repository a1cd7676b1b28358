"""The one door for news: raise the revision, render what changed, tell it after the commit."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from sessions.access import closed_rounds
from sessions.live import slices
from sessions.live.audience import INSIDE, Audience, audience_of
from sessions.live.hub import spread
from sessions.live.mine import mine_of
from sessions.live.reading import Reading
from sessions.models import Participant, Session
from sessions.sockets.neighbours import Message


def announce(session: Session, *names: str, at: datetime, closed: bool = False) -> None:
    """Tell every audience that these slices changed; call it last, with the session row locked.

    Slices are rendered now, under the lock, so that revision and contents belong together, and
    told after the commit. Who belongs to which audience travels with them, as it is under the same
    lock: no process believes what it heard before. Everybody gets every revision, also one without
    anything to see. A dead layer neither undoes nor fails the command: browsers notice at the next
    beat. `closed`: only who is inside closed rounds sees what changed; nobody else hears what kind
    of thing it was, nor, in the date of a shareable report, when.
    """
    session.revision += 1
    changed = "changed_inside_at" if closed else "changed_at"
    setattr(session, changed, at)
    session.save(update_fields=["revision", changed])
    told = slices.with_followers(names, session=session)
    reading = Reading(session, numbers=slices.numbers_in(told))
    _after_commit(
        "news",
        {
            "session": session.public_id,
            "revision": session.revision,
            "people": _audiences(session),
            "texts": {
                str(one): _news(reading, one, _told_to(one, told, session=session, closed=closed))
                for one in Audience
            },
        },
    )


def tell_mine(participant: Participant) -> None:
    """Tell all pages of this person, after the commit, what is theirs alone; it has no revision."""
    transaction.on_commit(lambda: _spread_mine(participant), robust=True)


def say_goodbye(session: Session, participant_ids: Iterable[str], *, reason: str) -> None:
    """End every socket of these people after the commit, telling why: `removed` or `deleted`."""
    people = list(participant_ids)
    _after_commit("bye", {"session": session.public_id, "people": people, "reason": reason})


def look_again(people: Iterable[Participant]) -> None:
    """Have every socket of these people look whether its browser is still signed in.

    `session` must be loaded with them.
    """
    places: list[dict[str, object]] = [
        {"session": one.session.public_id, "people": [one.public_id]} for one in people
    ]
    _after_commit("recheck", *places)


def _spread_mine(participant: Participant) -> None:
    # Read after the commit: of two commands at once both tell what came of both.
    rows = Participant.objects.filter(pk=participant.pk, removed_at=None)
    row = rows.select_related("session").first()
    if row is None:
        return
    told = {"type": "mine", "mine": mine_of(row, session=row.session)}
    text = json.dumps(told, ensure_ascii=False)
    content = {"session": row.session.public_id, "people": [row.public_id], "text": text}
    spread({"mine": [content]})


def _after_commit(kind: str, *contents: dict[str, object]) -> None:
    message: Message = {kind: list(contents)}
    transaction.on_commit(lambda: spread(message), robust=True)


def _audiences(session: Session) -> dict[str, str]:
    """Return the audience of everybody who is in, screens as well, by public id."""
    present = Participant.objects.filter(session=session, removed_at=None)
    rows = present.only("public_id", "role", "insider")
    return {one.public_id: str(audience_of(one)) for one in rows}


def _told_to(audience: Audience, names: list[str], *, session: Session, closed: bool) -> list[str]:
    """Return which of these slices this audience hears of."""
    if audience in INSIDE:
        return names
    if closed:
        return []
    if closed_rounds.is_running(session):
        return [name for name in names if _goes_outside(name, session=session)]
    return names


def _goes_outside(name: str, *, session: Session) -> bool:
    """Tell whether news of this slice goes out of a closed round while it runs.

    Of questions only the one left on the table outside: among others the one looked at inside
    would show. What is held back is told when the round ends (`commands.closed_rounds`).
    """
    return name not in slices.ADDED_TO and slices.numbers_in([name]) <= {session.closed_round}


def _news(reading: Reading, audience: Audience, names: Iterable[str]) -> str:
    changed = {name: slices.render(name, reading=reading, audience=audience) for name in names}
    revision = reading.session.revision
    told = {"type": "news", "revision": revision, "slices": changed}
    return json.dumps(told, ensure_ascii=False)
