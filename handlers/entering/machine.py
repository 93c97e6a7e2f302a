"""Which question follows which when an officer enters what came on paper; the chart alone."""

from datetime import date
from typing import Any

from statemachine import State

from handlers.conversation import Conversation
from handlers.entering import draft
from handlers.entering.questions import QUESTIONS
from handlers.entering.saving import discarded, save
from handlers.petition.content import append
from handlers.petition.sender import AboutSender
from handlers.turn import Turn
from storage import petitions


class Entering(AboutSender, Conversation):
    """A draft grows answer by answer; after a change in the summary, back to the summary."""

    opening = State(initial=True)
    asking_to_resume = State()
    choosing_way = State()
    choosing_conference = State()
    asking_name = State()
    asking_village = State()
    asking_position = State()
    asking_behalf = State()
    asking_behalf_name = State()
    asking_group_size = State()
    asking_phone = State()
    asking_field = State()
    writing = State()
    asking_day = State()
    reviewing = State()
    choosing_change = State()
    saved = State(final=True)
    given_up = State(final=True)

    begin = opening.to(asking_to_resume, cond="has_draft") | opening.to(choosing_way)
    start_over = asking_to_resume.to(choosing_way, on="drop")
    choose_way = (
        choosing_way.to(reviewing, cond="editing")
        | choosing_way.to(choosing_conference, cond="has_conferences")
        | choosing_way.to(asking_name)
    )
    choose_conference = choosing_conference.to(reviewing, cond="editing") | choosing_conference.to(
        asking_name
    )
    give_name = asking_name.to(reviewing, cond="editing") | asking_name.to(asking_village)
    choose_village = asking_village.to(reviewing, cond="editing") | asking_village.to(
        asking_position
    )
    give_position = asking_position.to(reviewing, cond="editing") | asking_position.to(
        asking_behalf
    )
    choose_behalf = (
        asking_behalf.to(asking_behalf_name, cond="for_other")
        | asking_behalf.to(asking_group_size, cond="for_group")
        | asking_behalf.to(reviewing, cond="editing")
        | asking_behalf.to(asking_phone)
    )
    give_behalf_name = asking_behalf_name.to(reviewing, cond="editing") | asking_behalf_name.to(
        asking_phone
    )
    give_group_size = asking_group_size.to(reviewing, cond="editing") | asking_group_size.to(
        asking_phone
    )
    give_phone = asking_phone.to(reviewing, cond="editing") | asking_phone.to(asking_field)
    choose_field = asking_field.to(reviewing, cond="editing") | asking_field.to(writing)
    add_part = writing.to(writing, internal=True)
    rewrite = writing.to(writing, internal=True)
    finish_writing = writing.to(reviewing, cond="editing") | writing.to(asking_day)
    give_day = asking_day.to(reviewing)
    change = reviewing.to(choosing_change, on="edit")
    keep_all = choosing_change.to(reviewing)
    change_way = choosing_change.to(choosing_way)
    change_conference = choosing_change.to(choosing_conference)
    change_name = choosing_change.to(asking_name)
    change_village = choosing_change.to(asking_village)
    change_position = choosing_change.to(asking_position)
    change_behalf = choosing_change.to(asking_behalf)
    change_phone = choosing_change.to(asking_phone)
    change_field = choosing_change.to(asking_field)
    change_content = choosing_change.to(writing)
    change_day = choosing_change.to(asking_day)
    # Going back may have left something out: it is asked before the petition is saved.
    save = (
        reviewing.to(asking_name, cond="lacks_name", on="edit")
        | reviewing.to(writing, cond="lacks_content", on="edit")
        | reviewing.to(saved, on="keep")
    )
    discard = reviewing.to(given_up) | choosing_way.to(given_up)

    staff = True
    questions = QUESTIONS
    _put = staticmethod(draft.put)
    resuming = "asking_to_resume"
    summary = "reviewing"
    collecting = frozenset({"writing"})

    @classmethod
    def note_question(cls, turn: Turn, state: str) -> None:
        """A draft knows the question at which it was left; while it is edited, the summary."""
        if state != cls.resuming and draft.has_begun(turn):
            draft.put(turn, question="reviewing" if turn.data.get("editing") else state)

    @classmethod
    def step_back(cls, turn: Turn, state: str) -> None:
        """Who returns to the summary edits no more."""
        if state == "reviewing":
            turn.data["editing"] = False

    @classmethod
    def has_something_left(cls, turn: Turn) -> bool:
        return draft.find(turn) is not None

    @classmethod
    def carry_on(cls, turn: Turn, left: str) -> str:
        """Where it was left, as far as that can still be asked."""
        found = draft.find(turn)
        if found is None:
            return "choosing_way"
        turn.data["petition"] = found.id
        return next((one for one in (left, found.question) if one in cls.questions), "reviewing")

    def has_draft(self, turn: Turn) -> bool:
        return draft.find(turn) is not None

    def has_conferences(self, turn: Turn) -> bool:
        return bool(draft.ahead(turn))

    def lacks_name(self, turn: Turn) -> bool:
        return not draft.current(turn).name

    def lacks_content(self, turn: Turn) -> bool:
        return not draft.count_parts(turn)

    def drop(self, turn: Turn) -> None:
        draft.drop(turn)

    def keep(self, turn: Turn) -> None:
        turn.said.append(save(turn))

    def on_choose_way(self, turn: Turn, way: str) -> None:
        draft.begin(turn, way)

    def on_choose_conference(self, turn: Turn, conference: int | None) -> None:
        draft.put(turn, conference_id=conference)

    def on_give_name(self, turn: Turn, name: str) -> None:
        draft.put(turn, name=name)

    def on_add_part(self, turn: Turn, answer: Any) -> None:
        append(turn, draft.current(turn), answer)

    def on_rewrite(self, turn: Turn) -> None:
        petitions.drop_parts(turn.work, draft.current(turn), turn.now)

    def on_give_day(self, turn: Turn, day: date) -> None:
        draft.keep_day(turn, day)

    def on_discard(self, turn: Turn) -> None:
        draft.drop(turn)
        turn.said.append(discarded(turn))
