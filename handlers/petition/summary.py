"""A petition in a few lines, as its author checks it before sending."""

from handlers.petition.law import stated
from handlers.voice import Voice
from storage import groups, petitions
from storage.known import known
from storage.tables import Attachment, Conference, Field, Petition, PetitionPart, Village

LONGEST_EXCERPT = 600


def summary(voice: Voice, petition: Petition) -> list[tuple[str, str]]:
    """Every answer with its name."""
    phone = petition.phone or voice.say("summary-no-phone")
    return [
        voice.fact("summary-conference", conference_title(voice, petition)),
        *_group(voice, petition),
        *_want(voice, petition),
        voice.fact("summary-name", petition.name),
        voice.fact("summary-village", village_name(voice, petition)),
        voice.fact("summary-position", petition.position),
        voice.fact("summary-behalf", behalf_words(voice, petition)),
        voice.fact("summary-phone", phone),
        voice.fact("summary-field", field_name(voice, petition)),
    ]


def conference_title(voice: Voice, petition: Petition) -> str:
    """The conference with its day, or the general box."""
    if petition.conference_id is None:
        return voice.say("summary-box")
    conference = known(voice.work, Conference, petition.commune_id, petition.conference_id)
    return f"{conference.title} ({voice.time(conference.starts_at)})"


def village_name(voice: Voice, petition: Petition) -> str:
    """The village, or that the person lives elsewhere."""
    if petition.village_id is None:
        return voice.say("intake-ask-village.elsewhere")
    return known(voice.work, Village, petition.commune_id, petition.village_id).name


def field_name(voice: Voice, petition: Petition) -> str:
    """The field, or that the office will choose it."""
    if petition.field_id is None:
        return voice.say("intake-ask-field.unsure")
    return known(voice.work, Field, petition.commune_id, petition.field_id).name


def behalf_words(voice: Voice, petition: Petition) -> str:
    """For whom the person speaks."""
    return voice.say(
        f"summary-behalf-{petition.behalf}", name=petition.behalf_name, size=petition.group_size
    )


def excerpt(voice: Voice, petition: Petition, longest: int = LONGEST_EXCERPT) -> str:
    """The texts in order, then how many files of which state."""
    parts = petitions.parts(voice.work, petition)
    text = "\n".join(part.text for part, _ in parts if part.text)
    shown = text if len(text) <= longest else f"{text[:longest].rstrip()}…"
    files = files_line(voice, parts)
    return "\n".join(line for line in (shown, files) if line)


def files_line(voice: Voice, parts: list[tuple[PetitionPart, Attachment | None]]) -> str:
    """How many files there are, and how many of them could not be kept."""
    files = [file for _, file in parts if file is not None]
    if not files:
        return ""
    states = [voice.say(f"file-state-{state}", count=count) for state, count in _counts(files)]
    return voice.say("summary-files", states=", ".join(states))


def _counts(files: list[Attachment]) -> list[tuple[str, int]]:
    states = [file.state for file in files]
    return [
        (state, states.count(state)) for state in ("stored", "waiting", "failed") if state in states
    ]


def _group(voice: Voice, petition: Petition) -> list[tuple[str, str]]:
    """The matter that others have raised, too."""
    group = groups.open_to_voices(voice.work, petition.group_id, petition.conference_id)
    return [voice.fact("summary-group", group.title)] if group else []


def _want(voice: Voice, petition: Petition) -> list[tuple[str, str]]:
    """How the person takes part; the general box has no seats."""
    if petition.conference_id is None:
        return []
    refused = petition.seat == "refused"
    key = "summary-want-refused" if refused else f"summary-want-{petition.want}"
    return [voice.fact("summary-want", voice.say(key, clause=_clause(voice, petition)))]


def _clause(voice: Voice, petition: Petition) -> str:
    return stated(voice, petition, petition.seat_rule, petition.seat_clause)
