"""Who sends a petition, from where and for whom: asked of its author, and of an officer who enters
what came on paper. Each conversation has its own words; what may be answered is the same."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from handlers.conversation import Misread, Said
from handlers.messages import Choice
from handlers.reading import (
    KNOWN,
    Read,
    line,
    not_offered,
    phone_number,
    said,
    whole_number,
)
from handlers.turn import Answer, Turn
from locales.dates import local_date
from storage import communes
from storage.tables import Conference

LONGEST_NAME = 120
LONGEST_POSITION = 200
LARGEST_GROUP = 100_000
BOX, ELSEWHERE, UNSURE = "box", "elsewhere", "unsure"
BEHALF = ("self", "other", "group")

Known = Callable[[Turn], str]


def offer_conferences(turn: Turn, conferences: Iterable[Conference]) -> list[Choice]:
    """A button for each, with its day."""
    return [
        Choice(
            label=turn.say(
                "intake-conference-choice",
                title=one.title,
                date=turn.date(local_date(one.starts_at)),
            ),
            value=str(one.id),
        )
        for one in conferences
    ]


def read_conference(
    turn: Turn, answer: Answer, conferences: Iterable[Conference]
) -> Said | Misread:
    """One of them, or the general box."""
    if answer.value == BOX:
        return said("choose_conference", conference=None)
    return _one_of(turn, answer, "conference", [one.id for one in conferences])


def offer_villages(turn: Turn) -> list[Choice]:
    """A button for each village of the commune."""
    known = communes.villages(turn.work, turn.commune_id)
    return [Choice(label=one.name, value=str(one.id)) for one in known]


def read_village(turn: Turn, answer: Answer) -> Said | Misread:
    """One of them, or another place."""
    if answer.value == ELSEWHERE:
        return said("choose_village", village=None)
    known = communes.villages(turn.work, turn.commune_id)
    return _one_of(turn, answer, "village", [one.id for one in known])


def offer_fields(turn: Turn) -> list[Choice]:
    """A button for each field."""
    known = communes.fields(turn.work, turn.commune_id)
    return [Choice(label=one.name, value=str(one.id)) for one in known]


def read_field(turn: Turn, answer: Answer) -> Said | Misread:
    """One of them, or that one cannot tell."""
    if answer.value == UNSURE:
        return said("choose_field", field=None)
    known = communes.fields(turn.work, turn.commune_id)
    return _one_of(turn, answer, "field", [one.id for one in known])


def read_behalf(turn: Turn, answer: Answer) -> Said | Misread:
    """For oneself, another person, or a group."""
    if answer.value in BEHALF:
        return said("choose_behalf", behalf=answer.value)
    return not_offered(turn, answer)


def read_group_size(turn: Turn, answer: Answer) -> Said | Misread:
    """How many they are."""
    size = whole_number(answer.text)
    if size is None or not 1 < size <= LARGEST_GROUP:
        return Misread(key="intake-group-size-unclear")
    return said("give_group_size", size=size)


def name_reader(event: str = "give_name", known: Known = lambda turn: "") -> Read:
    """Somebody's name; `known` is what the person told us the last time."""
    needed = "intake-name-needed"
    return line(event, "name", longest=LONGEST_NAME, needed=needed, known=known)


def position_reader(known: Known = lambda turn: "") -> Read:
    """A position or unit, or that there is none."""
    needed = "intake-position-needed"
    written = line(
        "give_position", "position", longest=LONGEST_POSITION, needed=needed, known=known
    )

    def read(turn: Turn, answer: Answer) -> Said | Misread:
        if answer.value == "resident":
            return said("give_position", position=turn.say("intake-ask-position.resident"))
        return written(turn, answer)

    return read


def phone_reader(unclear: str, known: Known = lambda turn: "") -> Read:
    """A phone number or none; `unclear` says what one looks like."""

    def read(turn: Turn, answer: Answer) -> Said | Misread:
        if answer.value == "skip":
            return said("give_phone", phone="")
        phone = phone_number(known(turn) if answer.value == KNOWN else answer.text)
        return said("give_phone", phone=phone) if phone else Misread(key=unclear)

    return read


class AboutSender:
    """What a conversation does with these answers: `_put` keeps them in its draft.

    `editing` is true while a single answer is changed from the summary.
    """

    _put: Callable[..., None]

    def editing(self, turn: Turn) -> bool:
        return bool(turn.data.get("editing"))

    def edit(self, turn: Turn) -> None:
        turn.data["editing"] = True

    def on_enter_reviewing(self, turn: Turn) -> None:
        turn.data["editing"] = False

    def for_other(self, behalf: str) -> bool:
        return behalf == "other"

    def for_group(self, behalf: str) -> bool:
        return behalf == "group"

    def on_choose_village(self, turn: Turn, village: int | None) -> None:
        self._keep(turn, village_id=village)

    def on_give_position(self, turn: Turn, position: str) -> None:
        self._keep(turn, position=position)

    def on_choose_behalf(self, turn: Turn, behalf: str) -> None:
        self._keep(turn, behalf=behalf, behalf_name="", group_size=None)

    def on_give_behalf_name(self, turn: Turn, name: str) -> None:
        self._keep(turn, behalf_name=name)

    def on_give_group_size(self, turn: Turn, size: int) -> None:
        self._keep(turn, group_size=size)

    def on_give_phone(self, turn: Turn, phone: str) -> None:
        self._keep(turn, phone=phone)

    def on_choose_field(self, turn: Turn, field: int | None) -> None:
        self._keep(turn, field_id=field)

    def _keep(self, turn: Turn, **values: Any) -> None:
        type(self)._put(turn, **values)


def _one_of(turn: Turn, answer: Answer, name: str, known: Sequence[int | None]) -> Said | Misread:
    if answer.value in {str(number) for number in known}:
        return said(f"choose_{name}", **{name: int(answer.value)})
    return not_offered(turn, answer)
