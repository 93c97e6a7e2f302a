"""Puts a world of petitions into a database, row by row as the program would have left them."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from pydantic_core import PydanticUndefined
from sqlmodel import SQLModel
from stage.program import START

from bench import texts
from bench.loading import Loader, Row
from bench.world import DAY, FIRST, HOME, Sent, World, account, place, prefix, stamp
from bot.sample import FIELDS, SAMPLE
from handlers.consent import CONSENT_VERSION
from locales.words import words
from storage import search_index, tables
from storage.secrets import keyed_hash
from storage.tables.search import PetitionSearch

SECRET = "ABCD2345"
_LONG_AGO = stamp(START - 300 * DAY)
_YESTERDAY = stamp(START - DAY)
_NOBODYS = "a" * 64
_BODY = json.dumps(
    {"text": "Xã đã nhận ý kiến của Ông/Bà và sẽ trả lời đúng hạn.", "kind": "received"},
    ensure_ascii=False,
)
_STARTED = {"kind": "started", "day": "2025-03-15", "what": "conference"}
_ANSWER = "Ủy ban nhân dân xã đã kiểm tra và sẽ khắc phục trong quý này."
POSITION = "Người dân"


@dataclass(frozen=True)
class Table:
    """A table with what changes from row to row; the rest is as the program makes a new row."""

    model: type[SQLModel]
    names: Sequence[str]
    same: Mapping[str, Any] = field(default_factory=dict)

    def load(self, loader: Loader, rows: Iterable[Row]) -> None:
        rest = self._rest()
        end, columns = tuple(rest.values()), [*self.names, *rest]
        loader.load(str(self.model.__tablename__), columns, ((*row, *end) for row in rows))

    def _rest(self) -> dict[str, Any]:
        made = {
            name: one.get_default(call_default_factory=True)
            for name, one in self.model.model_fields.items()
            if name not in self.names
        }
        given = {n: v for n, v in made.items() if v is not None and v is not PydanticUndefined}
        return {name: _kept(value) for name, value in {**given, **self.same}.items()}


def _kept(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    return json.dumps(value) if isinstance(value, dict | list) else value


def populate(loader: Loader, world: World, key: bytes) -> None:
    """Everything but commune 1 and its accounts, which are there; `key` is the house's secret."""
    others = range(2, world.communes + 1)
    put_communes(loader, others)
    put_conferences(loader, [HOME, *others], "replies_due", START - 200 * DAY)
    _put_officers(loader, world)
    for some in world.sent():
        put_authors(loader, some)
        put_petitions(loader, some, key)
        _put_history(loader, some)
        _put_tasks(loader, world, some)
        _put_traffic(loader, some)
    _put_due(loader, world)


def put_communes(loader: Loader, numbers: Sequence[int]) -> None:
    """Communes with their lists and accounts."""
    same = {"regulation_id": SAMPLE.regulation, "created_at": _LONG_AGO}
    Table(tables.Commune, ("id", "code", "prefix", "name"), same).load(
        loader, ((c, f"x{c}", prefix(c), f"Xã số {c}") for c in numbers)
    )
    _put_list(loader, tables.Village, [f"Thôn {name}" for name in texts.VILLAGES], numbers)
    _put_list(loader, tables.Agency, SAMPLE.agencies, numbers)
    _put_list(loader, tables.Field, FIELDS, numbers)
    Table(tables.Account, ("id", "commune_id", "channel", "name")).load(
        loader, ((account(c, on), c, on, f"x{c}") for c in numbers for on in ("web", "telegram"))
    )


def _put_list(
    loader: Loader, model: type[SQLModel], names: Sequence[str], communes: Iterable[int]
) -> None:
    Table(model, ("id", "commune_id", "name", "position")).load(
        loader,
        (
            (place(c, len(names), at), c, name, at + 1)
            for c in communes
            for at, name in enumerate(names)
        ),
    )


def put_conferences(
    loader: Loader, communes: Iterable[int], state: str, starts: datetime, first: int = FIRST
) -> None:
    """A conference for each of these communes, which has the number `first` + commune."""
    same = {
        "title": "Hội nghị đối thoại với nhân dân",
        "kind": "dinh_ky",
        "form": "truc_tiep",
        "chair": "dong_chu_tri",
        "place": "Hội trường Ủy ban nhân dân",
        "content": "Phát triển kinh tế - xã hội",
        "starts_at": stamp(starts),
        "registration_closes_at": stamp(starts - 8 * DAY),
        "regulation_id": SAMPLE.regulation,
        "regulation_version": "1",
        "state": state,
        "created_at": _LONG_AGO,
    }
    rows = ((first + c, c, f"DT{first + c}") for c in communes)
    Table(tables.Conference, ("id", "commune_id", "code"), same).load(loader, rows)


