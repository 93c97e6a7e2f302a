"""What people see of a petition and of a conference in each state of their lives."""

from collections.abc import Iterator

import pytest
from sqlmodel import select
from stage import Actor
from stage.scenes import Scenes
from stage.walks import register

from dialogue.conference_life import AHEAD, ConferenceState
from dialogue.petition import PetitionState
from storage.tables import Petition
from storage.work import Work

SENT = [state for state in PetitionState if state is not PetitionState.DRAFT]
REGISTER = "Gửi tới: "


@pytest.fixture
def author(scenes: Scenes) -> Iterator[Actor]:
    """An, who has sent a petition to the conference."""
    with scenes.at("a petition was sent", register) as an:
        yield an


def turn_petition(author: Actor, state: PetitionState) -> str:
    """The petition, moved on behind everybody's back; its code."""

    def move(work: Work) -> None:
        work.session.exec(select(Petition)).one().state = state

    author.program.change(move)
    (petition,) = author.program.all_of(Petition)
    assert petition.code is not None
    return petition.code


def turn_conference(an: Actor, state: ConferenceState) -> None:
    an.program.change(lambda work: setattr(an.program.conference(work), "state", state))


def offers_to_register(an: Actor) -> bool:
    return any(choice.label.startswith(REGISTER) for choice in an.last.choices)


class TestAPetition:
    """Its author looks at it."""

    @pytest.mark.parametrize("state", SENT)
    def test_it_says_how_it_stands_and_whose_turn_it_is(
        self, author: Actor, state: PetitionState
    ) -> None:
        code = turn_petition(author, state)
        say = author.program.house.catalogue.text

        facts = [value for _, value in author.say(f"/xem {code}").last.facts]

        assert facts[:2] == [say("vi", f"state-{state}"), say("vi", f"turn-{state}")]

    @pytest.mark.parametrize("state", ["replied", "closed", "passed_on"])
    def test_no_date_is_promised_of_what_nobody_here_will_answer_any_more(
        self, author: Actor, state: PetitionState
    ) -> None:
        code = turn_petition(author, state)

        assert "trả lời bằng văn bản, dự kiến" not in author.say(f"/xem {code}").text

    def test_a_date_is_promised_of_what_was_left_open(self, author: Actor) -> None:
        """hai-phong-13-hd V.3.2."""
        code = turn_petition(author, PetitionState.LEFT_OPEN)

        assert "trả lời bằng văn bản, dự kiến" in author.say(f"/xem {code}").text

    def test_what_is_added_after_the_classification_moves_nothing(self, author: Actor) -> None:
        """A supplement for the office."""
        code = turn_petition(author, PetitionState.ASSIGNED)
        author.say(f"/them {code}").say("Xin bổ sung: đoạn hỏng dài 200 mét.").press("Xong")

        (petition,) = author.program.all_of(Petition)
        assert petition.state == "assigned"


class TestAConference:
    """Who looks at the schedule."""

    @pytest.mark.parametrize("state", list(ConferenceState))
    def test_it_is_on_the_schedule_as_long_as_it_is_ahead(
        self, an: Actor, state: ConferenceState
    ) -> None:
        turn_conference(an, state)

        assert ("Hội trường Ủy ban nhân dân Xã Mẫu" in an.say("/lich").text) == (state in AHEAD)

    @pytest.mark.parametrize("state", list(ConferenceState))
    def test_one_registers_where_registration_is_open(
        self, an: Actor, state: ConferenceState
    ) -> None:
        turn_conference(an, state)
        an.say("/lich")

        assert offers_to_register(an) == (state is ConferenceState.REGISTRATION_OPEN)

    def test_it_says_that_registration_has_not_opened(self, an: Actor) -> None:
        turn_conference(an, ConferenceState.ANNOUNCED)

        assert "Chưa mở đăng ký." in an.say("/lich").text
