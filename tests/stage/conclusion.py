"""Scenes of a conference's end: matters that wait for the chair, and who has what."""

from datetime import timedelta

from sqlmodel import select

from dialogue.conference_life import ConferenceState
from dialogue.petition import PetitionEvent, after
from stage.people import Actor
from stage.program import Program
from stage.walks import CONFERENCE, ROAD, code_of, lead_to
from storage import audit, communes, petitions
from storage.tables import Conference, Petition, Staff
from storage.work import Work

CODE = "DT2510"


def hold(program: Program, state: ConferenceState = ConferenceState.IN_SESSION) -> None:
    """Its day has come: an hour after it began, with the staff at work."""
    program.now = program.database.read_now(program.conference).starts_at + timedelta(hours=1)

    def begin(work: Work) -> None:
        conference = program.conference(work)
        conference.state, conference.version = state, conference.version + 1

    program.change(begin)
    at_work(program)


def at_work(program: Program) -> None:
    """Every member of staff has just been seen: no session is idle."""

    def touch(work: Work) -> None:
        for duty in work.session.exec(select(Staff)).all():
            duty.seen_at = program.now

    program.change(touch)


def by_rule(program: Program, regulation: str, kind: str = "dinh_ky") -> None:
    """The conference is held by another of the shipped regulations, from the beginning."""

    def bind(work: Work) -> None:
        rules = program.house.regulations[regulation]
        conference = program.conference(work)
        conference.regulation_id, conference.regulation_version = rules.id, rules.version
        conference.kind = kind

    program.change(bind)


def classified(actor: Actor, disposition: str) -> str:
    """A petition of this person's to the conference, accepted and classified; its code."""
    code = _send(actor)

    def classify(work: Work) -> None:
        petition = _petition(work, code)
        for event, kind in (
            (PetitionEvent.ACCEPT, "accepted"),
            (PetitionEvent.CLASSIFY, "classified"),
        ):
            petition.state = after(petition.state, event)
            petition.version += 1
            note(work, actor.program, petition, kind)
        petition.disposition = disposition

    actor.program.change(classify)
    return code


def _send(actor: Actor) -> str:
    """Without a seat, of which each regulation asks something else."""
    lead_to(actor, "choosing_conference").press(CONFERENCE).press("Chỉ gửi nội dung")
    actor.say("Nguyễn Văn An").press("Thôn Đông").press("Người dân")
    actor.press("Cho bản thân, gia đình").say("0912 345 678").press("Tôi không rõ")
    actor.say(ROAD).press("Xong").press("Gửi")
    return code_of(actor)


def settled(actor: Actor) -> str:
    """A petition of this person's that was answered at the conference; its code."""
    code = classified(actor, "tra_loi_tai_hoi_nghi")

    def answer(work: Work) -> None:
        petition = _petition(work, code)
        petition.state = after(petition.state, PetitionEvent.SETTLE)
        petition.version += 1
        note(work, actor.program, petition, "settled")

    actor.program.change(answer)
    return code


def note(work: Work, program: Program, petition: Petition, kind: str) -> None:
    """A line of history and of the audit, as `record` writes them."""
    assert petition.id is not None
    petitions.note(work, petition, kind, program.now)
    audit.record(
        work,
        commune_id=petition.commune_id,
        at=program.now,
        action=kind,
        subject="petition",
        subject_id=petition.id,
    )


def put_in_agency(program: Program, agency: str) -> None:
    """The officer who works at an agency works at this one."""

    def put(work: Work) -> None:
        commune = program.commune(work)
        assert commune.id is not None
        found = communes.agency_by_name(work, commune.id, agency)
        duty = work.session.exec(select(Staff).where(Staff.role == "agency")).first()
        assert found is not None and duty is not None
        duty.agency_id = found.id

    program.change(put)


def petition_of(program: Program, code: str) -> Petition:
    """The petition as it stands now."""
    return program.database.read_now(lambda work: _petition(work, code))


def conference_of(program: Program) -> Conference:
    """The conference as it stands now."""
    return program.database.read_now(program.conference)


def _petition(work: Work, code: str) -> Petition:
    return work.session.exec(select(Petition).where(Petition.code == code)).one()