def _put_officers(loader: Loader, world: World) -> None:
    """One in each commune but home; most communes have had their morning on each of the days."""
    of = [(10_000 + c, c) for c in range(2, world.communes + 1)]
    put_people(loader, ((number, c, f"Cán bộ {c}", "") for number, c in of))
    put_addresses(loader, ((n, c, account(c, "telegram"), n, f"officer-{c}") for n, c in of))
    same = {"role": "office", "joined_at": _LONG_AGO, "seen_at": stamp(START)}
    Table(tables.Staff, ("id", "commune_id", "person_id"), same).load(
        loader, ((number, c, number) for number, c in of)
    )
    due = [set[int]() for _ in world.days]
    for number in range(world.dated):
        due[world.day(number)].add(world.due_in(number))
    had = (
        (c, day) for day, of in enumerate(due) for c in range(1, world.communes + 1) if c not in of
    )
    same = {"subject": "morning", "step": "", "taken_at": _LONG_AGO}
    Table(tables.Reminder, ("commune_id", "due_on"), same).load(
        loader, ((c, world.days[day].isoformat()) for c, day in had)
    )


def put_people(loader: Loader, rows: Iterable[Row]) -> None:
    """People by number, commune, name and telephone number."""
    same = {
        "created_at": _LONG_AGO,
        "consented_at": _LONG_AGO,
        "consent_version": CONSENT_VERSION,
    }
    Table(tables.Person, ("id", "commune_id", "name", "phone"), same).load(loader, rows)


def put_addresses(loader: Loader, rows: Iterable[Row]) -> None:
    """Addresses by number, commune, account, person and the platform's name."""
    same = {"created_at": _LONG_AGO, "last_seen_at": stamp(START - 2 * DAY)}
    names = ("id", "commune_id", "account_id", "person_id", "external")
    Table(tables.Address, names, same).load(loader, rows)


def put_authors(loader: Loader, sent: Sequence[Sent]) -> None:
    """Those who have sent these, each with an address and a conversation that is over."""
    of = [one for one in sent if one.first == one.number]
    put_people(loader, ((one.person, one.commune, one.name, one.phone) for one in of))
    put_addresses(
        loader, ((o.person, o.commune, o.account, o.person, f"chat-{o.person}") for o in of)
    )
    Table(tables.Conversation, ("address_id", "commune_id"), {"changed_at": _LONG_AGO}).load(
        loader, ((one.person, one.commune) for one in of)
    )


def put_petitions(
    loader: Loader,
    sent: Sequence[Sent],
    key: bytes,
    group: Callable[[Sent], int | None] = lambda _: None,
) -> None:
    """Petitions with what they say and the words by which they are found."""
    names = (
        *("id", "commune_id", "person_id", "address_id", "conference_id", "code", "secret_hash"),
        *("state", "name", "phone", "village_id", "field_id", "created_at", "changed_at"),
        *("submitted_at", "grade_asked_at", "group_id"),
    )
    same = {
        "position": POSITION,
        "regulation_id": SAMPLE.regulation,
        "regulation_version": "1",
        "question": "reviewing",
    }
    Table(tables.Petition, names, same).load(
        loader, (_petition(one, key, group(one)) for one in sent)
    )
    Table(
        tables.PetitionPart, ("petition_id", "commune_id", "address_id", "text", "created_at")
    ).load(loader, ((o.id, o.commune, o.person, o.text, o.sent) for o in sent))
    Table(PetitionSearch, ("petition_id", "commune_id", "words"), {"stale": False}).load(
        loader, ((one.id, one.commune, _found_by(one)) for one in sent)
    )


def _petition(one: Sent, key: bytes, group: int | None) -> Row:
    is_home = one.commune == HOME
    secret = keyed_hash(key, f"petition:{one.code}", SECRET) if is_home else _NOBODYS
    # Who was answered long ago has been asked for a grade; who comes to be asked has not.
    asked = one.changed if one.is_old else None
    return (
        *(one.id, one.commune, one.person, one.person, one.conference, one.code, secret),
        *(one.state, one.name, one.phone, one.village, one.field, one.sent, one.changed),
        *(one.sent, asked, group),
    )


