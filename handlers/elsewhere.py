"""Telling staff something about a channel by another way than the channel itself."""

from collections.abc import Callable, Iterator

from dialogue.roles import Role
from handlers.messages import Lane, Reply
from handlers.petition.tell_staff import people_in
from handlers.voice import Voice
from storage import addresses, outbox, staff
from storage.tables import Account, Address, Commune
from storage.work import Work

TOLD = (Role.OPERATOR, Role.OFFICE)


def tell_elsewhere(
    voice: Voice, account: Account, key: str, notice: Callable[[Voice], Reply]
) -> int:
    """Queue one notice for the office of the account's commune and for every operator of the
    installation, under a key that names the event; how many can be told at all."""
    told = 0
    for there, person in _people(voice):
        address = _another_way(there.work, there.commune.id or 0, person, account)
        if address is not None:
            told += outbox.put(
                voice.work,
                address,
                lane=Lane.NOTICE,
                key=f"{key}:{person}",
                body=notice(there).to_json(),
                now=voice.now,
            )
    return told


def operators(work: Work) -> Iterator[tuple[int, int]]:
    """Every operator, as commune and person."""
    yield from staff.holders_of(work, Role.OPERATOR)


def _people(voice: Voice) -> Iterator[tuple[Voice, int]]:
    """Each person once; a person is one commune's."""
    here = dict.fromkeys(people_in(voice, TOLD))
    for person in here:
        yield voice, person
    for commune_id, person in operators(voice.work):
        if person not in here:
            commune = voice.work.session.get_one(Commune, commune_id)
            yield Voice(work=voice.work, house=voice.house, now=voice.now, commune=commune), person


def _another_way(work: Work, commune_id: int, person: int, account: Account) -> Address | None:
    known = addresses.of_person(work, commune_id, person)
    ways = (one for one in known if one.account_id != account.id)
    return next((one for one in ways if one.unreachable_since is None), None)
