"""News for the author of a petition, queued in the transaction that makes it true."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handlers.messages import Choice, Lane, Reply
from handlers.notice_kinds import MINOR, kind_of
from handlers.voice import Voice
from locales.dates import local_date, numeric_date
from storage import addresses, by_hand, outbox
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

    False when the person has no address that still takes messages: then the office has to reach
    them by hand.
    """
    follow = voice.command("menu-follow", f"/xem {petition.code}")
    notice = voice.reply(key, choices=[*choices, follow], code=petition.code, **values)
    body = named(voice, notice, kind_of(key), **_values(petition)).to_json()
    name = f"petition:{petition.id}:event:{event.id}"
    address = best_address(voice, petition)
    if address is None:
        _by_hand(voice, petition, name, body)
        return False
    return outbox.put(voice.work, address, lane=Lane.NOTICE, key=name, body=body, now=voice.now)


def named(voice: Voice, notice: Reply, kind: str, **values: str) -> Reply:
    """The notice with its kind and its values, for channels that can only send prepared texts."""
    common = {
        "commune": voice.commune.name,
        "date": numeric_date(local_date(voice.now)),
        "text": " ".join(notice.text.split()),
        "link": voice.page,
    }
    brought = tuple({**common, **values}.items())
    return replace(notice, kind=kind, values=brought, minor=kind in MINOR)


def _values(petition: Petition) -> dict[str, str]:
    return {"code": petition.code or "", "name": petition.name, "phone": petition.phone}


def _by_hand(voice: Voice, petition: Petition, key: str, body: dict[str, Any]) -> None:
    by_hand.add(
        voice.work,
        commune_id=petition.commune_id,
        person_id=petition.person_id,
        petition_id=petition.id,
        key=key,
        reason="no-address",
        body=body,
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
