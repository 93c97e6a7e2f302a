"""A matter that was not registered and is raised in the session: recorded, with code and secret.

Who raised it is told both on paper. Where the regulation asks whether it is within the announced
content and scope (tinh-1573-qd 8.3), the officer answers; what is outside stays on record too.
"""

from collections.abc import Sequence

from statemachine import State

from dialogue.eligibility import session_grounds
from dialogue.petition import PetitionEvent, after
from dialogue.roles import Action
from dialogue.rules import Rule
from handlers import converse
from handlers.conclusion.session import button, conference_of, told, ways_back
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Choice, Reply
from handlers.petition import on_paper
from handlers.petition.conference import regulation_of
from handlers.petition.content import append, objection
from handlers.petition.law import cited
from handlers.petition.record import record
from handlers.reading import line, not_offered, said
from handlers.refused import not_allowed
from handlers.turn import Answer, Turn
from storage import communes, petitions
from storage.tables import Conference, Petition
from storage.tables.petition import Origin

LONGEST_NAME = 100


def begin(turn: Turn, conference: Conference) -> list[Reply]:
    """Who, from where, and what; of what was begun here and left, nothing is kept."""
    left = on_paper.begun(turn, Origin.SESSION)
    if left is not None:
        on_paper.discard(turn, left)
    return converse.begin(turn, Raised, conference=conference.id)


def draft_of(turn: Turn) -> Petition:
    """What has been entered so far."""
    return turn.work.session.get_one(Petition, turn.data["petition"])


def ask_name(turn: Turn) -> Reply:
    return turn.reply("raised-ask-name", "cancel")


_read_name = line("give_name", "name", longest=LONGEST_NAME, needed="intake-name-needed")


def read_name(turn: Turn, answer: Answer) -> Said | Misread:
    return said("cancel") if answer.value == "cancel" else _read_name(turn, answer)


def ask_village(turn: Turn) -> Reply:
    known = communes.villages(turn.work, turn.commune_id)
    offered = [Choice(label=village.name, value=f"v{village.id}") for village in known]
    return turn.reply("raised-ask-village", "elsewhere", choices=offered)


def read_village(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "elsewhere":
        return said("choose_village", village=None)
    known = {f"v{one.id}": one.id for one in communes.villages(turn.work, turn.commune_id)}
    if answer.value not in known:
        return not_offered(turn, answer)
    return said("choose_village", village=known[answer.value])


def read_content(turn: Turn, answer: Answer) -> Said | Misread:
    misread = objection(turn, answer, kept=0)
    return misread or said("give_content", answer=answer)


def scope(turn: Turn) -> Sequence[Rule]:
    """The rules for what is raised in the session; of most regulations, none."""
    regulation = regulation_of(turn, draft_of(turn))
    return session_grounds(regulation) if regulation else ()


def ask_scope(turn: Turn) -> Reply:
    rule = scope(turn)[0]
    clause = cited(turn, rule.clause, rule.regulation)
    return turn.reply("raised-ask-scope", "inside", "outside", wording=rule.wording, clause=clause)


def read_scope(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value in ("inside", "outside"):
        return said("judge", inside=answer.value == "inside")
    return not_offered(turn, answer)


class Raised(Conversation):
    """The draft holds the words; it belongs to a person of its own, whom no chat reaches yet."""

    staff = True

    opening = State(initial=True)
    asking_name = State()
    asking_village = State()
    writing = State()
    judging_scope = State()
    entered = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(asking_name)
    give_name = asking_name.to(asking_village)
    choose_village = asking_village.to(writing)
    give_content = writing.to(judging_scope, cond="has_scope") | writing.to(entered, on="enter")
    judge = judging_scope.to(entered)
    cancel = asking_name.to(cancelled)

    questions = {
        "asking_name": Question(ask=ask_name, read=read_name),
        "asking_village": Question(ask=ask_village, read=read_village),
        "writing": Question(ask=lambda turn: turn.reply("raised-write"), read=read_content),
        "judging_scope": Question(ask=ask_scope, read=read_scope),
    }

    def has_scope(self, turn: Turn) -> bool:
        return bool(scope(turn))

    def on_give_name(self, turn: Turn, name: str) -> None:
        if "petition" in turn.data:
            draft_of(turn).name = name
        else:
            turn.data["petition"] = _draft(turn, name).id

    def on_choose_village(self, turn: Turn, village: int | None) -> None:
        draft_of(turn).village_id = village

    def on_give_content(self, turn: Turn, answer: Answer) -> None:
        petitions.drop_parts(turn.work, draft_of(turn), turn.now)
        append(turn, draft_of(turn), answer)

    def enter(self, turn: Turn) -> None:
        turn.said.append(_enter(turn, inside=True))

    def on_judge(self, turn: Turn, inside: bool) -> None:
        turn.said.append(_enter(turn, inside=inside))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(told(turn, conference_of(turn), "conclusion-unchanged"))


def _draft(turn: Turn, name: str) -> Petition:
    conference = conference_of(turn)
    return on_paper.begin(
        turn, turn.address, Origin.SESSION, conference_id=conference.id, name=name
    )


def _enter(turn: Turn, *, inside: bool) -> Reply:
    """It is sent, and taken; what is outside the scope is declined by the clause, on record."""
    if not turn.may(Action.ENTER_PETITION):
        return not_allowed(turn)
    petition = draft_of(turn)
    acting = turn.acting_as(Action.ENTER_PETITION)
    secret = on_paper.submit(turn, petition)
    record(turn, petition, "submitted", acting=acting)
    if inside:
        petition.state = after(petition.state, PetitionEvent.ACCEPT)
        record(turn, petition, "accepted", acting=acting)
    else:
        rule = scope(turn)[0]
        petition.state = after(petition.state, PetitionEvent.DECLINE)
        record(turn, petition, "declined", acting=acting, rule=rule.key, clause=rule.clause)
    return _slip(turn, petition, secret, inside=inside)


def _slip(turn: Turn, petition: Petition, secret: str, *, inside: bool) -> Reply:
    """What is written on a slip of paper for who raised it."""
    conference = conference_of(turn)
    ways = [button(turn, "conclusion-raise-another", conference, "neu")]
    if inside:
        command = f"/ketluan {conference.code} muc {petition.code}"
        ways.insert(0, turn.command("work-open", command, code=petition.code))
    return turn.reply(
        "raised-entered" if inside else "raised-outside",
        choices=[*ways, *ways_back(turn, conference)],
        facts=on_paper.slip(turn, petition, secret),
        sensitive=True,
        name=petition.name,
    )
