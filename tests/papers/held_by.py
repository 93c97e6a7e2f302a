"""The conference that was played, as if it were held by another regulation."""

from dataclasses import replace

from dialogue.regulation import shipped
from handlers.papers.writing import Writing
from papers.meeting import Meeting
from storage.tables import Conference
from storage.work import Work


def writing_by(held: Meeting, work: Work, regulation: str, **values: object) -> Writing:
    """A conference by another regulation than the one that was played; no session knows it."""
    law = shipped()[regulation]
    writing = held.writing(work)
    named = {
        "regulation_id": law.id,
        "regulation_version": law.version,
        "chair": next(iter(law.chairs.allowed)),
        **values,
    }
    return replace(writing, conference=Conference(**{**writing.conference.model_dump(), **named}))
