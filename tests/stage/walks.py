"""Ways through conversations that many tests go: to a question, to a petition, into the office."""

import re
from collections.abc import Callable, Sequence

import pytest

from dialogue.roles import Role
from stage.people import Actor
from stage.program import CHANNELS
from stage.tape import taped
from storage import groups
from storage.work import Work

# Runs a test once on each kind of channel: with a page of its own, with buttons, with text only.
everywhere = pytest.mark.parametrize("channel", CHANNELS)

Step = Callable[[Actor], Actor]

CONFERENCE = "Hội nghị đối thoại năm 2025 (mẫu), thứ Tư, 29/10/2025"
BOX = "Hòm thư chung (không theo hội nghị)"
ROAD = "Đường thôn Đông hỏng nặng, mưa là ngập."


def press(label: str) -> Step:
    """Press a button."""
    return lambda actor: actor.press(label)


def write(text: str) -> Step:
    """Write a message."""
    return lambda actor: actor.say(text)


def publish_group(actor: Actor) -> Actor:
    """The office has a group of opinions about the road, and shows it to people."""

    def publish(work: Work) -> None:
        conference = actor.program.conference(work)
        now = actor.program.now
        group = groups.make(work, conference, "Sửa đường thôn Đông hỏng nặng", now, None)
        groups.publish(work, group, now)

    actor.program.change(publish)
    return actor


_TO_CONFERENCE = [press("Gửi câu hỏi, kiến nghị"), press("Tôi đồng ý")]
_TO_RULE = [*_TO_CONFERENCE, press(CONFERENCE), press("Đến dự và phát biểu")]
_TO_BEHALF = [
    *_TO_RULE,
    press("Không"),
    press("Có"),
    write("Nguyễn Văn An"),
    press("Thôn Đông"),
    press("Người dân"),
]
_TO_FIELD = [*_TO_BEHALF, press("Cho bản thân, gia đình"), write("0912 345 678")]
_TO_REVIEW = [*_TO_FIELD, press("Giao thông, thủy lợi"), write(ROAD), press("Xong")]

# From the menu to each question of the intake.
WAYS: dict[str, Sequence[Step]] = {
    "consenting": _TO_CONFERENCE[:1],
    "choosing_conference": _TO_CONFERENCE,
    "choosing_want": _TO_RULE[:3],
    "asking_rule": _TO_RULE,
    "barred": [*_TO_RULE, press("Có")],
    "asking_name": _TO_BEHALF[:6],
    "asking_village": _TO_BEHALF[:7],
    "asking_position": _TO_BEHALF[:8],
    "asking_behalf": _TO_BEHALF,
    "asking_behalf_name": [*_TO_BEHALF, press("Thay cho một người khác")],
    "asking_group_size": [*_TO_BEHALF, press("Thay cho một nhóm người")],
    "asking_phone": _TO_FIELD[:-1],
    "asking_field": _TO_FIELD,
    "writing": _TO_REVIEW[:-2],
    "reviewing": _TO_REVIEW,
    "joining_group": [*_TO_REVIEW, publish_group, press("Gửi")],
    "choosing_change": [*_TO_REVIEW, press("Sửa")],
    "asking_to_resume": [*_TO_REVIEW[:-1], write("/gui")],
}


def lead_to(actor: Actor, question: str) -> Actor:
    """Open the chat and go to this question of the intake."""
    actor.open()
    for step in WAYS[question]:
        step(actor)
    return actor


def open_question(actor: Actor) -> str:
    """The question that the program has open for this person; empty where it has none."""
    return actor.program.open_question(actor.channel, actor.account, actor.name)


@taped
def register(actor: Actor, content: str = ROAD, *, conference: bool = True) -> str:
    """Send a petition (An's first, with a seat wanted, or one for the general box); its code."""
    lead_to(actor, "choosing_conference")
    if conference:
        actor.press(CONFERENCE).press("Đến dự và phát biểu").press("Không").press("Có")
    else:
        actor.press(BOX)
    actor.say("Nguyễn Văn An").press("Thôn Đông").press("Người dân")
    actor.press("Cho bản thân, gia đình").say("0912 345 678").press("Tôi không rõ")
    actor.say(content).press("Xong").press("Gửi")
    return code_of(actor)


def code_of(actor: Actor) -> str:
    """The code that the newest messages name."""
    found = re.search(r"\b[A-Z]{1,4}\d\d-\d{4,}\b", actor.text)
    assert found, actor.text
    return found[0]


def secret_of(actor: Actor) -> str:
    """The secret on the receipt that has just arrived."""
    return actor.fact("Mật mã")


@taped
def enrol(actor: Actor, name: str = "Lê Thị Chi", role: Role = Role.OFFICE) -> Actor:
    """Become staff."""
    return actor.say(f"/thamgia {actor.program.invite(role)}").say(name)
