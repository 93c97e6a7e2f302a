"""The stage on a Zalo Official Account: the program beside a strict OpenAPI, and its followers.

Who has not written for a week sees a prepared text and no more. People do then what it says: they
answer with the code that stands in it, and read the rest.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from fakes.zalo_oa import FakeZaloOa, Habits, Seen
from integration.zalo_oa_kit import oa_settings

from bot.channels.zalo.spool import Spool
from handlers.messages import Choice, File, Kind, Reply
from handlers.notice_kinds import CONFERENCE, OTHER, PETITION
from stage.people import Actor
from stage.served import ServedPlace, picture
from stage.zalo import NUMBERED, WRITTEN_OUT, typed

# What a field of a prepared text holds at most.
LONGEST = 200
OF_PETITION = {"ma_don": "code", "noi_dung": "text"}
OF_CONFERENCE = {"ten": "title", "noi_dung": "text"}
OF_ALL_ELSE = {"tieu_de": "title", "noi_dung": "text"}
# One text of Zalo's for each of these stands for many kinds of news.
NEWS = {"300100": OF_PETITION, "300200": OF_CONFERENCE, "300300": OF_ALL_ELSE}


def _stated(number: str, notice: str) -> dict[str, Any]:
    fields = NEWS[number]
    longest = dict.fromkeys(fields, LONGEST)
    return {"notice": notice, "id": number, "fields": fields, "longest": longest, "price": 200}


TEMPLATES = (
    *(_stated("300100", kind) for kind in sorted(PETITION)),
    *(_stated("300200", kind) for kind in sorted(CONFERENCE)),
    _stated("300300", OTHER),
)


@dataclass(kw_only=True)
class ZaloOaPlace(ServedPlace):
    """A commune with one Official Account, on whose webhook Zalo calls."""

    channel: str = "zalo_oa"
    templates: tuple[dict[str, Any], ...] = TEMPLATES
    zalo: FakeZaloOa = field(init=False)

    def __post_init__(self) -> None:
        known = {number: dict.fromkeys(fields, LONGEST) for number, fields in NEWS.items()}
        self.zalo = FakeZaloOa(lambda: self.now, Habits(templates=known))

    @contextmanager
    def served(self) -> Iterator[None]:
        """Zalo runs around the program."""
        with self.zalo, super().served():
            self.zalo.call_at(f"{self.address}/zalo/oa")
            yield
            once = self.zalo.state.spent == 0 or "token" in self.may_fail
            assert once, "a refresh token was used twice"

    def person(self, name: str) -> Actor:
        """Somebody who writes to the account."""
        return ZaloOaActor(program=self, name=name, channel="zalo_oa")

    def has_on_the_way(self) -> bool:
        """Whether Zalo has not handed something over, or the program not handled it."""
        taken = Spool(self.files / "incoming" / "zalo_oa" / "main")
        return bool(self.zalo.state.waiting or taken.count())

    def settings(self) -> dict[str, Any]:
        """The account, with its prepared texts."""
        stated = oa_settings(self.zalo, commune=self.stated.code, templates=self.templates)
        return {"zalo_oa": {"main": stated}}


@dataclass(kw_only=True)
class ZaloOaActor(Actor):
    """One person in their chat with the account."""

    program: ZaloOaPlace
    sends_bytes: bool = True
    reads_all: bool = False
    read_until: int = 0

    def press(self, label: str) -> Actor:
        """Press the newest button with this label, or type the number before it."""
        return self.say(typed(self.seen, label))

    def send_photo(self, caption: str = "", **more: Any) -> Actor:
        """Send a real picture."""
        self.program.zalo.send_photo(self.name, picture(), caption)
        return self.read()

    def send_document(self, data: bytes, name: str, mime: str) -> Actor:
        """Send a file."""
        self.program.zalo.send_file(self.name, data, name)
        return self.read()

    @property
    def text(self) -> str:
        """Everything that came after the last thing that this person did."""
        return "\n".join(reply.text for reply in self.fresh)

    def read(self) -> Actor:
        """Look at what has arrived since; what a prepared text only names is asked for."""
        new = self._arrived()
        for code in dict.fromkeys(seen.data["ma_don"] for seen in new if "ma_don" in seen.data):
            self.program.zalo.say(self.name, code)
            new += self._arrived()
        return self._see([_reply(seen) for seen in new])

    def _arrived(self) -> list[Seen]:
        self.program.settle()
        sent = self.program.zalo.sent(self.name)
        new, self.read_until = sent[self.read_until :], len(sent)
        return new

    def _do(self, **values: Any) -> Actor:
        kind, zalo = values.pop("kind"), self.program.zalo
        assert kind in (Kind.TEXT, Kind.START), kind
        if kind is Kind.TEXT:
            zalo.say(self.name, values["text"])
        elif self.name in zalo.state.following:
            zalo.say(self.name, "/start")
        else:
            zalo.follow(self.name)
        return self.read()


def _reply(seen: Seen) -> Reply:
    """What is seen, as a script looks at it."""
    pressed = [Choice(label=label, value=said) for label, said in seen.buttons]
    numbered = [Choice(label=label, value=number) for number, label in NUMBERED.findall(seen.text)]
    written = [Choice(label=label, value=said) for label, said in WRITTEN_OUT.findall(seen.text)]
    file = File(attachment=0, name="", mime="", size=1)
    return Reply(
        text=seen.text or seen.form or "\n".join(seen.data.values()),
        choices=(*pressed, *numbered, *written),
        files=(file,) if seen.picture is not None or seen.paper is not None else (),
    )
