"""The outbox: order in a lane, leases, settlement, and what is left of a secret."""

from datetime import datetime
from functools import partial
from typing import Any

import pytest
from integration.storage_kit import (
    COMMUNE,
    MINUTE,
    NOW,
    address_of,
    at_once,
    claim,
    count,
    queue,
    statements,
)
from sqlalchemy import insert
from sqlmodel import select
from stage import Program

from storage import addresses, health, outbox, turns, web_rows
from storage.database import Database
from storage.outbox import Claimed
from storage.still_true import about_conference
from storage.tables import Conference, ConferenceEvent, Outbox
from storage.tables.traffic import Delivery
from storage.turns import BY_DAY, BY_NIGHT, LEASE
from storage.work import Topic, Work

RECEIPT = {"text": "Mã VH25-0001, khóa 4FHK7Q", "sensitive": True, "choices": []}


def keys(database: Database, claimed: list[Claimed]) -> list[str]:
    """The keys of what was claimed, in that order."""
    rows = {row.id: row.key for row in every(database)}
    return [rows[one.id] for one in claimed]


def every(database: Database) -> list[Outbox]:
    return database.read_now(lambda work: list(work.session.exec(select(Outbox))))


def row(database: Database, key: str) -> Outbox:
    return next(one for one in every(database) if one.key == key)


def settle(database: Database, claimed: list[Claimed], at: datetime = NOW) -> list[bool]:
    def sent(work: Work, one: Claimed) -> bool:
        return outbox.sent(work, one, at, external_id=f"m{one.id}")

    return [database.write_now(partial(sent, one=one)) for one in claimed]


def test_messages_leave_one_after_the_other_in_their_order(program: Program) -> None:
    """The second of a lane is not even claimed before the first has arrived."""
    queue(program.database, "một", "hai", "ba")
    left: list[str] = []
    while claimed := claim(program.database):
        left += keys(program.database, claimed)
        assert claim(program.database) == []
        settle(program.database, claimed)

    assert left == ["một", "hai", "ba"]


def test_what_waits_to_be_tried_again_holds_its_lane_only(program: Program) -> None:
    """A notice that Telegram refused for a minute does not delay an answer, nor other people."""
    queue(program.database, "notice 1", "notice 2", lane="notice")
    (notice,) = claim(program.database)
    program.database.write_now(lambda w: outbox.try_again(w, notice, NOW + MINUTE, "busy"))
    queue(program.database, "reply")
    queue(program.database, "notice to Bình", to="Bình", lane="notice")

    others = claim(program.database)
    settle(program.database, others)

    assert keys(program.database, others) == ["reply", "notice to Bình"]
    assert keys(program.database, claim(program.database, NOW + MINUTE)) == ["notice 1"]


def test_one_message_at_a_time_is_on_its_way_to_an_address(program: Program) -> None:
    """Of two processes neither knows what the other sends, and a chat takes one a second."""
    queue(program.database, "notice", lane="notice")
    queue(program.database, "reply")
    (first,) = claim(program.database)

    assert keys(program.database, [first]) == ["reply"]
    assert claim(program.database) == []
    rest = MINUTE / 60
    program.database.write_now(lambda w: outbox.sent(w, first, NOW, external_id="1", rest=rest))
    assert claim(program.database) == []
    assert keys(program.database, claim(program.database, NOW + rest)) == ["notice"]


def test_an_urgent_notice_goes_before_the_others_and_at_night_alone(program: Program) -> None:
    """A conference of tomorrow is called off: nobody should come for nothing."""
    queue(program.database, "notice", lane="notice")
    queue(program.database, "not held", lane="notice", urgent=True)
    queue(program.database, "reply", to="Bình")

    at_night = claim(program.database, kinds=BY_NIGHT)
    settle(program.database, at_night)

    assert keys(program.database, at_night) == ["reply", "not held"]
    assert claim(program.database, kinds=BY_NIGHT) == []
    assert keys(program.database, claim(program.database)) == ["notice"]


