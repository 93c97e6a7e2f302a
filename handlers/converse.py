"""Leads a conversation: begin it, hand it an answer, go back, ask the open question again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handlers.conversation import Conversation, Misread, advance, initial_state, is_over
from handlers.held import drop_held_answers, hold, kept_held, taking_held_answers
from handlers.messages import Choice, Reply
from handlers.turn import Answer, Turn

TRAIL = "trail"
LEFT = "left"
CARRY_ON = "carry_on"


def begin(turn: Turn, machine: type[Conversation], **data: Any) -> list[Reply]:
    """Open a conversation with what it has to know; the first question that is needed."""
    turn.data = {**kept_held(turn), **data, TRAIL: []}
    start = initial_state(machine)
    return _enter(turn, machine, start, advance(machine, start, "begin", turn=turn))


def hear(turn: Turn, machine: type[Conversation], state: str, answer: Answer) -> list[Reply]:
    """Read an answer to the question `state`; the next question, or the same with a hint."""
    if machine.still_asked(turn, state) != state:
        return ask_again(turn, machine, state, Misread(key="talk-question-gone"))
    if state == machine.resuming and answer.value == CARRY_ON:
        return _carry_on(turn, machine)
    understood = machine.questions[state].read(turn, answer)
    if isinstance(understood, Misread):
        return ask_again(turn, machine, state, understood)
    if state == machine.resuming:
        _forget_left(turn)
    after = advance(machine, state, understood.event, turn=turn, **understood.values)
    return _enter(turn, machine, state, after)


def jump(turn: Turn, machine: type[Conversation], state: str) -> list[Reply]:
    """Ask the question `state` without an answer that leads there (going on, going back)."""
    state = _as_it_stands(turn, machine, state)
    _remember(turn, machine, state)
    return [_ask(turn, machine, state)]


def back(turn: Turn, machine: type[Conversation], state: str) -> list[Reply]:
    """Return to the question before; at the first one, say so."""
    trail = [passed for passed in turn.data.get(TRAIL, []) if passed in machine.questions]
    if not trail or state == machine.resuming:
        return ask_again(turn, machine, state, Misread(key="talk-nothing-before"))
    turn.data[TRAIL] = trail[:-1]
    machine.step_back(turn, trail[-1])
    return jump(turn, machine, trail[-1])


def pause(
    turn: Turn, machine: type[Conversation], state: str, answer: Answer | None
) -> list[Reply]:
    """Ask who comes back after long whether to go on; what they said is held until they say."""
    if answer is not None:
        hold(turn, answer, content=state in machine.collecting and not answer.value)
    turn.data[LEFT] = state
    return jump(turn, machine, machine.resuming)


def ask_again(
    turn: Turn, machine: type[Conversation], state: str, hint: Misread | None = None
) -> list[Reply]:
    """The open question once more, after something else was said in between."""
    now = _as_it_stands(turn, machine, state)
    if now != state:
        _remember(turn, machine, now)
    question = _ask(turn, machine, now)
    return [question if hint is None else _with_hint(turn, hint, question)]


def close(turn: Turn) -> None:
    """Leave whatever conversation is open; content that is held waits for the next one."""
    turn.conversation.state = ""
    drop_held_answers(turn)
    turn.data = kept_held(turn)


def _carry_on(turn: Turn, machine: type[Conversation]) -> list[Reply]:
    """Ask the question that was open; what was said meanwhile is taken as its answer."""
    left = turn.data.pop(LEFT, "")
    state = machine.carry_on(turn, left)
    with taking_held_answers(turn) as held:
        _remember(turn, machine, state)
        if held and state == left:
            return hear(turn, machine, state, held[-1])
        return jump(turn, machine, state)


def _forget_left(turn: Turn) -> None:
    """Whoever begins anew does not come back to what was open, nor to its answers."""
    drop_held_answers(turn)
    turn.data.pop(LEFT, None)
    turn.data[TRAIL] = []


def _enter(turn: Turn, machine: type[Conversation], before: str, after: str) -> list[Reply]:
    said = _take_said(turn)
    if is_over(machine, after):
        close(turn)
        return said
    turn.data[TRAIL] = _trail(turn, machine, before, after)
    _remember(turn, machine, after)
    return [*said, _ask(turn, machine, after)]


def _trail(turn: Turn, machine: type[Conversation], before: str, after: str) -> list[str]:
    """The questions behind; one that is asked again ends the way that led away from it."""
    trail: list[str] = turn.data.get(TRAIL, [])
    if before not in (after, initial_state(machine), machine.resuming):
        trail = [*trail, before]
    # What is changed from the summary leads back to the summary, not to where it was asked first.
    since = trail.index(machine.summary) if machine.summary in trail else 0
    return trail[: trail.index(after, since)] if after in trail[since:] else trail


def _take_said(turn: Turn) -> list[Reply]:
    said, turn.said = turn.said, []
    return said


def _as_it_stands(turn: Turn, machine: type[Conversation], state: str) -> str:
    """The question that can still be asked; what lies behind one that is gone is passed anew."""
    now = machine.still_asked(turn, state)
    trail = turn.data.get(TRAIL, [])
    if now != state and now in trail:
        turn.data[TRAIL] = trail[: trail.index(now)]
    return now


def _remember(turn: Turn, machine: type[Conversation], state: str) -> None:
    turn.conversation.state = f"{machine.__name__}:{state}"
    machine.note_question(turn, state)


def _ask(turn: Turn, machine: type[Conversation], state: str) -> Reply:
    reply = machine.questions[state].ask(turn)
    turn.conversation.turn += 1
    way_back = _way_back(turn) if state != machine.resuming else []
    choices = [_bound(turn, choice) for choice in (*reply.choices, *way_back)]
    return replace(reply, choices=tuple(choices))


def _way_back(turn: Turn) -> Sequence[Choice]:
    return [Choice(label=turn.say("talk-back"), value="back")] if turn.data.get(TRAIL) else []


def _bound(turn: Turn, choice: Choice) -> Choice:
    """Tie a button to this asking of the question, so that an old one is known as old."""
    if choice.url or choice.value.startswith("/"):
        return choice
    return Choice(label=choice.label, value=f"{turn.conversation.turn}.{choice.value}")


def _with_hint(turn: Turn, hint: Misread, question: Reply) -> Reply:
    said = turn.say(hint.key, **hint.values)
    shown = f"{question.title}\n{question.lines}" if question.title else question.lines
    return replace(question, title="", facts=(), text=f"{said}\n\n{shown}")
