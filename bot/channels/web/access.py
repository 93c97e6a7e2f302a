"""Who may see a stored file: its owner, who proved the petition it belongs to, and the office."""

from collections.abc import Sequence
from datetime import datetime

from bot.channels.web import places
from bot.channels.web.places import Place
from bot.channels.web.session import Session
from dialogue.petition import PetitionState
from dialogue.roles import Action, Role, may
from handlers.house import House
from storage import answers, attachments, conclusions, dossier, petitions, staff
from storage.tables import Address, Attachment, Petition
from storage.tables.petition import FileState
from storage.work import Work


def visible(
    work: Work, house: House, place: Place, who: Session, attachment_id: int, now: datetime
) -> Attachment | None:
    """The file, if it is stored and this session may see it."""
    reader = places.address_of(work, place, who.external)
    file = work.session.get(Attachment, attachment_id)
    if reader is None or file is None or file.commune_id != place.commune_id:
        return None
    if file.state != FileState.STORED:
        return None
    allowed = _is_theirs(work, file, reader) or (
        not who.framed and _is_open_to_staff(work, house, file, reader, now)
    )
    return file if allowed else None


def _is_theirs(work: Work, file: Attachment, reader: Address) -> bool:
    owner = work.session.get_one(Address, file.address_id)
    if owner.person_id == reader.person_id:
        return True
    petition = petitions.petition_of_attachment(work, file)
    assert reader.id is not None
    if conclusions.is_told_of(work, file.id, reader.person_id, reader.id):
        return True  # the paper of a conclusion notice that names their petition
    concerned = [petition] if petition is not None else _answered(work, file)
    return any(petitions.is_theirs(work, one, reader.person_id, reader.id) for one in concerned)


def _answered(work: Work, file: Attachment) -> Sequence[Petition]:
    """The petitions to which a published answer with this file was sent."""
    answer = answers.of_attachment(work, file.commune_id, file.id)
    return answers.beside(work, answer) if answer is not None else ()


def _is_open_to_staff(
    work: Work, house: House, file: Attachment, reader: Address, now: datetime
) -> bool:
    duties = staff.active(work, reader.commune_id, reader.person_id)
    if not may((Role(duty.role) for duty in duties), Action.OPEN_PETITION):
        return False
    if now - max(duty.seen_at for duty in duties) > house.limits.staff_idle:
        return False
    petition = petitions.petition_of_attachment(work, file)
    if petition is not None:
        return petition.state != PetitionState.DRAFT  # what was not sent is not the office's
    if attachments.made_for(file):
        return False  # it holds what its owner may see, and others may not
    if dossier.is_of_a_dossier(work, file.id):
        return may((Role(duty.role) for duty in duties), Action.EXPORT_DOSSIER)
    owner = work.session.get_one(Address, file.address_id)
    return bool(staff.active(work, reader.commune_id, owner.person_id))  # a colleague's paper
