"""/phien CODE: where the session stands, what is being answered, what waits, what is next."""

from collections.abc import Iterator, Mapping

from dialogue.conference_life import ConferenceState
from dialogue.session_question import WAITING, QuestionState
from handlers.live.words import to_session, village_of
from handlers.messages import Choice, Reply
from handlers.turn import Turn
from locales.dates import local_date
from storage import live
from storage.tables import Conference, LiveSession, SessionQuestion

SHOWN = 8
COUNTED = (
    *(QuestionState.HELD, QuestionState.QUEUED, QuestionState.ANSWERED),
    *(QuestionState.WRITTEN, QuestionState.REFUSED),
)


def choose(turn: Turn, unknown: str = "") -> Reply:
    """The only one at once; of several one button each; none: how there comes to be one."""
    found = live.online(turn.work, turn.commune_id)[:SHOWN]
    if len(found) == 1 and not unknown:
        return show(turn, found[0])
    choices = [
        turn.command("live-choose.one", f"/phien {one.code}", title=one.title) for one in found
    ]
    key = "live-choose" if found else "live-none"
    ways = [turn.command("conference-all", "/hoinghi"), turn.command("menu-work", "/viec")]
    return turn.reply(key, choices=[*choices, *ways])


def show(turn: Turn, conference: Conference) -> Reply:
    """Facts, the question that is being answered, a button for each step that is open."""
    session = live.session_of(turn.work, conference)
    counted = live.counts(turn.work, conference)
    called = live.called(turn.work, conference)
    return turn.reply(
        "live",
        facts=[
            turn.fact("fact-state", _state(turn, conference, session)),
            turn.fact("join-link", conference.join_link or turn.say("join-none")),
            *(
                turn.fact(f"live-count-{state}", str(counted[state]))
                for state in COUNTED
                if counted.get(state)
            ),
        ],
        choices=[*_steps(turn, conference, session, counted, called), *_ways(turn, conference)],
        conference=conference.title,
        now=_now(turn, conference, session, called),
    )


def obstacle(turn: Turn, conference: Conference) -> str:
    """Why it cannot be opened now, as a key; empty where it can.

    Only on the day of which people know, when the conference has begun: else nobody who was told
    of it would be there. What has no day is given one first.
    """
    if conference.announced_at is None:
        return "live-not-announced"
    if conference.state != ConferenceState.IN_SESSION:
        return "live-not-begun"
    if local_date(turn.now) != local_date(conference.starts_at):
        return "live-other-day"
    return ""


def obstacle_words(turn: Turn, conference: Conference) -> str:
    """The same in words, with what can be done."""
    key = obstacle(turn, conference)
    time = turn.time(conference.starts_at)
    state = turn.say(f"conference-state-{conference.state}")
    return turn.say(key, time=time, state=state) if key else ""


def _state(turn: Turn, conference: Conference, session: LiveSession | None) -> str:
    if session is None:
        return turn.say("live-state-none", state=turn.say(f"conference-state-{conference.state}"))
    if session.closed_at is not None:
        return turn.say("live-state-closed", time=turn.time(session.closed_at))
    return turn.say("live-state-open", time=turn.time(session.opened_at))


def _now(
    turn: Turn,
    conference: Conference,
    session: LiveSession | None,
    called: SessionQuestion | None,
) -> str:
    if called is not None:
        return turn.say(
            "live-called",
            number=called.number,
            name=called.name,
            village=village_of(turn, called),
            text=called.text,
        )
    if live.is_open(session):
        return turn.say("live-nothing-called")
    return obstacle_words(turn, conference) or turn.say("live-may-open")


def _steps(
    turn: Turn,
    conference: Conference,
    session: LiveSession | None,
    counted: Mapping[str, int],
    called: SessionQuestion | None,
) -> Iterator[Choice]:
    command = f"/phien {conference.code}"
    if live.is_open(session):
        yield from _steps_of_open(turn, conference, counted, called)
    elif not obstacle(turn, conference):
        yield turn.command("live-open", f"{command} mo {session.version if session else 0}")
    if not live.is_open(session) and any(counted.get(state) for state in WAITING):
        yield turn.command("live-carry", f"{command} chuyen")
    if counted:
        yield turn.command("live-transcript", f"{command} bienban")
    if live.is_open(session):
        yield turn.command("live-close", f"{command} dong")


def _steps_of_open(
    turn: Turn,
    conference: Conference,
    counted: Mapping[str, int],
    called: SessionQuestion | None,
) -> Iterator[Choice]:
    command = f"/phien {conference.code}"
    held, queued = counted.get(QuestionState.HELD, 0), counted.get(QuestionState.QUEUED, 0)
    if called is not None:
        yield from of_called(turn, conference, called)
    elif queued:
        yield turn.command("live-next", f"{command} tiep")
    if held:
        yield turn.command("live-held", f"{command} cho", count=held)
    if queued:
        yield turn.command("live-queue", f"{command} hang", count=queued)


def of_called(turn: Turn, conference: Conference, called: SessionQuestion) -> Iterator[Choice]:
    """What may be done with the question that is being answered."""
    named = f"{called.number} {called.version}"
    for verb in ("traloi", "vanban", "trave"):
        yield turn.command(f"question-do-{verb}", f"/phien {conference.code} {verb} {named}")


def _ways(turn: Turn, conference: Conference) -> list[Choice]:
    return [
        turn.command("join-set", f"/hoinghi {conference.code} duongdan"),
        turn.command(
            "conclusion-open-conference", f"/hoinghi {conference.code}", conference=conference.code
        ),
        turn.command("menu-work", "/viec"),
    ]


def back(turn: Turn, conference: Conference) -> list[Choice]:
    """To the session, and to the list of work."""
    return [to_session(turn, conference), turn.command("menu-work", "/viec")]
