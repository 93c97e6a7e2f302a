"""What is measured while an installation grows: the program's own acts, by people and by the clock.

An act is prepared (who writes what, what is due) and then run; each time it is about somebody or
something else.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from sqlalchemy import insert, update
from sqlmodel import col
from stage import Actor, Program
from stage.answers import enrol_agency
from stage.walks import enrol

from bench.crowd import OPINION, put_crowd
from bench.loading import loading
from bench.opening import opened
from bench.population import SECRET, populate
from bench.world import FIRST, NEIGHBOURS, World
from dialogue.roles import Role
from handlers.messages import Kind
from scheduler.mornings import do_daily_lines
from scheduler.ticking import Ticking
from scheduler.ticks import TICKS, Do
from storage import schema
from storage.database import Database
from storage.engine import open_engine
from storage.tables import Attempt, PetitionSearch

# Far from the events by which a town was founded: none may be taken for a redelivery.
LATER = 10_000
Run = Callable[[], object]


@dataclass(kw_only=True)
class Town:
    """A database with a world in it, and the people who use the program."""

    program: Program
    world: World
    people: dict[str, Actor] = field(default_factory=dict)

    def person(self, name: str, account: str = "main") -> Actor:
        """Somebody on Telegram, the same one each time."""
        return self.people.setdefault(
            name, Actor(program=self.program, name=name, channel="telegram", account=account)
        )

    def close(self) -> None:
        """Let go of the database."""
        self.program.database.close()

    def say(self, actor: Actor, words: str) -> Run:
        """One message, handed in as an edge hands it in."""
        number = self.program.next_event()
        incoming = actor.incoming(kind=Kind.TEXT, text=words, message_id=number, event_id=number)
        return partial(self.program.receive, incoming)

    def press(self, actor: Actor, label: str) -> Run:
        """One press of a button."""
        value = actor.read()._button(label)[1]
        return partial(self.program.receive, actor.incoming(kind=Kind.CHOICE, choice=value))


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something that is measured; `prepare` is given how often it was done before."""

    name: str
    prepare: Callable[[Town, int], Run]


def build(url: str, world: World) -> Town:
    """A new town in an empty database, with its people: whoever is at work at home."""
    migrate(url)
    program = found(url)
    with loading(url) as loader:
        populate(loader, world, program.house.key)
    return settled(url, world)


def settled(url: str, world: World) -> Town:
    """The town that stands in a database."""
    return Town(program=Program(database=opened(url), events=count(LATER)), world=world)


def migrate(url: str) -> None:
    """All tables, and nothing in them."""
    engine = open_engine(url)
    try:
        schema.upgrade(engine)
    finally:
        engine.dispose()


def found(url: str) -> Program:
    """Commune 1 with its officers, and the program that has it closed again."""
    program = Program(database=Database(url)).set_up()
    town = Town(program=program, world=World(petitions=0))
    enrol(town.person("chi"))
    enrol_agency(town.person("dung"))
    enrol(town.person("giang"), "Vũ Thị Giang", Role.OPERATOR)
    program.database.close()
    return program


def _look_up(town: Town, nth: int) -> Run:
    """Somebody who has not sent it knows its code and secret."""
    one = town.world.petition(nth % town.world.waiting)
    return town.say(town.person("khach"), f"/tracuu {one.code} {SECRET}")


def _mine(town: Town, nth: int) -> Run:
    one = town.world.petition(3 * (nth % NEIGHBOURS))
    author = Actor(program=town.program, name=f"chat-{one.person}", channel=one.channel)
    return town.say(author, "/cuatoi")


def _said(name: str, words: str) -> Callable[[Town, int], Run]:
    return lambda town, _: town.say(town.person(name), words)


def _tick(do: Do) -> Callable[[Town, int], Run]:
    def prepare(town: Town, nth: int) -> Run:
        town.program.now = town.world.moment(nth)
        return partial(_ring, town, do)

    return prepare


def _ring(town: Town, do: Do) -> None:
    at = Ticking(database=town.program.database, house=town.program.house, now=town.program.now)

    async def ring() -> None:
        await do(at)

    asyncio.run(ring())


def _make_stale(town: Town, nth: int) -> None:
    """As when so many texts were changed."""
    first = FIRST + town.world.waiting + nth * town.world.due
    which = col(PetitionSearch.petition_id).in_(range(first, first + town.world.due))
    stale = update(PetitionSearch).where(which).values(words="", stale=True)
    town.program.change(lambda work: work.session.execute(stale))


def _guess(town: Town, nth: int) -> None:
    """So many wrong secrets of two days ago."""
    when = town.world.moment(nth) - 2 * (town.world.moment(1) - town.world.moment(0))
    rows = [
        {"commune_id": town.world.due_in(n), "subject": f"code:{n}", "at": when}
        for n in range(town.world.due)
    ]
    town.program.change(lambda work: work.session.execute(insert(Attempt), rows))


_BEFORE: Mapping[str, Callable[[Town, int], None]] = {"words": _make_stale, "traffic": _guess}


def _due(name: str, do: Do) -> Callable[[Town, int], Run]:
    def prepare(town: Town, nth: int) -> Run:
        before = _BEFORE.get(name)
        run = _tick(do)(town, nth)
        if before is not None:
            before(town, nth)
        return run

    return prepare


def _begin_anew(town: Town, nth: int) -> Run:
    """Somebody throws away what they had begun."""
    commune, number = town.world.due_in(nth), town.world.first_draft + nth
    writer = town.person(f"chat-{number}", account=f"x{commune}").say("/gui")
    return town.press(writer, "Bắt đầu lại")


ACTS = (
    Act(name="look-up by code", prepare=_look_up),
    Act(name="mine", prepare=_mine),
    Act(name="a draft begun anew", prepare=_begin_anew),
    Act(name="/viec of the office", prepare=_said("chi", "/viec")),
    Act(name="/viec, one list", prepare=_said("chi", "/viec xet")),
    Act(name="/viec of an agency", prepare=_said("dung", "/viec")),
    Act(name="/tim, rare words", prepare=_said("chi", "/tim cống bà sáu")),
    Act(name="/tim, common words", prepare=_said("chi", "/tim đường thôn")),
)
RINGS = (
    *(Act(name=f"tick {tick.name}", prepare=_due(tick.name, tick.do)) for tick in TICKS),
    Act(name="tick daily_line", prepare=_due("daily_line", do_daily_lines)),
)


def gather(town: Town, nth: int, opinions: int) -> Act:
    """A conference with so many opinions in a commune of its own, and somebody who has written
    what others have: asked whether to join them, before it is sent."""
    commune = town.world.communes + 1 + nth
    put_crowd(town.program, town.world, commune, opinions)
    writer = town.person(f"nguoi-viet-{nth}", account=f"x{commune}")
    _write(writer)

    def prepare(town: Town, nth: int) -> Run:
        if nth:
            writer.read().press("‹ Quay lại")
        return town.press(writer, "Gửi")

    return Act(name=gathered(opinions), prepare=prepare)


def gathered(opinions: int) -> str:
    """How this act is called."""
    return f"groups offered, {opinions} opinions"


def _write(writer: Actor) -> None:
    """Everything but the last press."""
    writer.open().press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý").press(writer.offered[0])
    writer.press("Chỉ gửi nội dung").say("Nguyễn Văn An").press("Thôn Đông").press("Người dân")
    writer.press("Cho bản thân, gia đình").say("0912 345 678").press("Giao thông, thủy lợi")
    writer.say(OPINION).press("Xong")
