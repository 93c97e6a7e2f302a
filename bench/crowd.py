"""One conference with very many opinions, some of them in groups that the office has published."""

from stage import Program
from stage.program import START

from bench import texts
from bench.loading import loading
from bench.opening import opened
from bench.population import Table, put_authors, put_communes, put_conferences, put_petitions
from bench.world import DAY, FIRST, Sent, World, stamp
from storage import tables

GROUPS = 32
# As many different matters are there in so many villages.
KINDS = len(texts.MATTERS) * len(texts.VILLAGES)
OPINION = "Kính gửi xã, đường liên thôn ở thôn Đông hỏng nặng, mưa là ngập, xe không đi được."


def put_crowd(program: Program, world: World, commune: int, opinions: int) -> None:
    """A new commune with an open conference; a quarter of its opinions are in groups."""
    first = world.petitions + commune * 100_000
    sent = [_opinion(first + number, commune) for number in range(opinions)]
    program.database.close()
    with loading(program.database.url, anew=False) as loader:
        put_communes(loader, [commune])
        put_conferences(loader, [commune], "registration_open", START + 30 * DAY)
        same = {"conference_id": FIRST + commune, "created_at": stamp(START)}
        same["published_at"] = stamp(START)
        Table(tables.OpinionGroup, ("id", "commune_id", "title"), same).load(
            loader, ((_group(commune, at), commune, texts.opinion(at)) for at in range(GROUPS))
        )
        put_authors(loader, sent)
        put_petitions(loader, sent, b"", _group_of)
    program.database = opened(program.database.url)


def _opinion(number: int, commune: int) -> Sent:
    when = stamp(START - DAY)
    one = Sent(number, commune, number, "accepted", when, when, 0)
    one.conference = FIRST + commune
    return one


def _group(commune: int, at: int) -> int:
    return commune * GROUPS + at


def _group_of(one: Sent) -> int | None:
    kind = one.number % KINDS
    return _group(one.commune, kind) if kind < GROUPS else None
