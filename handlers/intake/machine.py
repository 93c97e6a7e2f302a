"""Which question follows which when a petition is registered; the chart, and nothing else."""

from typing import Any

from statemachine import State

from handlers import consent
from handlers.conversation import Conversation
from handlers.held import drop_held_content
from handlers.intake import draft, resume, seat
from handlers.intake.questions import QUESTIONS
from handlers.intake.submit import submit
from handlers.petition.sender import AboutSender
from handlers.petition.similar import matching_groups
from handlers.turn import Turn


class Intake(AboutSender, Conversation):
    """A draft grows answer by answer; after a change in the summary, back to the summary."""

    opening = State(initial=True)
    asking_to_resume = State()
    consenting = State()
    choosing_conference = State()
    choosing_want = State()
    asking_rule = State()
    barred = State()
    asking_name = State()
    asking_village = State()
    asking_position = State()
    asking_behalf = State()
    asking_behalf_name = State()
    asking_group_size = State()
    asking_phone = State()
    asking_field = State()
    writing = State()
    reviewing = State()
    joining_group = State()
    choosing_change = State()
    refused_consent = State(final=True)
    sent = State(final=True)
    discarded = State(final=True)

    begin = (
        opening.to(asking_to_resume, cond="has_draft")
        | opening.to(consenting, unless="has_consented")
        | opening.to(choosing_want, cond="knows_conference", on="begin_draft")
        | opening.to(choosing_conference, cond="has_conferences", on="begin_draft")
        | opening.to(asking_name, on="begin_draft")
    )
    start_over = (
        asking_to_resume.to(consenting, unless="has_consented", on="drop_draft")
        | asking_to_resume.to(choosing_want, cond="knows_conference", on="renew_draft")
        | asking_to_resume.to(choosing_conference, cond="has_conferences", on="renew_draft")
        | asking_to_resume.to(asking_name, on="renew_draft")
    )
    agree = (
        consenting.to(choosing_want, cond="knows_conference", on="keep_consent")
        | consenting.to(choosing_conference, cond="has_conferences", on="keep_consent")
        | consenting.to(asking_name, on="keep_consent")
    )
    decline = consenting.to(refused_consent)
    choose_conference = (
        choosing_conference.to(choosing_want, cond="is_conference")
        | choosing_conference.to(reviewing, cond="editing")
        | choosing_conference.to(asking_name)
    )
    choose_want = (
        choosing_want.to(asking_rule, cond="rules_ask")
        | choosing_want.to(reviewing, cond="editing")
        | choosing_want.to(asking_name)
    )
    answer_rule = (
        asking_rule.to(barred, cond="bars")
        | asking_rule.to(asking_rule, cond="asks_more")
        | asking_rule.to(reviewing, cond="editing")
        | asking_rule.to(asking_name)
    )
    take_back = barred.to(choosing_want)
    accept_bar = (
        barred.to(reviewing, cond="editing")
        | barred.to(asking_village, cond="list_has_barred")
        | barred.to(asking_name)
    )
    give_name = (
        asking_name.to(barred, cond="list_bars")
        | asking_name.to(reviewing, cond="editing")
        | asking_name.to(asking_village)
    )
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
    finish_writing = writing.to(reviewing)
    change = reviewing.to(choosing_change, on="edit")
    keep_all = choosing_change.to(reviewing)
    change_conference = choosing_change.to(choosing_conference)
    change_want = choosing_change.to(choosing_want)
    change_name = choosing_change.to(asking_name)
    change_village = choosing_change.to(asking_village)
    change_position = choosing_change.to(asking_position)
    change_behalf = choosing_change.to(asking_behalf)
    change_phone = choosing_change.to(asking_phone)
    change_field = choosing_change.to(asking_field)
    change_content = choosing_change.to(writing)
    # Going back may have left something out: it is asked before the petition is taken.
    send_petition = (
        reviewing.to(writing, cond="lacks_content")
        | reviewing.to(asking_rule, cond="lacks_answers", on="edit")
        | reviewing.to(joining_group, cond="raised_by_others")
        | reviewing.to(sent, on="take")
    )
    join_group = joining_group.to(sent, on="take_joined")
    discard = reviewing.to(discarded)

    questions = QUESTIONS
    _put = staticmethod(draft.put)
    resuming = "asking_to_resume"
    summary = "reviewing"
    asking_contact = "asking_phone"
    collecting = frozenset({"writing"})

    @classmethod
    def note_question(cls, turn: Turn, state: str) -> None:
        """A draft knows the question at which it was left; while it is edited, the summary."""
        if state not in (cls.resuming, "consenting"):
            draft.put(turn, question="reviewing" if turn.data.get("editing") else state)
        draft.keep(turn)

    @classmethod
    def has_something_left(cls, turn: Turn) -> bool:
        return draft.find(turn) is not None

    @classmethod
    def step_back(cls, turn: Turn, state: str) -> None:
        """Who returns to a rule answers it anew; who returns to the summary edits no more."""
        if state == "asking_rule":
            seat.reopen_last(turn)
        if state == "reviewing":
            turn.data["editing"] = False

    @classmethod
    def still_asked(cls, turn: Turn, state: str) -> str:
        return resume.instead(turn, state)

    @classmethod
    def carry_on(cls, turn: Turn, left: str) -> str:
        """Where it was left, as far as that can still be asked."""
        draft.take_first_words(turn)
        return resume.question(turn, left, known=cls.questions)

    def has_draft(self, turn: Turn) -> bool:
        return draft.find(turn) is not None

    def has_consented(self, turn: Turn) -> bool:
        return consent.has_consented(turn)

    def has_conferences(self, turn: Turn) -> bool:
        return bool(draft.open_conferences(turn))

    def knows_conference(self, turn: Turn) -> bool:
        return draft.wanted_conference(turn) is not None

    def is_conference(self, conference: int | None) -> bool:
        return conference is not None

    def rules_ask(self, turn: Turn, want: str) -> bool:
        return seat.first_question(turn, want) is not None

    def bars(self, turn: Turn, answer: bool) -> bool:
        return seat.bars(turn, answer)

    def list_bars(self, turn: Turn, name: str) -> bool:
        return seat.list_bars(turn, name)

    def list_has_barred(self, turn: Turn) -> bool:
        return seat.is_barred_by_list(turn)

    def lacks_content(self, turn: Turn) -> bool:
        return not draft.count_parts(turn)

    def lacks_answers(self, turn: Turn) -> bool:
        return seat.has_open_question(turn)

    def raised_by_others(self, turn: Turn) -> bool:
        """What others have raised is offered to who has not joined them already."""
        alone = draft.joined(turn) is None
        return alone and bool(matching_groups(turn, draft.current(turn)))

    def asks_more(self, turn: Turn, answer: bool) -> bool:
        return seat.next_question(turn) is not None

    def begin_draft(self, turn: Turn) -> None:
        draft.begin(turn)

    def renew_draft(self, turn: Turn) -> None:
        draft.drop(turn)
        draft.begin(turn)

    def drop_draft(self, turn: Turn) -> None:
        draft.drop(turn)

    def keep_consent(self, turn: Turn) -> None:
        consent.keep_consent(turn)
        draft.begin_once(turn)

    def on_decline(self, turn: Turn) -> None:
        draft.drop(turn)
        drop_held_content(turn)
        turn.said.append(turn.reply("intake-consent-refused", choices=draft.ways_without(turn)))

    def on_choose_conference(self, turn: Turn, conference: int | None) -> None:
        draft.choose_conference(turn, conference)

    def on_choose_want(self, turn: Turn, want: str) -> None:
        seat.choose(turn, want)

    def on_answer_rule(self, turn: Turn, answer: bool) -> None:
        seat.keep_answer(turn, answer)

    def on_accept_bar(self, turn: Turn, look_again: bool) -> None:
        seat.accept_bar(turn, look_again=look_again)

    def on_give_name(self, turn: Turn, name: str) -> None:
        seat.keep_name(turn, name)

    def on_add_part(self, turn: Turn, answer: Any) -> None:
        draft.add(turn, answer)

    def on_rewrite(self, turn: Turn) -> None:
        draft.empty(turn)

    def take(self, turn: Turn) -> None:
        draft.leave_closed_group(turn)
        turn.said.extend(submit(turn))

    def take_joined(self, turn: Turn, group: int | None) -> None:
        draft.put(turn, group_id=group)
        turn.said.extend(submit(turn))

    def on_discard(self, turn: Turn) -> None:
        draft.drop(turn)
        turn.said.append(turn.reply("intake-discarded", choices=draft.ways_without(turn)))