def test_an_account_that_was_asked_to_wait_waits(program: Program) -> None:
    """With all that it would send, in every process; the longest wait counts."""
    queue(program.database, "reply")
    account = program.database.read_now(lambda w: addresses.account(w, "telegram", "main").id)
    assert account is not None
    for minutes in (2, 1):
        until = NOW + minutes * MINUTE
        program.database.write_now(partial(turns.pause, account=account, until=until, reason="b"))

    outlook = program.database.read_now(lambda w: turns.outlook(w, [account], NOW, BY_DAY))
    assert claim(program.database, NOW + MINUTE) == []
    assert (outlook.due, outlook.next) == (frozenset(), NOW + 2 * MINUTE)
    assert keys(program.database, claim(program.database, NOW + 2 * MINUTE)) == ["reply"]


def test_a_start_takes_up_what_a_person_has_put_right(program: Program) -> None:
    """A new token is there; what the platform asked for is waited for all the same."""
    queue(program.database, "reply")
    account = program.database.read_now(lambda w: addresses.account(w, "telegram", "main").id)
    assert account is not None
    left = []
    for number, reason in enumerate(("busy", "token"), 2):
        until = NOW + number * MINUTE
        program.database.write_now(
            partial(turns.pause, account=account, until=until, reason=reason)
        )
        program.database.write_now(lambda work: turns.resume(work, [account]))
        left.append(bool(claim(program.database)))

    assert left == [False, True]


def test_what_waited_for_a_reason_that_is_over_leaves_at_once(program: Program) -> None:
    """Not what waits for another reason, and not twice."""
    for key, reason in (("for a token", "token"), ("for the night", "night")):
        queue(program.database, key, to=key)
        [row] = claim(program.database)
        later = NOW + 5 * MINUTE
        program.database.write_now(
            partial(outbox.try_again, row=row, due_at=later, reason=reason, now=NOW)
        )
    account = program.database.read_now(lambda w: addresses.account(w, "telegram", "main").id)
    assert account is not None and claim(program.database) == []
    program.database.write_now(lambda work: outbox.hurry(work, account, "token", NOW))

    assert keys(program.database, claim(program.database)) == ["for a token"]
    assert claim(program.database) == []


def test_a_clock_that_was_set_back_makes_nobody_wait_for_it(program: Program) -> None:
    """An hour ago by today's clock somebody got a message "in an hour"."""
    queue(program.database, "một", "hai")
    (first,) = claim(program.database)
    later = NOW + 60 * MINUTE
    program.database.write_now(lambda w: outbox.sent(w, first, later, external_id="1"))

    assert keys(program.database, claim(program.database)) == ["hai"]


def test_what_was_given_back_is_sent_by_the_next_who_comes(program: Program) -> None:
    """A process that stops in order lets nobody wait for its lease, and no try is counted."""
    queue(program.database, "một")
    claimed = claim(program.database)
    program.database.write_now(lambda w: outbox.give_back(w, claimed, NOW))

    (again,) = claim(program.database)
    assert (again.id, again.attempts) == (claimed[0].id, 1)


def test_replies_leave_before_notices(program: Program) -> None:
    """Who just wrote is answered before those who are told of something, however long it waits."""
    for name in ("An", "Bình", "Chi"):
        queue(program.database, f"notice {name}", to=name, lane="notice")
    queue(program.database, "reply", to="Dũng", due_at=NOW + MINUTE)

    first = claim(program.database, NOW + MINUTE, limit=2)

    assert keys(program.database, first)[0] == "reply"
    assert len(first) == 2


def test_nothing_leaves_before_it_is_due(program: Program) -> None:
    """At its very moment it does."""
    queue(program.database, "later", due_at=NOW + MINUTE)

    assert claim(program.database, NOW + MINUTE - MINUTE / 60) == []
    assert keys(program.database, claim(program.database, NOW + MINUTE)) == ["later"]


