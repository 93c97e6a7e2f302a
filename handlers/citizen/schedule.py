"""The schedule: conferences to come, put off or called off, and a way to register for each that is
still open."""

from dialogue.conference_life import WITHOUT_DAY, ConferenceState
from dialogue.names import Form, Kind
from handlers.joining import join_ways, link_for
from handlers.messages import Choice, Reply
from handlers.turn import Turn
from storage import conferences, groups, live
from storage.tables import Conference

# So many of what several people have raised, of each conference.
SHOWN_VOICES = 5


def show(turn: Turn, argument: str = "") -> list[Reply]:
    """All conferences that people may ask about; with a code, one of them."""
    coming = conferences.told_of(turn.work, turn.commune_id, turn.now)
    named = [c for c in coming if c.code == argument.upper()]
    shown = named or list(coming)
    if not shown:
        return [turn.reply("schedule-empty", choices=_ways(turn))]
    listed = "\n\n".join(_lines(turn, conference) for conference in shown)
    choices = [
        *_online(turn, shown),
        *_register(turn, shown),
        *_join(turn, shown),
        *_ways(turn),
    ]
    return [turn.reply("schedule", choices=choices, list=listed)]


def _lines(turn: Turn, conference: Conference) -> str:
    if conference.state in WITHOUT_DAY:
        return turn.say(
            f"schedule-{conference.state}",
            title=conference.title,
            time=turn.time(conference.starts_at),
        )
    return turn.say(
        "schedule-item",
        title=conference.title,
        time=turn.time(conference.starts_at),
        place=conference.place,
        content=conference.content,
        number=_number(turn, conference) + _voices(turn, conference),
        online=_online_words(turn, conference),
        registration=turn.say(
            f"schedule-{_registration(turn, conference)}",
            time=turn.time(conference.registration_closes_at),
        ),
    )


def _number(turn: Turn, conference: Conference) -> str:
    """How many take part: of an extraordinary one it is announced (hai-phong-13-hd V.2*)."""
    if conference.kind != Kind.DOT_XUAT or conference.participants is None:
        return ""
    return "\n" + turn.say("schedule-number", number=conference.participants)


def _online_words(turn: Turn, conference: Conference) -> str:
    """Where an online one is joined, for who is given the link."""
    if conference.form != Form.TRUC_TUYEN:
        return ""
    link = link_for(turn, conference, turn.person.id)
    return "\n" + (f"{turn.say('join-link')}: {link}" if link else turn.say("schedule-online"))


def _voices(turn: Turn, conference: Conference) -> str:
    """What several people have raised already: the office's words for it, and how many they are."""
    shown = groups.voices(turn.work, conference, SHOWN_VOICES)
    lines = [turn.say("schedule-voice", title=one.title, count=count) for one, count in shown]
    return "".join(f"\n{line}" for line in [turn.say("schedule-voices"), *lines] if lines)


def _registration(turn: Turn, conference: Conference) -> str:
    if conference.state == ConferenceState.IN_SESSION:
        return "in_session"
    if conferences.takes_registrations(conference, turn.now):
        return "open"
    return "announced" if conference.state == ConferenceState.ANNOUNCED else "closed"


def _online(turn: Turn, shown: list[Conference]) -> list[Choice]:
    """A way in, and while it takes questions a way to send one."""
    taking = {one.id for one in live.taking_questions(turn.work, turn.commune_id)}
    ask = [
        turn.command("live-ask", f"/hoi {conference.code}")
        for conference in shown
        if conference.id in taking
    ]
    join = [way for one in shown for way in join_ways(turn, one, turn.person.id)]
    return [*ask, *join]


def _register(turn: Turn, shown: list[Conference]) -> list[Choice]:
    return [
        turn.command("schedule-register", f"/gui {conference.code}", title=conference.title)
        for conference in shown
        if conferences.takes_registrations(conference, turn.now)
    ]


def _join(turn: Turn, shown: list[Conference]) -> list[Choice]:
    """To add one's voice to a matter that others have raised."""
    return [
        turn.command("intake-join-group-choice", f"/gui {one.code} {group.id}", title=group.title)
        for one in shown
        if conferences.takes_registrations(one, turn.now)
        for group, _ in groups.voices(turn.work, one, SHOWN_VOICES)
    ]


def _ways(turn: Turn) -> list[Choice]:
    return [turn.command("menu-home", "/start")]
