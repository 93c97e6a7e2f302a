"""Answers as people read them: by which agency, under which number and date, with which file."""

from collections.abc import Sequence

from dialogue.petition import PetitionState
from dialogue.task import OPEN, Purpose, TaskState
from handlers.files import is_stored, shown
from handlers.messages import File
from handlers.petition.conference import conference_of
from handlers.petition.tasks import agency_name
from handlers.voice import Voice
from locales.dates import local_date
from storage import answers, tasks
from storage.tables import Answer, Attachment, Petition, Task
from storage.tables.task import AnswerState
from storage.work import Work

# The whole of it stood in the message by which it was sent.
LONGEST_SHOWN = 1_500
# In these an agency has to act, or has acted and waits for approval.
_WITH_AGENCY = (PetitionState.ASSIGNED, PetitionState.LEFT_OPEN, PetitionState.SETTLED)


def can_read(voice: Voice, petition: Petition, task: Task) -> bool:
    """Whether its author may read a published answer: one that was prepared, from the opening of
    the conference on."""
    conference = conference_of(voice, petition)
    is_ahead = conference is not None and conference.starts_at > voice.now
    return task.purpose != Purpose.PREPARED or not is_ahead


def answer_lines(voice: Voice, petition: Petition) -> list[str]:
    """Each answer that its author may read; one that was corrected is named, not repeated."""
    return [
        _line(voice, answer, task)
        for answer, task in answers.for_petition(voice.work, petition)
        if can_read(voice, petition, task)
    ]


def answer_files(voice: Voice, petition: Petition) -> list[File]:
    """The files of the answers that hold."""
    return [
        file
        for answer, task in answers.for_petition(voice.work, petition)
        if can_read(voice, petition, task) and answer.state == AnswerState.PUBLISHED
        for file in files_of(voice.work, answer)
    ]


def files_of(work: Work, answer: Answer) -> list[File]:
    """The file of an answer, once its bytes are there."""
    file = attachment_of(work, answer)
    return [shown(file)] if file is not None and is_stored(file) else []


def attachment_of(work: Work, answer: Answer) -> Attachment | None:
    """The row of an answer's file."""
    if answer.attachment_id is None:
        return None
    return work.session.get(Attachment, answer.attachment_id)


def paper(voice: Voice, answer: Answer) -> str:
    """Its number, day and signer, as far as it has them: " số 12/UBND, ngày …, người ký: …"."""
    parts = [
        voice.say("answer-number", number=answer.number) if answer.number else "",
        voice.say("answer-day", date=voice.date(answer.signed_on)) if answer.signed_on else "",
        voice.say("answer-signer", signer=answer.signer) if answer.signer else "",
    ]
    named = ", ".join(part for part in parts if part)
    return voice.say("answer-paper", parts=named) if named else ""


def corrections(before: Sequence[Answer]) -> int:
    """The how manieth correction an answer is, after the published ones `before` it."""
    return len(before)


def correction_of(work: Work, answer: Answer, task: Task) -> int:
    """The same of an answer that is there; 0 of a first one."""
    known = answers.published(work, task)
    return corrections([one for one in known if one.version < answer.version])


def whose_turn(voice: Voice, petition: Petition) -> str:
    """Who has to act now, with the agency's name where one has."""
    said = voice.say(f"turn-{petition.state}")
    standing = [
        task
        for purpose in (Purpose.REPLY, Purpose.PREPARED)
        for task in tasks.standing(voice.work, petition, purpose)[:1]
    ]
    task = next((one for one in standing if one.state in OPEN), None)
    if task is None or petition.state not in _WITH_AGENCY:
        return said
    if task.state == TaskState.DRAFTED:
        return voice.say("turn-drafted")
    return voice.say("turn-agency", agency=agency_name(voice.work, task))


def _line(voice: Voice, answer: Answer, task: Task) -> str:
    agency = agency_name(voice.work, task)
    if answer.state == AnswerState.SUPERSEDED:
        return voice.say("answer-line-superseded", agency=agency, paper=paper(voice, answer))
    nth = correction_of(voice.work, answer, task)
    assert answer.decided_at is not None
    return voice.say(
        "answer-line-corrected" if nth else "answer-line",
        agency=agency,
        paper=paper(voice, answer),
        date=voice.date(local_date(answer.decided_at)),
        text=_cut(voice, answer.text),
        nth=nth,
    )


def _cut(voice: Voice, text: str) -> str:
    if len(text) <= LONGEST_SHOWN:
        return text
    return voice.say("answer-cut", text=text[:LONGEST_SHOWN].rstrip())