def test_a_claimed_message_says_whom_and_what(program: Program) -> None:
    """The sender needs no further question to the database."""
    queue(program.database, "một", body={"text": "Chào bà con 🏘"})
    (claimed,) = claim(program.database)

    assert (claimed.channel, claimed.account, claimed.external) == ("telegram", "main", "An")
    assert (claimed.lane, claimed.body, claimed.attempts) == ("reply", {"text": "Chào bà con 🏘"}, 1)


def test_other_accounts_messages_are_left_to_them(program: Program) -> None:
    """A web row is never claimed by a relay that cannot send it."""

    def put(work: Work) -> None:
        page = address_of(work, "page", channel="web")
        outbox.put(work, page, lane="reply", key="web", body={}, now=NOW)

    program.database.write_now(put)

    assert claim(program.database) == []


def test_a_lease_that_ran_out_is_claimed_anew(program: Program) -> None:
    """Its sender died; until then nobody else sends it, and the count of tries goes on."""
    queue(program.database, "một")
    (first,) = claim(program.database)

    assert claim(program.database, NOW + LEASE) == []
    (again,) = claim(program.database, NOW + LEASE + MINUTE / 60)
    assert (again.id, again.attempts) == (first.id, 2)
    assert again.lease != first.lease


@pytest.mark.parametrize("how", ["sent", "failed", "try_again"])
def test_a_foreign_token_settles_nothing(program: Program, how: str) -> None:
    """Of two who believe to own a message, the one whose lease ran out changes nothing."""
    queue(program.database, "một")
    (late,) = claim(program.database)
    (owner,) = claim(program.database, NOW + 2 * LEASE)
    before = row(program.database, "một")

    settled = program.database.write_now(lambda work: how_settled(how, work, late))

    assert settled is False
    assert row(program.database, "một").model_dump() == before.model_dump()
    assert settle(program.database, [owner]) == [True]


def how_settled(how: str, work: Work, claimed: Claimed) -> bool:
    if how == "sent":
        return outbox.sent(work, claimed, NOW, external_id="m1")
    if how == "failed":
        return outbox.failed(work, claimed, "blocked", NOW)
    return outbox.try_again(work, claimed, NOW, "busy")


def test_a_message_is_settled_once(program: Program) -> None:
    """The same outcome a second time changes nothing."""
    queue(program.database, "một")
    claimed = claim(program.database)

    assert settle(program.database, claimed) == [True]
    assert settle(program.database, claimed, NOW + MINUTE) == [False]
    assert row(program.database, "một").settled_at == NOW


def test_many_relays_never_claim_the_same_message(program: Program, twin: Database) -> None:
    """Forty people, eight claimers in two programs: each message goes to one of them."""
    for number in range(40):
        queue(program.database, f"key {number}", to=f"person {number}")
    account = program.database.read_now(lambda w: addresses.account(w, "telegram", "main").id)
    assert account is not None

    found = at_once([program.database, twin], 8, lambda w: outbox.claim(w, [account], NOW, 7))

    ids = [one.id for batch in found if not isinstance(batch, Exception) for one in batch]
    assert len(ids) == len(set(ids))
    assert len(ids) + len(claim(program.database, limit=99)) == 40


def test_a_key_is_queued_once(program: Program, twin: Database) -> None:
    """Two ticks that write the same reminder: the person gets one."""

    def put(work: Work) -> bool:
        address = address_of(work)
        key = "remind:1:2025-10-01"
        return outbox.put(work, address, lane="notice", key=key, body={}, now=NOW)

    queued = at_once([program.database, twin], 10, put)

    assert queued.count(True) == 1
    assert queued.count(False) == 9


def test_what_was_queued_wakes_the_relay_once_it_is_new(program: Program) -> None:
    """A key that is there already wakes nobody."""
    woken: list[int] = []
    program.database.listen(Topic.OUTBOX, lambda: woken.append(1))
    queue(program.database, "một")
    queue(program.database, "một")
    program.database.close()

    assert woken == [1]


