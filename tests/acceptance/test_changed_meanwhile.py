"""What changes while a question is open: the regulation, a decision, an officer's session, a mind.

Each of these once broke an answer, or left something behind that nobody could find any more.
"""

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.walks import BOX, ROAD, lead_to, open_question, register

from dialogue.regulation import Regulation
from storage.tables import Attachment, Audit, Conversation, Petition, PetitionEvent, Staff


def change_regulation(an: Actor, **changes: object) -> None:
    """The next version of the regulation, as after an update of the program."""
    house = an.program.house
    changed = replace(regulation(an), version="next", **changes)  # type: ignore[arg-type]
    an.program.house = replace(house, regulations={**house.regulations, "mau": changed})


def regulation(an: Actor) -> Regulation:
    return an.program.house.regulations["mau"]


def remembered(program: Program) -> list[dict[str, Any]]:
    """What the conversations remember between two messages."""
    return program.database.read_now(
        lambda work: [dict(row.data) for row in work.session.exec(select(Conversation))]
    )


def history(an: Actor) -> list[str]:
    return [event.kind for event in an.program.all_of(PetitionEvent)]


class TestTheRegulation:
    """What was asked may no longer be asked; the person is told, and led on."""

    @pytest.mark.parametrize("question", ["asking_rule", "barred"])
    @pytest.mark.parametrize("said", ["1", "Không", "12"])
    def test_an_answer_to_a_rule_that_is_gone(self, an: Actor, question: str, said: str) -> None:
        lead_to(an, question)
        change_regulation(an, participation={})
        an.say(said)

        assert open_question(an) == "choosing_want"
        assert "câu hỏi đang dở không còn nữa" in an.text

    def test_going_back_to_a_rule_that_is_gone(self, an: Actor) -> None:
        lead_to(an, "asking_name")
        change_regulation(an, participation={})
        an.press("‹ Quay lại")

        assert open_question(an) == "choosing_want"

    def test_something_else_is_said_at_a_rule_that_is_gone(self, an: Actor) -> None:
        lead_to(an, "asking_rule")
        change_regulation(an, participation={})
        an.say("/lich")

        assert open_question(an) == "choosing_want"

    def test_an_answer_counts_for_no_other_rule_than_was_asked(self, an: Actor) -> None:
        """The first rule is gone, and "no" was not said to the second."""
        lead_to(an, "asking_rule")
        rules = dict(regulation(an).participation)
        first = remembered(an.program)[0]["rule"]
        change_regulation(an, participation={k: v for k, v in rules.items() if k != first})
        an.press("Không")

        assert open_question(an) == "asking_rule"
        assert an.program.all_of(Petition)[0].answers == {}


def test_going_back_beyond_the_general_box_asks_no_question_about_a_seat(an: Actor) -> None:
    """Who changed to the general box at the end and then goes back has no conference any more."""
    lead_to(an, "reviewing").press("Sửa").press("Hội nghị").press(BOX)
    passed = [open_question(an.say("quay lại")) for _ in range(12)]

    assert "choosing_conference" in passed
    assert {"choosing_want", "asking_rule", "barred"} & set(passed) == set()


class TestWhatIsHeld:
    """What was said before it could be taken is let go of with its files."""

    def test_a_photo_that_answered_nothing_is_not_kept(self, an: Actor) -> None:
        lead_to(an, "asking_village").program.wait(hours=13)
        an.send_photo().press("Viết tiếp")

        assert open_question(an) == "asking_village"
        assert an.program.all_of(Attachment) == []

    def test_a_photo_that_is_content_is_kept(self, an: Actor) -> None:
        lead_to(an, "writing").program.wait(hours=13)
        an.send_photo().press("Viết tiếp")

        assert len(an.program.all_of(Attachment)) == 1

    @pytest.mark.parametrize("leaves", ["/start", "/tracuu", "2"])
    def test_a_photo_is_not_kept_when_the_question_is_left(self, an: Actor, leaves: str) -> None:
        lead_to(an, "asking_village").program.wait(hours=13)
        an.send_photo().say(leaves)

        assert an.program.all_of(Attachment) == []

    def test_a_photo_of_who_does_not_agree_is_not_kept(self, an: Actor) -> None:
        """No consent, nothing kept: neither the words nor the picture that came first."""
        an.send_photo(ROAD).press("Gửi thành câu hỏi, kiến nghị").press("Không đồng ý")

        assert an.program.all_of(Attachment) == []
        assert remembered(an.program) == [{}]


def test_an_addition_that_opens_a_decision_anew_is_in_the_history_each_time(
    an: Actor, chi: Actor
) -> None:
    """The office declined between two messages of one addition; the second puts it back."""
    code = register(an)
    an.say(f"/them {code}").say("Một ý.")
    chi.say(f"/xet {code} khongnhan").say("1").say("Đã trả lời.")
    an.say("Hai ý.")

    assert history(an) == ["submitted", "supplement", "declined", "supplement"]
    assert an.program.all_of(Petition)[0].state == "received"


def test_a_session_that_ends_by_itself_is_in_the_audit(chi: Actor) -> None:
    """The record says when a role ended, whoever ended it."""
    chi.program.wait(hours=13)
    chi.say("/viec")
    lines = [(line.action, line.detail.get("why")) for line in chi.program.all_of(Audit)]

    assert lines == [("join", None), ("leave", "idle")]
    assert chi.program.all_of(Staff)[0].left_at is not None


def test_words_behind_a_command_are_not_remembered(an: Actor) -> None:
    """What a conversation remembers are ids and choices, never words."""
    an.say("/gui đất nhà ông Ba")

    assert "ông Ba".upper() not in str(remembered(an.program))


def test_who_leaves_a_question_leaves_nothing_of_it_behind(an: Actor) -> None:
    lead_to(an, "asking_phone").say("/start")

    assert remembered(an.program) == [{}]
