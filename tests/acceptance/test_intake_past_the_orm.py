"""What everybody sends goes past the ORM up to the receipt, and an answer is written once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from integration.storage_kit import statements
from stage import Actor, Program
from stage.program import Seen
from stage.walks import ROAD, lead_to

from handlers.messages import Incoming
from handlers.receive import receive
from storage.tables import Petition
from storage.work import Work


@dataclass(kw_only=True)
class Watching(Program):
    """Notes of each message whether it asked for a session."""

    watched: list[bool] = field(default_factory=list)

    def receive_and_look(self, incoming: Incoming, look: Callable[[Work], Seen]) -> Seen:
        """As on the stage."""

        def act(work: Work) -> Seen:
            receive(work, self.house, incoming)
            self.watched.append(work.is_watched)
            return look(work)

        return self.database.write_now(act)


@pytest.fixture
def watching(program: Program) -> Watching:
    """The program that is played on."""
    return Watching(database=program.database)


def test_no_message_of_an_intake_asks_for_a_session(watching: Watching) -> None:
    """Nor the very first, at which somebody who has never written is made."""
    an = Actor(program=watching, name="an", channel="telegram")
    lead_to(an, "reviewing").press("Gửi")

    assert watching.all_of(Petition)[0].code
    assert not any(watching.watched)


def test_nor_does_whoever_joins_what_others_have_raised(watching: Watching) -> None:
    an = Actor(program=watching, name="an", channel="telegram")
    lead_to(an, "joining_group").press("Cùng nêu: Sửa đường thôn Đông hỏng nặng")

    assert watching.all_of(Petition)[0].group_id
    assert not any(watching.watched)


def test_an_answer_and_the_question_after_it_are_written_at_once(program: Program) -> None:
    an = lead_to(Actor(program=program, name="an", channel="telegram"), "asking_name")
    with statements(program.database) as asked:
        an.say("Nguyễn Văn An")
    changes = [said for said, _ in asked if said.startswith("UPDATE petition")]
    (draft,) = program.all_of(Petition)

    assert len(changes) == 1
    assert (draft.name, draft.question) == ("Nguyễn Văn An", "asking_village")


def test_an_answer_that_no_question_follows_is_written_too(program: Program) -> None:
    """It is sent with it."""
    an = lead_to(Actor(program=program, name="an", channel="telegram"), "joining_group")
    an.press("Cùng nêu: Sửa đường thôn Đông hỏng nặng")
    (petition,) = program.all_of(Petition)

    assert petition.code
    assert petition.group_id is not None


def test_each_answer_is_in_the_draft_before_the_next_is_given(program: Program) -> None:
    """Also that somebody was here, when nothing but a part of the content has come."""
    an = lead_to(Actor(program=program, name="an", channel="telegram"), "writing")
    program.now += timedelta(minutes=5)
    an.say(ROAD)
    (draft,) = program.all_of(Petition)

    assert (draft.question, draft.changed_at) == ("writing", program.now)
    assert draft.field_id is not None