@pytest.mark.parametrize("outcome", ["sent", "failed", "acknowledged"])
def test_a_secret_is_forgotten_once_it_has_arrived_or_cannot(
    program: Program, outcome: str
) -> None:
    """The secret of a receipt stays in no settled row."""
    queue(program.database, "receipt", body=RECEIPT)
    if outcome == "acknowledged":
        program.database.write_now(lambda work: acknowledge(work, "An"))
    else:
        (claimed,) = claim(program.database)
        program.database.write_now(lambda work: how_settled(outcome, work, claimed))

    settled = row(program.database, "receipt")
    assert settled.body == {"text": "", "sensitive": True}
    assert settled.settled_at == NOW
    assert settled.state == (Delivery.FAILED if outcome == "failed" else Delivery.SENT)


def test_a_secret_that_waits_to_be_sent_again_is_kept(program: Program) -> None:
    """It still has to arrive."""
    queue(program.database, "receipt", body=RECEIPT)
    (claimed,) = claim(program.database)
    program.database.write_now(lambda work: how_settled("try_again", work, claimed))

    assert row(program.database, "receipt").body == RECEIPT


def test_other_messages_keep_what_they_said(program: Program) -> None:
    """What was told to people can be looked up."""
    queue(program.database, "một", body={"text": "Chào"})
    settle(program.database, claim(program.database))

    kept = row(program.database, "một")
    assert (kept.body, kept.state, kept.external_id) == ({"text": "Chào"}, "sent", f"m{kept.id}")


def test_why_a_message_failed_is_kept_and_counted(program: Program) -> None:
    """An officer reads the reason; `doctor` shows how many there are."""
    queue(program.database, "một")
    (claimed,) = claim(program.database)
    program.database.write_now(lambda work: how_settled("failed", work, claimed))

    assert row(program.database, "một").reason == "blocked"
    assert program.database.read_now(health.count_failed_messages) == 1


def acknowledge(work: Work, name: str) -> int:
    """The page of `name` says that it shows every row there is."""
    ids = [one.id for one in work.session.exec(select(Outbox)).all() if one.id]
    address = address_of(work, name)
    assert address.id is not None
    return outbox.acknowledge(work, address.id, ids, NOW)


def test_a_page_acknowledges_its_own_rows_only(program: Program) -> None:
    """Naming other people's rows does nothing to them."""
    queue(program.database, "An's")
    queue(program.database, "Bình's", to="Bình")

    assert program.database.write_now(lambda work: acknowledge(work, "An")) == 1
    assert row(program.database, "An's").state == Delivery.SENT
    assert row(program.database, "Bình's").state == Delivery.WAITING


def test_acknowledging_again_changes_nothing(program: Program) -> None:
    """A page that lost the answer says it twice."""
    queue(program.database, "một")
    program.database.write_now(lambda work: acknowledge(work, "An"))

    assert program.database.write_now(lambda work: acknowledge(work, "An")) == 0


def test_a_page_is_given_what_it_has_not_shown(program: Program) -> None:
    """In the order in which it was said, both lanes together, nothing before it is due."""
    queue(program.database, "một")
    queue(program.database, "hai", lane="notice")
    queue(program.database, "ba", due_at=NOW + MINUTE)

    def waiting(work: Work) -> list[str]:
        address = address_of(work)
        assert address.id is not None
        return [one.key for one in outbox.waiting_for(work, address.id, NOW)]

    assert program.database.write_now(waiting) == ["một", "hai"]


