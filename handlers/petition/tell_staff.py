"""News for members of staff, each told once, at the address that they used last."""

from collections.abc import Iterable

from dialogue.roles import ALLOWED, Action, Role
from handlers.messages import Lane, Reply
from handlers.petition.notify import address_of
from handlers.voice import Voice
from storage import outbox, staff


def tell_people(voice: Voice, people: Iterable[int], key: str, notice: Reply) -> int:
    """Queue a notice for each of these people, under a key that names the event; how many."""
    told = 0
    for person in dict.fromkeys(people):
        address = address_of(voice, person)
        if address is not None:
            told += outbox.put(
                voice.work,
                address,
                lane=Lane.NOTICE,
                key=f"{key}:{person}",
                body=notice.to_json(),
                now=voice.now,
            )
    return told


def people_who_may(voice: Voice, action: Action) -> list[int]:
    """Everybody of the commune whose role allows it."""
    return people_in(voice, ALLOWED[action])


def people_in(voice: Voice, roles: Iterable[Role]) -> list[int]:
    """Everybody of the commune in one of these roles."""
    assert voice.commune.id is not None
    return list(staff.persons_in(voice.work, voice.commune.id, sorted(roles)))
