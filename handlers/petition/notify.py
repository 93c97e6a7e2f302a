"""News for the author of a petition, queued in the transaction that makes it true."""

from collections.abc import Sequence
from typing import Any

from handlers.messages import Choice, Lane
from handlers.voice import Voice
from storage import addresses, outbox
from storage.tables import Address, Petition, PetitionEvent


def tell_author(
    voice: Voice,
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
    address = best_address(voice, petition)
    if address is None:
        return False
    follow = voice.command("menu-follow", f"/xem {petition.code}")
    notice = voice.reply(key, choices=[*choices, follow], code=petition.code, **values)
    return outbox.put(
        voice.work,
        address,
        lane=Lane.NOTICE,
        key=f"petition:{petition.id}:event:{event.id}",
        body=notice.to_json(),
        now=voice.now,
    )


def best_address(voice: Voice, petition: Petition) -> Address | None:
    """The address that the author used last and that still takes messages; where none of theirs
    does, the one that showed code and secret of this petition last."""
    own = addresses.of_person(voice.work, petition.commune_id, petition.person_id)
    known = (*own, *addresses.that_opened(voice.work, petition))
    return next((address for address in known if address.unreachable_since is None), None)


def address_of(voice: Voice, person_id: int) -> Address | None:
    """The address that somebody of the commune used last and that still takes messages.

    Who is known from paper alone has none: theirs is the one that proved their petition last.
    """
    assert voice.commune.id is not None
    own = addresses.of_person(voice.work, voice.commune.id, person_id)
    known = own or addresses.that_proved(voice.work, voice.commune.id, person_id)
    return next((address for address in known if address.unreachable_since is None), None)
