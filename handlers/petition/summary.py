"""A petition in a few lines, as its author checks it before sending."""

from handlers.turn import Turn
from storage import petitions
from storage.tables import Attachment, Conference, Field, Petition, PetitionPart, Village

LONGEST_EXCERPT = 600


def summary(turn: Turn, petition: Petition) -> str:
    """Every answer with its name, then the content."""
    lines = [
        turn.say("summary-conference", value=conference_title(turn, petition)),
        _want(turn, petition),
        turn.say("summary-name", value=petition.name),
        turn.say("summary-village", value=village_name(turn, petition)),
        turn.say("summary-position", value=petition.position),
        turn.say("summary-behalf", value=behalf_words(turn, petition)),
        turn.say("summary-phone", value=petition.phone or turn.say("summary-no-phone")),
        turn.say("summary-field", value=field_name(turn, petition)),
        turn.say("summary-content", value=excerpt(turn, petition)),
    ]
    return "\n".join(line for line in lines if line)


def conference_title(turn: Turn, petition: Petition) -> str:
    """The conference with its day, or the general box."""
    if petition.conference_id is None:
        return turn.say("summary-box")
    conference = turn.work.session.get_one(Conference, petition.conference_id)
    return f"{conference.title} ({turn.time(conference.starts_at)})"


def village_name(turn: Turn, petition: Petition) -> str:
    """The village, or that the person lives elsewhere."""
    if petition.village_id is None:
        return turn.say("intake-ask-village.elsewhere")
    return turn.work.session.get_one(Village, petition.village_id).name


def field_name(turn: Turn, petition: Petition) -> str:
    """The field, or that the office will choose it."""
    if petition.field_id is None:
        return turn.say("intake-ask-field.unsure")
    return turn.work.session.get_one(Field, petition.field_id).name


def behalf_words(turn: Turn, petition: Petition) -> str:
    """For whom the person speaks."""
    return turn.say(
        f"summary-behalf-{petition.behalf}", name=petition.behalf_name, size=petition.group_size
    )


def excerpt(turn: Turn, petition: Petition, longest: int = LONGEST_EXCERPT) -> str:
    """The texts in order, then how many files of which state."""
    parts = petitions.parts(turn.work, petition)
    text = "\n".join(part.text for part, _ in parts if part.text)
    shown = text if len(text) <= longest else f"{text[:longest].rstrip()}…"
    files = files_line(turn, parts)
    return "\n".join(line for line in (shown, files) if line)


def files_line(turn: Turn, parts: list[tuple[PetitionPart, Attachment | None]]) -> str:
    """How many files there are, and how many of them could not be kept."""
    files = [file for _, file in parts if file is not None]
    if not files:
        return ""
    states = [turn.say(f"file-state-{state}", count=count) for state, count in _counts(files)]
    return turn.say("summary-files", states=", ".join(states))


def _counts(files: list[Attachment]) -> list[tuple[str, int]]:
    states = [file.state for file in files]
    return [
        (state, states.count(state)) for state in ("stored", "waiting", "failed") if state in states
    ]


def _want(turn: Turn, petition: Petition) -> str:
    if petition.conference_id is None:
        return ""
    refused = petition.seat == "refused"
    key = "summary-want-refused" if refused else f"summary-want-{petition.want}"
    return turn.say("summary-want", value=turn.say(key, clause=petition.seat_clause))