def test_the_next_due_message_is_known(program: Program) -> None:
    """Messages that are being sent, or settled, wait for nothing."""

    at = NOW

    def next_due(work: Work) -> datetime | None:
        account = addresses.account(work, "telegram", "main")
        assert account.id is not None
        return outbox.next_due(work, [account.id], at)

    assert program.database.read_now(next_due) is None
    queue(program.database, "một", due_at=NOW + 2 * MINUTE)
    queue(program.database, "hai", to="Bình", due_at=NOW + MINUTE)
    assert program.database.read_now(next_due) == NOW + MINUTE
    claim(program.database, NOW + MINUTE)
    at = NOW + MINUTE
    assert program.database.read_now(next_due) == NOW + 2 * MINUTE


def test_messages_follow_a_chat_that_moved(program: Program) -> None:
    """A group that became a supergroup: the same row, the new platform address."""
    queue(program.database, "một")
    program.database.write_now(lambda w: addresses.move(w, address_of(w).id or 0, "An mới"))

    assert claim(program.database)[0].external == "An mới"


def test_messages_follow_to_an_address_that_has_written_by_itself(program: Program) -> None:
    """Both rows stay; what waits, or is being sent, goes on to where the chat is now."""
    queue(program.database, "đã đi")
    settle(program.database, claim(program.database))
    queue(program.database, "một", "hai")
    (moving,) = claim(program.database)

    def move(work: Work) -> None:
        old, new = address_of(work).id, address_of(work, "An mới").id
        assert old is not None and new is not None
        addresses.move(work, old, "An mới")
        outbox.try_again(work, moving, NOW, "moved")

    program.database.write_now(move)

    (again,) = claim(program.database)
    assert (again.external, keys(program.database, [again])) == ("An mới", ["một"])
    old = program.database.write_now(lambda work: address_of(work).id)
    assert row(program.database, "đã đi").address_id == old


def many_settled(database: Database) -> int:
    """A year's messages, nearly all of them settled; the account that sent them."""

    def fill(work: Work) -> int:
        people = [address_of(work, f"person {number}") for number in range(20)]
        rows = [
            {
                "commune_id": COMMUNE,
                "account_id": people[0].account_id,
                "address_id": people[number % 20].id,
                "lane": "reply",
                "key": f"old {number}",
                "body": {"text": "x" * 100},
                "state": Delivery.SENT,
                "created_at": NOW,
                "due_at": NOW,
                "attempts": 1,
                "lease": "",
                "external_id": "",
                "reason": "",
            }
            for number in range(5_000)
        ]
        work.session.execute(insert(Outbox), rows)
        return people[0].account_id

    account_id = database.write_now(fill)
    queue(database, "open", to="person 1")
    return account_id


def plan(database: Database, statement: str, parameters: Any) -> str:
    """How the database would go about it."""

    def explain(work: Work) -> str:
        connection = work.session.connection()
        if connection.dialect.name == "sqlite":
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            return "\n".join(str(row[-1]) for row in rows)
        connection.exec_driver_sql("ANALYZE outbox")
        connection.exec_driver_sql("ANALYZE address")
        # As with a plan that the server keeps for a statement it has seen often.
        connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_generic_plan")
        rows = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
        return "\n".join(str(row[0]) for row in rows)

    return database.write_now(explain)


@pytest.mark.parametrize(
    "question", ["claim", "waiting_for", "next_due", "web waiting", "drop", "hurry"]
)
def test_what_is_open_is_found_without_reading_what_is_settled(
    program: Program, question: str
) -> None:
    """5 000 settled rows, one open: an index of the open ones answers, no scan of the outbox."""
    account_id = many_settled(program.database)
    with statements(program.database) as seen:
        program.database.write_now(lambda work: asked(question, work, account_id))

    asking = [one for one in seen if one[0].startswith(("SELECT", "UPDATE")) and "outbox" in one[0]]
    statement, parameters = asking[0]
    found = plan(program.database, statement, parameters)
    assert "ix_outbox_" in found, found
    assert "SCAN outbox" not in found and "Seq Scan on outbox" not in found, found


