"""Shares of an account's rate: all processes together never have more than there is."""

import random
from datetime import datetime, timedelta
from functools import partial

import pytest
from integration.storage_kit import MINUTE, NOW, at_once
from sqlmodel import select
from stage import Program

from storage import addresses, shares
from storage.database import Database
from storage.shares import LASTS, Asking
from storage.tables import SendingShare
from storage.work import Work

SECOND = timedelta(seconds=1)


@pytest.fixture
def account(program: Program) -> int:
    found = program.database.read_now(lambda w: addresses.account(w, "telegram", "main").id)
    assert found is not None
    return found


def ask(
    database: Database, account: int, who: str, out: int = 0, now: datetime = NOW, limit: int = 30
) -> int:
    asking = Asking(account_id=account, process=who, limit=limit, out=out)
    return database.write_now(lambda work: shares.ask(work, asking, now))


def test_who_is_alone_has_all_of_it(program: Program, account: int) -> None:
    assert ask(program.database, account, "a") == 30
    assert ask(program.database, account, "a", out=30, now=NOW + SECOND) == 30


def test_a_second_process_gets_its_half_once_the_first_has_let_go(
    program: Program, account: int
) -> None:
    """What is out at the first still counts: it is with the platform."""
    ask(program.database, account, "a")

    assert ask(program.database, account, "b") == 0
    assert ask(program.database, account, "a", out=30) == 15
    assert ask(program.database, account, "b") == 0
    assert ask(program.database, account, "a", out=12) == 15
    assert ask(program.database, account, "b") == 15


def test_who_waited_for_the_lock_sees_what_the_other_has_taken_meanwhile(
    program: Program, account: int
) -> None:
    """They asked for the time before they waited: the other's share seems to end too late."""
    ask(program.database, account, "a", now=NOW + SECOND)

    assert ask(program.database, account, "b", now=NOW) == 0


def test_a_clock_that_was_set_back_does_not_bar_the_others_for_long(
    program: Program, account: int
) -> None:
    ask(program.database, account, "a", now=NOW + 5 * MINUTE)

    assert ask(program.database, account, "b", now=NOW) == 30


def test_what_a_dead_process_had_is_free_when_its_share_ends(
    program: Program, account: int
) -> None:
    """Until then a call of its may still arrive."""
    ask(program.database, account, "a")
    ask(program.database, account, "b")

    assert ask(program.database, account, "b", now=NOW + LASTS - SECOND) == 0
    assert ask(program.database, account, "b", now=NOW + LASTS) == 30


def test_a_process_that_stops_in_order_leaves_its_share_at_once(
    program: Program, account: int
) -> None:
    """After two seconds, when its last calls no longer count."""
    ask(program.database, account, "a")
    program.database.write_now(lambda work: shares.give_back(work, "a", NOW))

    assert ask(program.database, account, "b", now=NOW + SECOND) == 0
    assert ask(program.database, account, "b", now=NOW + 2 * SECOND) == 30


def test_one_a_second_is_one_process_s_as_long_as_it_asks(program: Program, account: int) -> None:
    """There is nothing to divide; the other has it when the first no longer sends."""
    assert ask(program.database, account, "a", limit=1) == 1
    assert ask(program.database, account, "b", limit=1) == 0
    assert ask(program.database, account, "a", limit=1) == 1


def test_many_who_ask_at_once_never_have_more_than_there_is(
    program: Program, twin: Database, account: int
) -> None:
    """Eight processes, some with tokens out, again and again."""
    out = {f"process {number}": 0 for number in range(8)}
    chance = random.Random(3)
    for second in range(6):
        turn = partial(_ask_next, account, dict(out), NOW + second * SECOND)
        for answer in at_once([program.database, twin], 8, turn):
            assert not isinstance(answer, Exception)
            name, may = answer
            out[name] = chance.randint(0, may)

        assert program.database.read_now(_granted) <= 30


def _granted(work: Work) -> int:
    return sum(work.session.exec(select(SendingShare.tokens)))


def _ask_next(account: int, out: dict[str, int], now: datetime, work: Work) -> tuple[str, int]:
    name, tokens = out.popitem()
    asking = Asking(account_id=account, process=name, limit=30, out=tokens)
    return name, shares.ask(work, asking, now)


def test_what_ended_long_ago_is_forgotten(program: Program, account: int) -> None:
    """A process has another name each time it starts."""
    ask(program.database, account, "a")
    ask(program.database, account, "b", now=NOW + MINUTE)
    program.database.write_now(lambda work: shares.forget_ended(work, NOW + 2 * LASTS + SECOND))

    left = program.database.read_now(lambda w: w.session.exec(select(SendingShare.process)).all())
    assert left == ["b"]
