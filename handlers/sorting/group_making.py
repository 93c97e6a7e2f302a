"""A new group: which of the suggested opinions belong to it, and what it is called."""

from collections.abc import Sequence

from statemachine import State

from dialogue.roles import Action
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Choice, Reply
from handlers.paged_choices import shown_page, turned
from handlers.petition.record import record
from handlers.petition.summary import excerpt
from handlers.reading import line, not_offered, said
from handlers.refused import not_allowed, to_work
from handlers.turn import Answer, Turn
from storage import audit, groups, petitions
from storage.errors import Outdated
from storage.tables import Conference, OpinionGroup, Petition

LONGEST_TITLE = 120
SHORT = 200
SHOWN = 8


def _conference(turn: Turn) -> Conference:
    return turn.work.session.get_one(Conference, turn.data["conference"])


def _chosen(turn: Turn) -> Sequence[Petition]:
    return [turn.work.session.get_one(Petition, number) for number in turn.data["chosen"]]


def ask_members(turn: Turn) -> Reply:
    """The words of each, so that an officer can judge; a press leaves one out."""
    chosen = _chosen(turn)
    leave = [
        Choice(label=turn.say("group-out", code=one.code), value=str(one.id)) for one in chosen
    ]
    first = turn.data.get("page", 0) * SHOWN
    return turn.reply(
        "group-ask-members",
        "cancel",
        choices=[
            Choice(label=turn.say("group-confirm", count=len(chosen)), value="confirm"),
            *shown_page(turn, leave),
        ],
        list="\n\n".join(_line(turn, one) for one in chosen[first : first + SHOWN]),
    )


def _line(turn: Turn, opinion: Petition) -> str:
    return turn.say("group-line", code=opinion.code, words=excerpt(turn, opinion, SHORT))


def read_members(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value in ("confirm", "cancel"):
        return said(answer.value)
    if (page := turned(turn, answer)) is not None:
        return page
    if answer.value in {str(number) for number in turn.data["chosen"]}:
        return said("leave_out", opinion=int(answer.value))
    return not_offered(turn, answer)


class Grouping(Conversation):
    """An officer confirms what was suggested, and names it."""

    staff = True

    opening = State(initial=True)
    choosing_members = State()
    naming = State()
    grouped = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(choosing_members, cond="has_members") | opening.to(naming)
    turn_page = choosing_members.to(choosing_members, internal=True)
    leave_out = choosing_members.to(choosing_members, internal=True)
    confirm = choosing_members.to(naming)
    give_title = naming.to(grouped)
    cancel = choosing_members.to(cancelled)

    questions = {
        "choosing_members": Question(ask=ask_members, read=read_members),
        "naming": Question(
            ask=lambda turn: turn.reply("group-ask-title"),
            read=line("give_title", "title", longest=LONGEST_TITLE, needed="group-title-needed"),
        ),
    }

    def has_members(self, turn: Turn) -> bool:
        return bool(turn.data["chosen"])

    def on_turn_page(self, turn: Turn, page: int) -> None:
        turn.data["page"] = page

    def on_leave_out(self, turn: Turn, opinion: int) -> None:
        turn.data["chosen"] = [number for number in turn.data["chosen"] if number != opinion]
        turn.data["page"] = 0

    def on_give_title(self, turn: Turn, title: str) -> None:
        turn.said.append(_grouped(turn, title))

    def on_cancel(self, turn: Turn) -> None:
        back = turn.command("group-back", f"/gom {_conference(turn).code}")
        turn.said.append(turn.reply("refusal-cancelled", choices=[back]))


def _grouped(turn: Turn, title: str) -> Reply:
    """Opinions that somebody else grouped meanwhile stay where they are, and it is said."""
    if not turn.may(Action.GROUP):  # a role may have gone meanwhile
        return not_allowed(turn)
    conference, acting = _conference(turn), turn.acting_as(Action.GROUP)
    made = groups.make(turn.work, conference, title, turn.now, acting.id)
    note_group(turn, made, "group_made", acting.id)
    taken = [one for one in _chosen(turn) if taken_in(turn, made, one)]
    base = f"/gom {conference.code}"
    return turn.reply(
        "group-done",
        choices=[
            turn.command("group-publish", f"{base} congbo {made.id}"),
            turn.command("group-add", f"{base} them {made.id}"),
            turn.command("group-back", base),
            to_work(turn),
        ],
        title=title,
        count=len(taken),
    )


def taken_in(turn: Turn, group: OpinionGroup, petition: Petition) -> bool:
    """Put an opinion that is in no group into this one; False where it is in one already."""
    turn.work.session.refresh(petition)
    if petition.group_id is not None or petition.state in groups.LEFT_OUT:
        return False
    try:
        petitions.change(turn.work, petition, petition.version, turn.now, group_id=group.id)
    except Outdated:
        return False
    record(turn, petition, "grouped", acting=turn.acting_as(Action.GROUP), note=group.title)
    return True


def note_group(turn: Turn, group: OpinionGroup, action: str, staff_id: int | None) -> None:
    """Who did what to a group, for the record."""
    assert group.id is not None
    audit.record(
        turn.work,
        commune_id=turn.commune_id,
        at=turn.now,
        action=action,
        subject="opinion_group",
        subject_id=group.id,
        person_id=turn.person.id,
        staff_id=staff_id,
    )
