"""What a time limit is called: as the regulation calls it that it is counted by."""

from handlers.clock.frame import regulation_in
from handlers.voice import Voice
from storage.tables import Deadline


def title_of(voice: Voice, deadline: Deadline) -> str:
    """The title of its milestone; its key where the regulation has no such milestone any more."""
    regulation = regulation_in(
        voice.work, voice.house, deadline.regulation_id, deadline.regulation_version
    )
    rule = regulation.milestones.get(deadline.key) if regulation else None
    return rule.title if rule else deadline.key
