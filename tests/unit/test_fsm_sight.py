"""What aiogram sees of a conversation of ours, and what its writing leaves of it."""

from typing import Any

from handlers import converse, held
from storage.aiogram import sight
from storage.aiogram.sight import moved, replaced, seen

# A conversation that our router has open: its draft, the way back, words that wait.
OURS: dict[str, Any] = {
    "draft": 3,
    "editing": False,
    "trail": ["consenting", "asking_name"],
    "left": "asking_phone",
    "held_answers": [{"text": "0912"}],
    "held_content": [{"text": "Đường hỏng."}],
}


def put(data: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    return replaced(data, new, is_open=True)


def shown(data: dict[str, Any]) -> dict[str, Any]:
    return seen(data, is_open=True)


def test_the_names_are_those_of_the_router() -> None:
    assert {converse.TRAIL, converse.LEFT, held.ANSWERS, held.CONTENT} == sight.BOOKKEEPING


def test_what_the_conversation_knows_is_shown_and_what_the_router_notes_is_not() -> None:
    assert shown(OURS) == {"draft": 3, "editing": False}


def test_new_data_replaces_what_is_seen_and_loses_nothing_of_ours() -> None:
    after = put(OURS, {"name": "An"})

    assert shown(after) == {"name": "An"}
    assert after.items() >= OURS.items()


def test_what_we_know_may_be_changed_by_its_name() -> None:
    after = put(OURS, {"editing": True})

    assert after["editing"] is True
    assert (shown(after), after["draft"]) == ({"editing": True}, 3)


def test_what_aiogram_has_put_goes_when_it_is_left_out() -> None:
    after = put(put(OURS, {"name": "An"}), {"phone": "0912"})

    assert "name" not in after
    assert shown(put(after, {})) == {}


def test_what_the_router_learns_later_is_shown() -> None:
    after = {**put(OURS, {"name": "An"}), "conference": "DT1"}

    assert shown(after) == {"name": "An", "conference": "DT1"}


def test_a_name_that_the_router_uses_itself_is_free_for_aiogram_too() -> None:
    """A bot's "left" is not our "left", and even our own prefix is only a name."""
    names = {"left": 5, "trail": "x", "aiogram": 1, "aiogram:left": 2, "aiogram:": 3}
    after = put(OURS, names)

    assert shown(after) == names
    assert after["left"] == "asking_phone"
    assert after["trail"] == ["consenting", "asking_name"]


def test_the_next_question_is_one_step_on_the_way() -> None:
    """ "Back" leads to the question before; what was said to it when it was left is settled."""
    after = moved(OURS, "Intake:asking_village", "Intake:asking_position")

    assert after["trail"] == ["consenting", "asking_name", "asking_village"]
    assert "left" not in after and "held_answers" not in after
    assert shown(after) == shown(OURS)


def test_an_earlier_question_is_a_step_back() -> None:
    after = moved(OURS, "Intake:asking_village", "Intake:consenting")

    assert after["trail"] == []


def test_the_same_question_changes_nothing() -> None:
    assert moved(OURS, "Intake:writing", "Intake:writing") == OURS


def test_where_the_conversation_ends_only_held_content_and_what_was_seen_stay() -> None:
    """No state, or one of another group; the data itself is aiogram's to clear."""
    hidden = put(OURS, {"name": "An", "editing": True})
    for after in (moved(hidden, "Intake:writing", ""), moved(hidden, "Intake:writing", "Own:one")):
        assert seen(after, is_open=False) == {"name": "An", "editing": True}
        assert after.keys() == {"name", "editing", "held_content", "aiogram"}
        assert replaced(after, {}, is_open=False) == {"held_content": OURS["held_content"]}


def test_what_a_closed_conversation_left_behind_is_not_shown() -> None:
    """Our router forgets it only when the next one begins."""
    assert seen(OURS, is_open=False) == {}
    assert shown(moved(OURS, "", "Own:one")) == {}
