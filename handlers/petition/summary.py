"""A petition in a few lines, as its author checks it before sending."""

from handlers.petition.law import stated
from handlers.turn import Turn
from storage import groups, petitions
from storage.tables import Attachment, Conference, Field, Petition, PetitionPart, Village

LONGEST_EXCERPT = 600


def summary(turn: Turn, petition: Petition) -> list[tuple[str, str]]:
    """Every answer with its name."""
    phone = petition.phone or turn.say("summary-no-phone")
    return [
        turn.fact("summary-conference", conference_title(turn, petition)),
        *_group(turn, petition),
        *_want(turn, petition),
        turn.fact("summary-name", petition.name),
        turn.fact("summary-village", village_name(turn, petition)),
        turn.fact("summary-position", petition.position),
        turn.fact("summary-behalf", behalf_words(turn, petition)),
        turn.fact("summary-phone", phone),
        turn.fact("summary-field", field_name(turn, petition)),
    ]


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


def _group(turn: Turn, petition: Petition) -> list[tuple[str, str]]:
    """The matter that others have raised, too."""
    group = groups.open_to_voices(turn.work, petition.group_id, petition.conference_id)
    return [turn.fact("summary-group", group.title)] if group else []


def _want(turn: Turn, petition: Petition) -> list[tuple[str, str]]:
    """How the person takes part; the general box has no seats."""
    if petition.conference_id is None:
        return []
    refused = petition.seat == "refused"
    key = "summary-want-refused" if refused else f"summary-want-{petition.want}"
    return [turn.fact("summary-want", turn.say(key, clause=_clause(turn, petition)))]


def _clause(turn: Turn, petition: Petition) -> str:
    return stated(turn, petition, petition.seat_rule, petition.seat_clause)
