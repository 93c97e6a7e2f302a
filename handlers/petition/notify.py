"""News for the author of a petition, queued in the transaction that makes it true."""

from collections.abc import Sequence
from typing import Any

from handlers.messages import Choice, Lane
from handlers.turn import Turn
from storage import addresses, outbox
from storage.tables import Address, Petition, PetitionEvent


def tell_author(
    turn: Turn,
    petition: Petition,
    event: PetitionEvent,
    key: str,
    *,
    choices: Sequence[Choice] = (),
    **values: Any,
) -> bool:
    """Queue one notice of `event`, under a key that the event can have only once.

    False when the person has no address that still takes messages.
    """
    address = best_address(turn, petition)
    if address is None:
        return False
    follow = turn.command("menu-follow", f"/xem {petition.code}")
    notice = turn.reply(key, choices=[*choices, follow], code=petition.code, **values)
    return outbox.put(
        turn.work,
        address,
        lane=Lane.NOTICE,
        key=f"petition:{petition.id}:event:{event.id}",
        body=notice.to_json(),
        now=turn.now,
    )


def best_address(turn: Turn, petition: Petition) -> Address | None:
    """The address that the author used last and that still takes messages."""
    known = addresses.of_person(turn.work, petition.commune_id, petition.person_id)
    return next((address for address in known if address.unreachable_since is None), None)
