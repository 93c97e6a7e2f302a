"""What an answer needs on the stage: an agency's officer, a petition given to it, files."""

from datetime import date

from sqlmodel import col, select

from dialogue.petition import PetitionState
from dialogue.roles import Role
from dialogue.task import Part, Purpose
from stage.people import Actor
from stage.program import Program
from stage.tape import taped
from storage import attachments, audit, communes, petitions, tasks
from storage.tables import Attachment, OpinionGroup, Petition
from storage.tables.petition import FileState
from storage.work import Work

ECONOMY, POLICE = "Phòng Kinh tế", "Công an xã"


@taped
def enrol_agency(actor: Actor, name: str = "Phạm Văn Dũng", agency: str = ECONOMY) -> Actor:
    """Become staff of an agency."""
    return actor.say(f"/thamgia {actor.program.invite(Role.AGENCY, agency=agency)}").say(name)


def give(
    program: Program,
    code: str,
    *,
    agency: str = ECONOMY,
    purpose: Purpose = Purpose.REPLY,
    part: Part = Part.LEAD,
    due: date | None = None,
) -> None:
    """Give a petition to an agency, as the office does: accepted, sorted, assigned."""

    def change(work: Work) -> None:
        petition = work.session.exec(select(Petition).where(Petition.code == code)).one()
        if petition.state == PetitionState.RECEIVED:
            _lead_to_assigned(work, program, petition)
        known = communes.agency_by_name(work, petition.commune_id, agency)
        assert known is not None
        tasks.give(
            work,
            petition,
            program.now,
            agency_id=known.id,
            part=part,
            purpose=purpose,
            due_on=due,
        )

    program.change(change)


def group(program: Program, *codes: str) -> None:
    """Put petitions side by side, each with its own code and words."""

    def change(work: Work) -> None:
        found = work.session.exec(select(Petition).where(col(Petition.code).in_(codes))).all()
        made = OpinionGroup(
            commune_id=found[0].commune_id, title="Đường thôn Đông", created_at=program.now
        )
        work.session.add(made)
        work.session.flush()
        for petition in found:
            petition.group_id = made.id

    program.change(change)


def store_files(program: Program) -> None:
    """The bytes of every file that was sent have come."""

    def change(work: Work) -> None:
        waiting = select(Attachment).where(Attachment.state == FileState.WAITING)
        for file in work.session.exec(waiting):
            attachments.stored(file, sha256="a" * 64, mime="application/pdf", size=10)

    program.change(change)


def _lead_to_assigned(work: Work, program: Program, petition: Petition) -> None:
    for kind in ("accepted", "classified", "assigned"):
        petitions.note(work, petition, kind, program.now)
        audit.record(
            work,
            commune_id=petition.commune_id,
            at=program.now,
            action=kind,
            subject="petition",
            subject_id=petition.id or 0,
        )
    state = PetitionState.ASSIGNED
    petitions.change(work, petition, petition.version, program.now, state=state)