def asked(question: str, work: Work, account_id: int) -> Any:
    if question == "claim":
        return outbox.claim(work, [account_id], NOW, 20)
    if question == "drop":
        return outbox.drop(work, COMMUNE, ["matter:1"], NOW)
    if question == "hurry":
        return outbox.hurry(work, account_id, "token", NOW)
    if question == "next_due":
        return outbox.next_due(work, [account_id], NOW)
    if question == "web waiting":
        return web_rows.waiting(work, [(account_id, "person 1")], NOW)
    address = address_of(work, "person 1")
    assert address.id is not None
    return outbox.waiting_for(work, address.id, NOW)


def test_settled_messages_stay_what_they_were_when_a_page_forgets(program: Program) -> None:
    """Forgetting a device marks its address; rows of others are not touched."""

    def forget(work: Work) -> None:
        address_of(work, "page", channel="web")
        address_of(work, "page", channel="telegram")
        web_rows.forget(work, "page", NOW)

    program.database.write_now(forget)

    def lost(work: Work, channel: str) -> bool:
        account = addresses.account(work, channel, "main")
        found = addresses.find(work, account, "page")
        return bool(found and found.unreachable_since)

    assert program.database.read_now(lambda work: lost(work, "web"))
    assert not program.database.read_now(lambda work: lost(work, "telegram"))
    assert count(program.database, Outbox) == 0


def conference_line(database: Database, kind: str, **detail: Any) -> str:
    """One more line of the conference's history; what a message about it is about."""

    def write(work: Work) -> str:
        conference = work.session.exec(select(Conference)).first()
        assert conference is not None and conference.id is not None
        line = ConferenceEvent(
            commune_id=COMMUNE, conference_id=conference.id, at=NOW, kind=kind, detail=detail
        )
        work.session.add(line)
        work.session.flush()
        assert line.id is not None
        return about_conference(conference.id, line.id)

    return database.write_now(write)


def test_what_no_longer_holds_is_dropped_a_moment_before_it_leaves(program: Program) -> None:
    """A conference was called off between the queueing and the sending of its day."""
    announced = conference_line(program.database, "announced")
    queue(program.database, "ngày họp", lane="notice", about=announced)
    queue(program.database, "hoãn", lane="notice", about=conference_line(program.database, "x"))
    cancelled = conference_line(program.database, "cancelled")
    queue(program.database, "không họp", to="Bình", lane="notice", about=cancelled)

    assert keys(program.database, claim(program.database)) == ["không họp"]
    stale = row(program.database, "ngày họp")
    assert (stale.state, stale.reason, stale.body) == (Delivery.DROPPED, "stale", {"text": ""})
    assert keys(program.database, claim(program.database)) == []
    assert row(program.database, "hoãn").state == Delivery.DROPPED


def test_what_is_not_told_makes_nothing_stale(program: Program) -> None:
    """Opening the registration says nothing of day and place, nor does a change nobody hears of."""
    queue(program.database, "a", about=conference_line(program.database, "announced"))
    conference_line(program.database, "registration_opened")
    conference_line(program.database, "changed", told=False)
    queue(program.database, "b", to="Bình", about="something-of-a-later-program:1")

    assert keys(program.database, claim(program.database)) == ["a", "b"]


def test_what_waits_about_something_is_dropped_at_once(program: Program) -> None:
    """Of one commune and one matter; what is being sent is left to its sender."""
    queue(program.database, "đang đi", to="An", lane="notice", about="matter:1")
    (sending,) = claim(program.database)
    queue(program.database, "chờ", to="Bình", lane="notice", about="matter:1")
    queue(program.database, "việc khác", to="Chi", lane="notice", about="matter:2")

    dropped = program.database.write_now(lambda w: outbox.drop(w, COMMUNE, ["matter:1"], NOW))
    other = program.database.write_now(lambda w: outbox.drop(w, COMMUNE + 1, ["matter:2"], NOW))

    assert (dropped, other) == (1, 0)
    assert settle(program.database, [sending]) == [True]
    assert keys(program.database, claim(program.database)) == ["việc khác"]
