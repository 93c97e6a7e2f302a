"""An opinion that comes on paper or by word of mouth, entered for somebody whom no chat reaches.

It belongs to a person of its own: that it is the same one as somebody known is not ours to guess.
Code and secret are handed over on a slip; who looks the petition up by them gets its notices.
"""

from datetime import datetime

from dialogue.petition import PetitionEvent, after
from handlers.petition.code import next_code
from handlers.petition.conference import regulation_of
from handlers.petition.secret import secret_hash
from handlers.turn import Turn
from handlers.voice import Voice
from storage import petitions
from storage.secrets import new_secret
from storage.tables import Address, Person, Petition
from storage.tables.petition import Origin


def begin(
    voice: Voice,
    address: Address,
    origin: Origin,
    *,
    conference_id: int | None = None,
    name: str = "",
) -> Petition:
    """A draft for a new person; `address` is where it is entered, not theirs."""
    person = _person(voice, address, name)
    assert person.id is not None and address.id is not None
    draft = Petition(
        commune_id=address.commune_id,
        person_id=person.id,
        address_id=address.id,
        conference_id=conference_id,
        origin=origin,
        name=name,
        created_at=voice.now,
        changed_at=voice.now,
    )
    voice.work.session.add(draft)
    voice.work.session.flush()
    return draft


def begun(turn: Turn, *origins: Origin) -> Petition | None:
    """What was begun at this address and left."""
    return petitions.begun_on_paper(turn.work, turn.commune_id, turn.address.id, origins)


def discard(turn: Turn, draft: Petition) -> None:
    """Nothing of it is kept, nor of its person."""
    person = turn.work.session.get_one(Person, draft.person_id)
    petitions.discard(turn.work, draft)
    turn.work.session.delete(person)


def submit(voice: Voice, petition: Petition, *, received_at: datetime | None = None) -> str:
    """Send what was entered for somebody; the secret, known only here."""
    voice.work.session.get_one(Person, petition.person_id).name = petition.name
    return give_code(voice, petition, received_at=received_at)


def give_code(voice: Voice, petition: Petition, *, received_at: datetime | None = None) -> str:
    """Give a draft its code, by the regulation of its conference; the secret, known only here."""
    code, secret = next_code(voice), new_secret()
    petition.code, petition.secret_hash = code, secret_hash(voice, code, secret)
    petition.state = after(petition.state, PetitionEvent.SUBMIT)
    petition.submitted_at, petition.changed_at = received_at or voice.now, voice.now
    _bind(voice, petition)
    petitions.tie_off(voice.work, petition)
    return secret


def slip(voice: Voice, petition: Petition, secret: str) -> list[tuple[str, str]]:
    """What the person is handed: code, secret, and where both are of use."""
    return [
        voice.fact("receipt-code", petition.code or ""),
        voice.fact("receipt-secret", secret),
        voice.fact("slip-where", where(voice)),
    ]


def where(voice: Voice) -> str:
    """The address of the commune's page, where the installation has one."""
    return voice.page or voice.say("slip-where-chat", commune=voice.commune.name)


def _person(voice: Voice, address: Address, name: str) -> Person:
    person = Person(commune_id=address.commune_id, name=name, created_at=voice.now)
    voice.work.session.add(person)
    voice.work.session.flush()
    return person


def _bind(voice: Voice, petition: Petition) -> None:
    regulation = regulation_of(voice, petition)
    if regulation is not None:
        petition.regulation_id, petition.regulation_version = regulation.id, regulation.version
