"""Which question follows which when a conference is planned or changed; the chart, and no more."""

from typing import Any

from statemachine import State

from handlers.conference import plan
from handlers.conference.keeping import drop, keep
from handlers.conference.questions import QUESTIONS
from handlers.conversation import Conversation
from handlers.turn import Turn


class Planning(Conversation):
    """Answer by answer to the summary; whatever is changed from there leads back to it."""

    staff = True

    opening = State(initial=True)
    asking_regulation = State()
    asking_kind = State()
    asking_form = State()
    asking_chair = State()
    asking_office = State()
    asking_starts_at = State()
    asking_registration_closes_at = State()
    asking_place = State()
    asking_content = State()
    asking_title = State()
    asking_capacity = State()
    asking_participants = State()
    asking_duties = State()
    reviewing = State()
    choosing_change = State()
    kept = State(final=True)
    dropped = State(final=True)

    begin = (
        opening.to(asking_starts_at, cond="has_no_day")
        | opening.to(choosing_change, cond="has_conference")
        | opening.to(asking_kind, cond="knows_kinds", on="begin_plan")
        | opening.to(asking_form, on="begin_plan")
    )
    give = (
        asking_regulation.to(reviewing, cond="completes")
        | asking_regulation.to(asking_kind, cond="knows_kinds_now")
        | asking_regulation.to(asking_form)
        | asking_kind.to(reviewing, cond="completes")
        | asking_kind.to(asking_form)
        | asking_form.to(reviewing, cond="completes")
        | asking_form.to(asking_chair)
        | asking_chair.to(reviewing, cond="completes")
        | asking_chair.to(asking_office, cond="office_is_assigned")
        | asking_chair.to(asking_starts_at)
        | asking_office.to(reviewing, cond="completes")
        | asking_office.to(asking_starts_at)
        | asking_starts_at.to(reviewing, cond="completes")
        | asking_starts_at.to(asking_registration_closes_at)
        | asking_registration_closes_at.to(reviewing, cond="completes")
        | asking_registration_closes_at.to(asking_place)
        | asking_place.to(reviewing, cond="completes")
        | asking_place.to(asking_content)
        | asking_content.to(reviewing, cond="completes")
        | asking_content.to(asking_title)
        | asking_title.to(reviewing, cond="completes")
        | asking_title.to(asking_capacity)
        | asking_capacity.to(reviewing, cond="completes")
        | asking_capacity.to(asking_participants)
        | asking_participants.to(reviewing, cond="completes")
        | asking_participants.to(asking_duties)
        | asking_duties.to(reviewing)
    )
    change = reviewing.to(choosing_change)
    keep_all = choosing_change.to(reviewing)
    change_regulation = choosing_change.to(asking_regulation)
    change_kind = choosing_change.to(asking_kind)
    change_form = choosing_change.to(asking_form)
    change_chair = choosing_change.to(asking_chair)
    change_office = choosing_change.to(asking_office)
    change_starts_at = choosing_change.to(asking_starts_at)
    change_registration_closes_at = choosing_change.to(asking_registration_closes_at)
    change_place = choosing_change.to(asking_place)
    change_content = choosing_change.to(asking_content)
    change_title = choosing_change.to(asking_title)
    change_capacity = choosing_change.to(asking_capacity)
    change_participants = choosing_change.to(asking_participants)
    change_duties = choosing_change.to(asking_duties)
    save = reviewing.to(kept)
    discard = reviewing.to(dropped)

    questions = QUESTIONS
    summary = "reviewing"

    def has_no_day(self, turn: Turn) -> bool:
        return bool(turn.data.get("reschedules"))

    def has_conference(self, turn: Turn) -> bool:
        return plan.known(turn) is not None

    def knows_kinds(self, turn: Turn) -> bool:
        commune = turn.house.regulations[turn.commune.regulation_id]
        return bool(commune.kinds.allowed)

    def knows_kinds_now(self, turn: Turn, value: str) -> bool:
        return bool(turn.house.regulations[value].kinds.allowed)

    def completes(self, turn: Turn, field: str, value: Any) -> bool:
        return plan.is_complete(plan.after(turn, field, value))

    def office_is_assigned(self, turn: Turn, value: str) -> bool:
        return plan.office_is_assigned(turn, value)

    def on_give(self, turn: Turn, field: str, value: Any) -> None:
        plan.put(turn, field, value)

    def begin_plan(self, turn: Turn) -> None:
        plan.begin(turn)

    def on_save(self, turn: Turn) -> None:
        turn.said.extend(keep(turn))

    def on_discard(self, turn: Turn) -> None:
        turn.said.extend(drop(turn))
