"""/phien: the online conferences, and every step with the session of one of them."""

from collections.abc import Callable, Mapping, Sequence

from dialogue.names import Form
from dialogue.roles import Action
from dialogue.session_question import QuestionEvent
from handlers.live import answering, lists, moderating, opening, overview, refusing, transcript
from handlers.messages import Reply
from handlers.reading import whole_number
from handlers.refused import not_allowed
from handlers.turn import Turn
from storage import conferences, live
from storage.tables import Conference, SessionQuestion

Words = Sequence[str]
Verb = Callable[[Turn, Conference, Words], list[Reply]]
Do = Callable[[Turn, Conference, SessionQuestion], list[Reply]]


def run(turn: Turn, argument: str) -> list[Reply]:
    """/phien [CODE [verb …]]: choose a conference, see its session, or do what the verb says."""
    if not turn.may(Action.RUN_SESSION):
        return [not_allowed(turn)]
    said = argument.split()
    code, verb, words = [*said, ""][0], [*said, "", ""][1], [*said[2:], "", ""]
    if not code:
        return [overview.choose(turn)]
    conference = conferences.by_code(turn.work, turn.commune_id, code.upper())
    if conference is None:
        return [turn.reply("live-unknown"), overview.choose(turn, unknown=code)]
    if conference.form != Form.TRUC_TUYEN:
        see = turn.command(
            "conclusion-open-conference", f"/hoinghi {conference.code}", conference=conference.code
        )
        ways = [see, turn.command("menu-work", "/viec")]
        return [turn.reply("live-not-online", choices=ways, conference=conference.title)]
    act = VERBS.get(verb)
    return act(turn, conference, words) if act else [overview.show(turn, conference)]


def _on_question(event: QuestionEvent, do: Do) -> Verb:
    """Something about one question, as it was seen: NUMBER VERSION behind the verb."""

    def act(turn: Turn, conference: Conference, words: Words) -> list[Reply]:
        question = live.question(turn.work, conference, whole_number(words[0]) or 0)
        # Typed without a version it is meant as the question stands now.
        seen = _seen(question, words[1])
        stopped = moderating.refuse(turn, conference, question, event, seen)
        if stopped or question is None:
            return stopped
        return do(turn, conference, question)

    return act


def _seen(question: SessionQuestion | None, typed: str) -> int | None:
    if typed or question is None:
        return whole_number(typed)
    return question.version


def _noting(event: QuestionEvent) -> Verb:
    return _on_question(
        event, lambda turn, one, question: answering.begin(turn, one, question, event)
    )


VERBS: Mapping[str, Verb] = {
    "mo": opening.open_up,
    "dong": opening.ask_to_close,
    "dongchac": opening.close,
    "chuyen": opening.carry_on,
    "cho": lambda turn, one, words: [lists.held(turn, one, words[0])],
    "hang": lambda turn, one, words: [lists.queue(turn, one, words[0])],
    "bienban": lambda turn, one, words: [lists.transcript(turn, one, words[0])],
    "tep": lambda turn, one, words: transcript.order(turn, one),
    "cau": lambda turn, one, words: moderating.show_one(turn, one, words[0]),
    "tiep": moderating.call_next,
    "qua": _on_question(QuestionEvent.LET_THROUGH, moderating.let_through),
    "tuchoi": _on_question(QuestionEvent.REFUSE, refusing.begin),
    "xetlai": _on_question(QuestionEvent.RECONSIDER, moderating.reconsider),
    "trave": _on_question(QuestionEvent.PUT_BACK, moderating.put_back),
    "vanban": _on_question(QuestionEvent.DEFER, moderating.defer),
    "traloi": _noting(QuestionEvent.ANSWER),
    "sualoi": _noting(QuestionEvent.AMEND),
}