def _found_by(one: Sent) -> str:
    """What the program itself finds it by (`storage/search_index.py`); a word may come twice."""
    shown = [
        *(f"{prefix(one.commune).lower()}25", str(1_000 + one.number)),
        *_spoken(f"Thôn {texts.VILLAGES[one.number % len(texts.VILLAGES)]}"),
        *_spoken(FIELDS[one.number % len(FIELDS)]),
        *_spoken(one.text),
    ]
    if one.has_task:
        shown += _spoken(SAMPLE.agencies[one.number % len(SAMPLE.agencies)])
    hidden = [*_spoken(one.name), one.phone, *_spoken(POSITION)]
    content, identity = (sign(one.commune, "") for sign in _SIGNS)
    return f"{content}{f' {content}'.join(shown)} {identity}{f' {identity}'.join(hidden)}"


_spoken = cache(words)
_SIGNS = (search_index.content_word, search_index.identity_word)


def _put_history(loader: Loader, sent: Sequence[Sent]) -> None:
    """Two lines for each petition, and for who keeps watch one."""
    Table(tables.PetitionEvent, ("petition_id", "commune_id", "at", "kind")).load(
        loader,
        (
            row
            for one in sent
            for row in (
                (one.id, one.commune, one.sent, "submitted"),
                (one.id, one.commune, one.changed, "accepted"),
            )
        ),
    )
    names = ("at", "commune_id", "person_id", "subject_id")
    Table(tables.Audit, names, {"action": "submitted", "subject": "petition"}).load(
        loader, ((one.sent, one.commune, one.person, one.id) for one in sent)
    )


def _put_tasks(loader: Loader, world: World, sent: Sequence[Sent]) -> None:
    """What agencies were given and, for the most part, have answered in time."""
    given = [one for one in sent if one.has_task]
    answered = [one for one in given if one.is_answered]
    names = (
        *("id", "petition_id", "commune_id", "agency_id", "state"),
        *("due_on", "given_at", "changed_at"),
    )
    same = {"purpose": "reply", "part": "lead", "received_on": "2025-01-01"}
    Table(tables.Task, names, same).load(loader, (_task(world, one) for one in given))
    names = ("commune_id", "task_id", "petition_id", "drafted_at", "decided_at")
    Table(tables.Answer, names, {"state": "published", "text": _ANSWER, "drafted_by": 1}).load(
        loader, ((o.commune, o.id, o.id, o.changed, o.changed) for o in answered)
    )
    names = ("petition_id", "commune_id")
    Table(tables.Satisfaction, names, {"grade": "satisfied", "at": _LONG_AGO}).load(
        loader, ((one.id, one.commune) for one in answered if one.state == "settled")
    )
    names = ("subject", "commune_id", "due_on")
    Table(tables.Reminder, names, {"step": "today", "taken_at": _LONG_AGO}).load(
        loader, ((f"task:{one.id}", one.commune, "2025-06-02") for one in answered)
    )
    _put_limits(loader, world, [one for one in given if one.conference is not None])


def _put_limits(loader: Loader, world: World, owed: Sequence[Sent]) -> None:
    """When each of these is to be answered in writing, and since when that is known."""
    names = ("id", "commune_id", "conference_id", "petition_id", "state", "target_due", "legal_due")
    same = {
        "key": "written_reply",
        "regulation_id": SAMPLE.regulation,
        "regulation_version": "1",
        "clause": "V.4",
        "basis": "bench",
    }
    Table(tables.Deadline, names, same).load(loader, (_limit(world, one) for one in owed))
    names = ("deadline_id", "commune_id", "at")
    Table(tables.DeadlineEvent, names, {"kind": "started", "detail": _STARTED}).load(
        loader, ((one.id, one.commune, one.sent) for one in owed)
    )


def _task(world: World, one: Sent) -> Row:
    state = "answered" if one.is_answered else "received"
    due = _due(world, one)
    return (one.id, one.id, one.commune, one.agency, state, due, one.sent, one.sent)


def _limit(world: World, one: Sent) -> Row:
    state, due = "met" if one.is_answered else "open", _due(world, one)
    return (one.id, one.commune, one.conference, one.id, state, due, due)


