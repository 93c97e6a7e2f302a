"""A list of petitions is entered in one transaction: all rows or none, unless a part is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.xlsx_list import Row
from handlers.entering.lines import Checked, Known, Line, check, same
from handlers.listed_rows import Fault
from handlers.petition import on_paper
from handlers.petition.record import write_down
from handlers.voice import Voice
from locales.folding import fold
from storage import addresses, communes, petitions
from storage.tables import Address, Conference, Petition, PetitionPart
from storage.tables.petition import Origin


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What one person is handed on paper; `secret` stands nowhere else."""

    row: int
    name: str
    village: str
    code: str
    secret: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """What became of the rows; `done` is false where none was taken because some were wrong."""

    done: bool
    slips: tuple[Slip, ...]
    faults: tuple[Fault, ...]


def take(voice: Voice, conference: Conference, rows: Sequence[Row], *, partial: bool) -> Report:
    """Enter the rows for the conference, unless some are wrong and not a part of them is wanted."""
    checked = _check(voice, conference, rows)
    if checked.faults and not partial:
        return Report(done=False, slips=(), faults=checked.faults)
    desk = addresses.of_paper(voice.work, conference.commune_id, voice.commune.code, voice.now)
    slips = tuple(_enter(voice, conference, desk, line) for line in checked.lines)
    return Report(done=True, slips=slips, faults=checked.faults)


def _check(voice: Voice, conference: Conference, rows: Sequence[Row]) -> Checked:
    villages = communes.villages(voice.work, conference.commune_id)
    fields = communes.fields(voice.work, conference.commune_id)
    before = petitions.entered(voice.work, conference)
    known = Known(
        villages={fold(one.name): one.id or 0 for one in villages},
        fields={fold(one.name): one.id or 0 for one in fields},
        entered={same(name, text): code for name, text, code in before},
        elsewhere=frozenset({fold(voice.say("entering-ask-village.elsewhere"))}),
        village_names=", ".join(one.name for one in villages),
        field_names=", ".join(one.name for one in fields),
    )
    return check(rows, known)


def _enter(voice: Voice, conference: Conference, desk: Address, line: Line) -> Slip:
    petition = on_paper.begin(
        voice, desk, Origin.FRONT, conference_id=conference.id, name=line.name
    )
    petition.village_id, petition.field_id = line.village_id, line.field_id
    petition.position = line.position or voice.say("intake-ask-position.resident")
    petition.phone = line.phone
    _write(voice, petition, desk, line.content)
    secret = on_paper.submit(voice, petition)
    write_down(voice, petition, "submitted", None)
    write_down(voice, petition, "entered", None, note=voice.say("entering-note-list"))
    return Slip(
        row=line.row,
        name=line.name,
        village=line.village,
        code=petition.code or "",
        secret=secret,
    )


def _write(voice: Voice, petition: Petition, desk: Address, text: str) -> None:
    assert petition.id is not None and desk.id is not None
    part = PetitionPart(
        commune_id=petition.commune_id,
        petition_id=petition.id,
        address_id=desk.id,
        text=text,
        created_at=voice.now,
    )
    petitions.add_part(voice.work, part)
