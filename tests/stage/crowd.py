"""Many people at once: each at an address of their own, with one petition to the conference."""

from handlers.petition.code import next_code
from handlers.petition.record import write_down
from handlers.petition.secret import secret_hash
from handlers.voice import Voice
from stage.people import Actor
from stage.program import Program
from stage.walks import ROAD
from storage import addresses, petitions
from storage.secrets import new_secret
from storage.tables import Conference, Petition
from storage.work import Work


def crowd(program: Program, number: int) -> list[Actor]:
    """So many people, in the order of their petitions."""
    names = [f"nguoi-{one}" for one in range(number)]
    program.change(lambda work: [_register(program, work, name) for name in names])
    return [Actor(program=program, name=name) for name in names]


def codes_of(program: Program) -> list[str]:
    """The codes of all petitions, in their order."""
    return [petition.code or "" for petition in program.all_of(Petition)]


def _register(program: Program, work: Work, name: str) -> None:
    commune, conference = program.commune(work), program.conference(work)
    voice = Voice(work=work, house=program.house, now=program.now, commune=commune)
    address = addresses.arrive(work, addresses.account(work, "web", "main"), name, program.now)
    assert address.id is not None
    petition = _sent(voice, conference, address.id, address.person_id)
    work.session.add(petition)
    work.session.flush()
    petitions.add_part(work, petition, address_id=address.id, text=ROAD, created_at=program.now)
    write_down(voice, petition, "submitted", address.person_id)


def _sent(voice: Voice, conference: Conference, address: int, person: int) -> Petition:
    code = next_code(voice)
    return Petition(
        commune_id=conference.commune_id,
        person_id=person,
        address_id=address,
        conference_id=conference.id,
        code=code,
        secret_hash=secret_hash(voice, code, new_secret()),
        state="received",
        name="Nguyễn Văn An",
        regulation_id=conference.regulation_id,
        regulation_version=conference.regulation_version,
        created_at=voice.now,
        changed_at=voice.now,
        submitted_at=voice.now,
    )