def _due(world: World, one: Sent) -> str:
    """On one of the days; in a year, where it is not to be reminded of now; or past."""
    if world.waiting <= one.number < world.asked:
        return world.days[world.day(one.number - world.waiting)].isoformat()
    return "2025-06-02" if one.is_answered else "2026-09-30"


def _put_traffic(loader: Loader, sent: Sequence[Sent]) -> None:
    """A reply and a notice for each petition. What was told on a page that nobody opened again
    has been told in another way, and still waits there."""
    names = (
        *("id", "commune_id", "account_id", "address_id", "lane", "key", "state"),
        *("created_at", "due_at", "settled_at", "passed_on"),
    )
    rows = (row for one in sent for row in _messages(one))
    Table(tables.Outbox, names, {"body": _BODY}).load(loader, rows)
    taken = (one for one in sent if one.number % 5 == 0)
    names = ("commune_id", "account_id", "event_id", "received_at")
    Table(tables.Inbox, names).load(
        loader, ((o.commune, o.account, f"e{o.id}", _YESTERDAY) for o in taken)
    )
    seldom = [one for one in sent if one.number % 50 == 0]
    names = ("commune_id", "key", "kind", "state", "created_at", "due_at")
    rows = ((o.commune, f"job:{o.id}", "download", "done", _LONG_AGO, _LONG_AGO) for o in seldom)
    Table(tables.Job, names, {"payload": {}}).load(loader, rows)
    names = ("commune_id", "person_id", "petition_id", "key", "created_at", "done_at")
    Table(tables.ByHand, names, {"body": {}, "reason": "unread", "how": "phone"}).load(
        loader, ((o.commune, o.person, o.id, f"x:{o.id}", _LONG_AGO, _LONG_AGO) for o in seldom)
    )


def _messages(one: Sent) -> Iterator[Row]:
    sent, changed = one.sent, one.changed
    where = (one.commune, one.account, one.person)
    yield (2 * one.id, *where, "reply", f"reply:{one.id}", "sent", sent, sent, sent, 0)
    told = (
        ("waiting", changed, changed, None, 1)
        if one.channel == "web"
        else ("sent", changed, changed, changed, 0)
    )
    yield (2 * one.id + 1, *where, "notice", f"petition:{one.id}:event:1", *told)


def _put_due(loader: Loader, world: World) -> None:
    """Drafts that were left, conferences of tomorrow, news that nobody has read, and events that
    no platform sends again: so many of each for each day."""
    days = [
        (number, world.due_in(number), world.moment(world.day(number)))
        for number in range(world.dated)
    ]
    new = [(world.first_draft + number, commune, at) for number, commune, at in days]
    put_people(loader, ((who, c, "Nguyễn Văn Bình", "") for who, c, _ in new))
    put_addresses(
        loader, ((who, c, account(c, "telegram"), who, f"chat-{who}") for who, c, _ in new)
    )
    hour = timedelta(hours=1)
    names = ("commune_id", "person_id", "address_id", "created_at", "changed_at")
    left = ((c, who, who, stamp(at - 4 * DAY), stamp(at - 3 * DAY - hour)) for who, c, at in new)
    Table(tables.Petition, names, {"state": "draft", "question": "writing"}).load(loader, left)
    for day, _ in enumerate(world.days):
        tomorrow = world.moment(day) + DAY - hour
        put_conferences(
            loader,
            [c for n, c, _ in days if world.day(n) == day],
            "announced",
            tomorrow,
            10 * FIRST * (day + 1),
        )
    put_addresses(
        loader, ((who + world.dated, c, account(c, "web"), who, f"page-{who}") for who, c, _ in new)
    )
    names = ("commune_id", "account_id", "address_id", "key", "created_at", "due_at")
    rows = (
        (
            c,
            account(c, "web"),
            who + world.dated,
            f"unread:{who}",
            stamp(at - 25 * hour),
            stamp(at - 25 * hour),
        )
        for who, c, at in new
    )
    Table(tables.Outbox, names, {"body": _BODY, "lane": "notice"}).load(loader, rows)
    names = ("commune_id", "account_id", "event_id", "received_at")
    Table(tables.Inbox, names).load(
        loader,
        ((c, account(c, "web"), f"old{who}", stamp(at - 30 * DAY - hour)) for who, c, at in new),
    )
