"""What a paper of the played conference says, without the Word file."""

from typing import Any

from handlers.papers.listed import PAPERS
from papers.meeting import Meeting


def view_of(held: Meeting, key: str) -> Any:
    """The view that the template of the paper `key` shows."""
    made: Any = held.place.database.read_now(lambda work: PAPERS[key].compose(held.writing(work)))
    return made.view
