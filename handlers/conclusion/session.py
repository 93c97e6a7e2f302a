"""What every part of /ketluan needs: the conference, the notice in hand, the way back."""

from collections.abc import Sequence
from typing import Any

from dialogue.conference_life import ConferenceState
from dialogue.roles import Action
from handlers.clock.frame import Frame
from handlers.clock.opening import open_conference
from handlers.files import is_stored, shown
from handlers.messages import Choice, File, Reply
from handlers.turn import Turn
from handlers.voice import Voice
from storage import conclusions, deadlines
from storage.tables import Attachment, Conclusion, Conference, Deadline

# While these last, matters may be chosen on; before, the conference has not been held.
HELD = (
    ConferenceState.IN_SESSION,
    ConferenceState.CONCLUDED,
    ConferenceState.REPLIES_DUE,
)


def conference_of(turn: Turn) -> Conference:
    """The conference that the open conversation is about."""
    return turn.work.session.get_one(Conference, turn.data["conference"])


def conclusion_of(turn: Turn) -> Conclusion:
    """The notice that the open conversation is about."""
    return turn.work.session.get_one(Conclusion, turn.data["conclusion"])


def in_hand(turn: Turn, conference: Conference) -> Conclusion:
    """The notice that is being prepared for a conference."""
    acting = turn.acting_as(Action.CONCLUDE)
    assert acting.id is not None
    return conclusions.in_hand(turn.work, conference, acting.id, turn.now)


def frame_of(voice: Voice, conference: Conference) -> Frame:
    """By what the conference's dates are counted; they are made where they are not there yet."""
    return open_conference(voice.work, voice.house, conference, voice.now)


def limit_of(voice: Voice, conference: Conference, key: str) -> Deadline | None:
    """One time limit of the conference itself; None where the regulation sets none."""
    frame_of(voice, conference)
    own = deadlines.of_conference(voice.work, conference)
    return next((one for one in own if one.key == key), None)


def button(voice: Voice, label: str, conference: Conference, *words: object) -> Choice:
    """A button that goes on with this conference."""
    rest = " ".join(str(word) for word in words)
    return voice.command(label, f"/ketluan {conference.code} {rest}".rstrip())


def ways_back(voice: Voice, conference: Conference) -> list[Choice]:
    """To the conclusion, and to the list of work."""
    back = voice.command(
        "conclusion-back", f"/ketluan {conference.code}", conference=conference.code
    )
    return [back, voice.command("menu-work", "/viec")]


def told(
    voice: Voice,
    conference: Conference,
    key: str,
    *,
    more: Sequence[Choice] = (),
    **values: Any,
) -> Reply:
    """A short answer with the ways back."""
    return voice.reply(key, choices=[*more, *ways_back(voice, conference)], **values)


def paper(voice: Voice, conclusion: Conclusion) -> list[File]:
    """The notice's own file, where there is one."""
    if conclusion.attachment_id is None:
        return []
    file = voice.work.session.get_one(Attachment, conclusion.attachment_id)
    return [shown(file)] if is_stored(file) else []


def quoted(voice: Voice, words: str) -> str:
    """Words of the notice on a line of their own; nothing where there are none."""
    return "\n" + voice.say("event-note", note=words) if words else ""
