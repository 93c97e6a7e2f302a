"""A conference is called off while its news are being sent: the rest of the old news stops, and
everybody who would have come hears that it is called off, those who had the old news too."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.crowd import codes_of, crowd
from stage.dates import bring_in_line, restart
from stage.mornings import at, ring
from stage.news import tell, worker_of
from stage.walks import enrol

from handlers.conference import news
from notifications.relay import Relay
from storage.tables import Account, Conference, Outbox
from storage.tables.traffic import Delivery
from storage.work import Work

SAMPLE = "DT2510"
# So many would have come; news are queued for five of them, and sent to two.
COMING, PIECE, SENT = 12, 5, 2
MOVED, OFF = "Hội nghị thay đổi", "Hội nghị đã hủy"


class Died(BaseException):
    """The process that was telling people is gone."""


@dataclass(kw_only=True)
class Platform:
    """Takes messages one by one; `then` happens once it has taken the first two."""

    then: Callable[[], object]
    taken: list[tuple[str, str]] = field(default_factory=list)

    async def send(self, external: str, body: dict[str, Any]) -> str:
        """As a channel's sender does."""
        self.taken.append((external, body.get("title", "")))
        if len(self.taken) == SENT:
            self.then()
        return str(len(self.taken))

    def heard(self, actor: Actor) -> list[str]:
        """The titles of what somebody was sent, in order."""
        return [title for external, title in self.taken if external == actor.name]


@dataclass(kw_only=True)
class Story:
    """Who there is, and what the platform has brought them."""

    program: Program
    coming: list[Actor]
    withdrawn: Actor
    stranger: Actor
    platform: Platform


@pytest.fixture
def story(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Story:
    """The place changes. A process dies when it has queued the news for some of the people; two
    have it on their phones when the office calls the conference off. Another process goes on."""
    coming = crowd(program, COMING + 1)
    chi = enrol(Actor(program=program, name="chi", channel="telegram"))
    withdrawn = coming.pop().say(f"/rut {codes_of(program)[-1]}").press("Rút")
    stranger = Actor(program=program, name="stranger").say("/lich")
    restart(program)
    bring_in_line(program)
    monkeypatch.setattr(news, "PIECE", PIECE)
    monkeypatch.setattr("notifications.relay.BATCH", SENT)

    chi.say(f"/hoinghi {SAMPLE} sua").press("Địa điểm").say("Nhà văn hóa").press("Lưu thay đổi")
    die_after_a_piece(program, tmp_path, monkeypatch)
    platform = Platform(then=lambda: chi.say(f"/hoinghi {SAMPLE} huy").say("Bão số 12"))
    asyncio.run(relay_of(program, platform).step())
    program.wait(minutes=6)  # the dead process's lease is over
    tell(program, tmp_path)
    send_all(program, platform)
    return Story(
        program=program,
        coming=coming,
        withdrawn=withdrawn,
        stranger=stranger,
        platform=platform,
    )


def die_after_a_piece(program: Program, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process dies in its second piece, before that is committed."""
    told = news._tell_piece

    def dying(*arguments: Any) -> int | None:
        if arguments[-1]:
            raise Died
        return told(*arguments)

    with monkeypatch.context() as there:
        there.setattr(news, "_tell_piece", dying)
        with pytest.raises(Died):
            asyncio.run(worker_of(program, files).step())


def relay_of(program: Program, platform: Platform) -> Relay:
    """Who brings the messages of the web chat's account to its platform."""

    def find(work: Work) -> int:
        return work.session.exec(select(Account.id).where(Account.channel == "web")).one() or 0

    senders = {program.database.read_now(find): platform}
    return Relay(database=program.database, senders=senders, clock=lambda: program.now)


def send_all(program: Program, platform: Platform) -> None:
    """A few at a time, until nothing is left."""

    async def send() -> None:
        relay = relay_of(program, platform)
        while await relay.step():
            program.wait(seconds=1)

    asyncio.run(send())


def news_of(program: Program, title: str) -> Counter[str]:
    """How many messages with this title there are, by what became of them."""
    told = [row for row in program.all_of(Outbox) if ":event:" in row.key]
    lines = sorted({row.about for row in told})
    about = lines[0] if title == MOVED else lines[-1]
    return Counter(row.state for row in told if row.about == about)


def test_the_rest_of_the_old_news_stops_and_all_who_would_have_come_hear_the_new(
    story: Story,
) -> None:
    """What was not queued yet never is."""
    heard = [story.platform.heard(one) for one in story.coming]

    assert heard == [[MOVED, OFF]] * SENT + [[OFF]] * (COMING - SENT)
    assert news_of(story.program, MOVED) == {Delivery.SENT: SENT, Delivery.DROPPED: PIECE - SENT}
    assert news_of(story.program, OFF) == {Delivery.SENT: COMING}


def test_nobody_else_hears_of_it_and_nobody_is_reminded(story: Story, tmp_path: Path) -> None:
    """Neither who has taken back what was sent to it, nor who never sent anything."""
    assert story.platform.heard(story.withdrawn) == []
    assert story.platform.heard(story.stranger) == []

    program, before = story.program, len(story.platform.taken)
    at(program, date(2025, 10, 28))
    ring(program, tmp_path)
    send_all(program, story.platform)

    assert program.all_of(Conference)[0].state == "cancelled"
    assert len(story.platform.taken) == before
