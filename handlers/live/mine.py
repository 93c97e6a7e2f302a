"""What somebody has sent to a session: each question with its state, its place and its answer."""

from dialogue.session_question import WAITING, QuestionEvent, QuestionState, after, may
from handlers.joining import join_ways
from handlers.live.telling import note
from handlers.live.words import excerpt, outcome, state_words
from handlers.messages import Choice, Reply
from handlers.reading import whole_number
from handlers.turn import Turn
from storage import live
from storage.errors import Outdated
from storage.tables import Conference, SessionQuestion

MINE, TAKE_BACK = "cuatoi", "rut"
SHOWN = 10


def show(turn: Turn, conference: Conference) -> Reply:
    """All of one's own, the newest first, with what can be done."""
    own = live.of_person(turn.work, conference, turn.person.id)[:SHOWN]
    is_open = live.is_open(live.session_of(turn.work, conference))
    if not own:
        return turn.reply("question-none", choices=_ways(turn, conference, is_open=is_open))
    queue = live.queue(turn.work, conference)
    return turn.reply(
        "question-mine-list",
        choices=[
            *(_take_back(turn, conference, one) for one in own if may(one.state, "withdraw")),
            *_ways(turn, conference, is_open=is_open),
        ],
        conference=conference.title,
        list="\n\n".join(_told(turn, one, queue) for one in own),
    )


def take_back(turn: Turn, conference: Conference, typed: str, seen: str) -> list[Reply]:
    """Its author wants no answer any more; what has been called or decided stays."""
    # Neither a moderator nor the closing decides on it meanwhile.
    live.session_of(turn.work, conference, lock=True)
    question = live.question(turn.work, conference, whole_number(typed) or 0)
    if question is None or question.person_id != turn.person.id:
        return [turn.reply("question-not-yours"), show(turn, conference)]
    version = whole_number(seen) or question.version
    try:
        if not may(question.state, QuestionEvent.WITHDRAW):
            raise Outdated
        live.change(
            turn.work,
            question,
            version,
            turn.now,
            state=after(question.state, QuestionEvent.WITHDRAW),
        )
    except Outdated:
        return [turn.reply("question-too-late"), show(turn, conference)]
    note(turn, question, "withdraw", person_id=turn.person.id)
    return [turn.reply("question-withdrawn", number=question.number), show(turn, conference)]


def waiting_of(turn: Turn, conference: Conference) -> list[SessionQuestion]:
    """One's own of which something is still to come."""
    every = live.of_person(turn.work, conference, turn.person.id)
    return [one for one in every if one.state in WAITING]


def _told(turn: Turn, question: SessionQuestion, queue: list[int]) -> str:
    state = state_words(turn, question)
    if question.state == QuestionState.QUEUED:
        place = queue.index(question.number) + 1
        state = turn.say("question-place", place=place, total=len(queue))
    became = outcome(turn, question)
    return turn.say(
        "question-mine-line",
        number=question.number,
        text=excerpt(question.text),
        state=state,
        outcome=f"\n{became}" if became else "",
    )


def _take_back(turn: Turn, conference: Conference, question: SessionQuestion) -> Choice:
    command = f"/hoi {conference.code} {TAKE_BACK} {question.number} {question.version}"
    return turn.command("question-take-back", command, number=question.number)


def _ways(turn: Turn, conference: Conference, *, is_open: bool) -> list[Choice]:
    another = "live-ask" if is_open else "menu-register"
    return [
        turn.command(another, f"/hoi {conference.code}" if is_open else "/gui"),
        *join_ways(turn, conference, turn.person.id),
        turn.command("menu-home", "/start"),
    ]
