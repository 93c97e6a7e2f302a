"""Tiếp tục kiến nghị: a draft that takes up an answered petition, with its answers filled in."""

from typing import Any

from handlers.messages import Choice, Reply
from handlers.petition.afterwards import again_until
from handlers.turn import Turn
from storage import petitions
from storage.tables import Petition

# What the new one need not be asked again.
SAME = (
    "name",
    "phone",
    "position",
    "village_id",
    "behalf",
    "behalf_name",
    "group_size",
    "field_id",
)
# Where the draft is gone on with: only its words are missing.
WRITING = "writing"


def prepare(turn: Turn, petition: Petition) -> Reply:
    """Begin it, unless its time is over or something else was begun and not sent."""
    until = again_until(turn, petition)
    if until is None:
        return _reply(turn, petition, "again-not-yet", [])
    if turn.now > until:
        send = turn.command("menu-register", "/gui")
        return _reply(turn, petition, "again-too-late", [send], date=turn.time(until))
    begun = petitions.draft_of(turn.work, turn.commune_id, turn.person.id)
    go_on = turn.command("again-write", "/gui")
    if begun is None:
        _begin(turn, petition)
    elif begun.continues_id != petition.id:
        return _reply(turn, petition, "again-draft-first", [go_on])
    return _reply(turn, petition, "again-ready", [go_on], date=turn.time(until))


def _begin(turn: Turn, petition: Petition) -> None:
    """In the general box; its author may still choose a conference before sending."""
    assert turn.person.id is not None and turn.address.id is not None
    turn.work.session.add(
        Petition(
            commune_id=turn.commune_id,
            person_id=turn.person.id,
            address_id=turn.address.id,
            continues_id=petition.id,
            question=WRITING,
            created_at=turn.now,
            changed_at=turn.now,
            **{name: getattr(petition, name) for name in SAME},
        )
    )
    turn.work.session.flush()


def _reply(turn: Turn, petition: Petition, key: str, more: list[Choice], **values: Any) -> Reply:
    follow = turn.command("menu-follow", f"/xem {petition.code}")
    home = turn.command("menu-home", "/start")
    return turn.reply(key, choices=[*more, follow, home], code=petition.code, **values)
