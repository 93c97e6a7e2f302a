"""From what is typed to what is meant: whole, without accents, and nothing that was not offered."""

from datetime import UTC, datetime

import pytest

from handlers.messages import Choice, FileRef, Incoming, Kind, Reply
from handlers.turn import Answer
from handlers.understand import (
    OLD_BUTTON,
    Command,
    numbered,
    remember_offer,
    understand,
    written_out,
)
from storage.tables import Conversation

NOW = datetime(2025, 10, 1, tzinfo=UTC)
CHOICES = (
    Choice(label="Đến dự và phát biểu", value="7.speak"),
    Choice(label="Hòm thư chung (không theo hội nghị)", value="7.box"),
    Choice(label="Về trang đầu", value="/start"),
)


def asked(*choices: Choice) -> Conversation:
    conversation = Conversation(address_id=1, commune_id=1, turn=7, changed_at=NOW)
    remember_offer(conversation, [Reply(text="?", choices=choices or CHOICES)])
    return conversation


def heard(text: str = "", **values: object) -> Command | Answer:
    incoming = Incoming(
        channel="web",
        account="main",
        address="an",
        event_id="1",
        received_at=NOW,
        text=text,
        **values,  # type: ignore[arg-type]
    )
    return understand(incoming, asked())


def value_of(text: str) -> str:
    meant = heard(text)
    assert isinstance(meant, Answer)
    return meant.value


@pytest.mark.parametrize("typed", ["1", "1.", "1)", " 1 ", "\u200b1"])
def test_a_number_chooses(typed: str) -> None:
    assert value_of(typed) == "speak"


@pytest.mark.parametrize("typed", ["12", "11", "1 2", "01", "1a", "số 1", "1,", "4", "0", "-1"])
def test_only_a_whole_number_chooses(typed: str) -> None:
    """ "12" selected option 1 elsewhere, because the text contains "1"."""
    assert value_of(typed) == ""


@pytest.mark.parametrize(
    "typed", ["Đến dự và phát biểu", "den du va phat bieu", "ĐẾN DỰ  VÀ PHÁT BIỂU"]
)
def test_a_label_chooses_without_accents_and_case(typed: str) -> None:
    assert value_of(typed) == "speak"


def test_a_label_that_ends_with_a_bracket_chooses() -> None:
    assert value_of("hom thu chung (khong theo hoi nghi)") == "box"


@pytest.mark.parametrize("typed", ["Đến dự", "Tôi đến dự và phát biểu", "phát biểu"])
def test_a_part_of_a_label_does_not_choose(typed: str) -> None:
    assert value_of(typed) == ""


def test_a_number_may_mean_a_command() -> None:
    assert heard("3") == Command(name="/start", argument="")


@pytest.mark.parametrize("pressed", ["6.speak", "7.send", "7.", "speak", "7", "8.speak"])
def test_a_button_that_the_open_question_does_not_offer_is_an_old_one(pressed: str) -> None:
    meant = heard(kind=Kind.CHOICE, choice=pressed)

    assert isinstance(meant, Answer)
    assert meant.value == OLD_BUTTON


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("/xem VH26-0042", Command(name="/xem", argument="VH26-0042")),
        ("/XEM@xabot  VH26-0042 ", Command(name="/xem", argument="VH26-0042")),
        ("/tracuu\nVH26-0042\nK7M2QP", Command(name="/tracuu", argument="VH26-0042 K7M2QP")),
        ("/gửi", Command(name="/gui", argument="")),
        ("/", Command(name="/", argument="")),
    ],
)
def test_a_command_is_read_with_what_stands_behind_it(typed: str, command: Command) -> None:
    assert heard(typed) == command


def test_a_caption_that_begins_with_a_slash_is_no_command() -> None:
    assert isinstance(heard("/gui", files=(FileRef(kind="photo"),)), Answer)


def test_what_was_offered_is_forgotten_with_the_next_message() -> None:
    conversation = asked()
    remember_offer(conversation, [Reply(text="…", choices=CHOICES), Reply(text="!")])

    assert conversation.offered == []


def test_the_newest_message_is_numbered_and_older_ones_name_their_commands() -> None:
    link = Choice(label="Bản đồ", url="https://x.vn")

    assert numbered((*CHOICES, link)) == [
        "1. Đến dự và phát biểu",
        "2. Hòm thư chung (không theo hội nghị)",
        "3. Về trang đầu",
        "Bản đồ: https://x.vn",
    ]
    assert written_out((*CHOICES, link)) == ["Về trang đầu: /start", "Bản đồ: https://x.vn"]
