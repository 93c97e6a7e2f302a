"""When somebody last wrote decides what a notice costs, and which way it goes."""

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from fakes.zalo_oa import FakeZaloOa, Habits
from integration.zalo_oa_kit import Clock, account_row, oa_account

from bot.channels.zalo_oa.account import ZaloOaAccount
from handlers.messages import Reply
from notifications.outcomes import Never, TryAgain
from storage import addresses
from storage.database import Database
from storage.tables import Account
from storage.work import Work

BY_USER = {"notice": "answer", "id": "100", "fields": {"ma_don": "code"}, "price": 200}
BY_PHONE = {
    "notice": "answer",
    "id": "200",
    "by": "phone",
    "fields": {"ma_don": "code", "noi_dung": "text"},
    "longest": {"noi_dung": 20},
    "price": 300,
}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def zalo(clock: Clock) -> Iterator[FakeZaloOa]:
    templates = {"100": {"ma_don": 30}, "200": {"ma_don": 30, "noi_dung": 20}}
    with FakeZaloOa(clock, Habits(templates=templates)) as fake:
        fake.say("an", "xin chào")
        fake.state.phones["84912345678"] = "an"
        yield fake


class Open:
    """Opens the account, with An's address as the program knows it."""

    def __init__(self, zalo: FakeZaloOa, database: Database, folder: Path, clock: Clock) -> None:
        self.zalo, self.database, self.folder, self.clock = zalo, database, folder, clock
        account_id = account_row(database)

        def arrive(work: Work) -> None:
            addresses.arrive(work, work.session.get_one(Account, account_id), "an", clock())

        database.write_now(arrive)

    def __call__(self, **changes: Any) -> AbstractAsyncContextManager[ZaloOaAccount]:
        return oa_account(self.zalo, self.database, self.folder, self.clock, **changes)


@pytest.fixture
def opened(zalo: FakeZaloOa, sqlite_database: Database, tmp_path: Path, clock: Clock) -> Open:
    return Open(zalo, sqlite_database, tmp_path, clock)


def notice(**values: str) -> dict[str, Any]:
    stated = {"code": "XM25-0001", "text": "Đã có trả lời bằng văn bản.", "phone": "0912 345 678"}
    reply = Reply(text="Đã có trả lời", kind="answer", values=tuple({**stated, **values}.items()))
    return reply.to_json()


@pytest.mark.parametrize(
    ("hours", "way", "cost"), [(1, "free", 0), (47, "free", 0), (49, "billed", 55)]
)
async def test_within_seven_days_it_is_a_message_and_what_it_costs_is_known(
    opened: Open, zalo: FakeZaloOa, clock: Clock, hours: int, way: str, cost: int
) -> None:
    clock.wait(hours=hours)
    async with opened(templates=(BY_USER,)) as account:
        sent = await account.sender.send("an", notice())

    assert (sent.way, sent.cost, zalo.sent("an")[-1].how) == (way, cost, way)


async def test_after_seven_days_it_is_a_template_and_no_message_is_even_tried(
    opened: Open, zalo: FakeZaloOa, clock: Clock
) -> None:
    clock.wait(days=8)
    async with opened(templates=(BY_USER,)) as account:
        sent = await account.sender.send("an", notice())

    assert zalo.sent("an")[-1].data == {"ma_don": "XM25-0001"}
    assert (sent.way, sent.cost, zalo.calls()) == ("template", 200, [])


async def test_an_installation_that_pays_for_no_message_uses_the_template_after_48_hours(
    opened: Open, zalo: FakeZaloOa, clock: Clock
) -> None:
    clock.wait(hours=49)
    async with opened(templates=(BY_USER,), billed=False) as account:
        assert (await account.sender.send("an", notice())).way == "template"


async def test_without_money_for_a_message_there_is_the_template_as_well(
    opened: Open, zalo: FakeZaloOa, clock: Clock
) -> None:
    zalo.state.habits.wallet = False
    clock.wait(hours=49)
    async with opened(templates=(BY_USER,)) as account:
        assert (await account.sender.send("an", notice())).way == "template"


@pytest.mark.parametrize("code", [-230, -232, -305, -311])
async def test_zalos_own_word_on_the_window_counts(
    opened: Open, zalo: FakeZaloOa, code: int
) -> None:
    zalo.refuse_next(code, "too late")
    async with opened(templates=(BY_USER,)) as account:
        assert (await account.sender.send("an", notice())).way == "template"


async def test_the_next_template_is_tried_where_one_is_refused(
    opened: Open, zalo: FakeZaloOa, clock: Clock
) -> None:
    """By the phone number that the person gave, with a value cut to what its field takes."""
    clock.wait(days=8)
    zalo.refuse_next(-249, "not by user", path="/v3.0/oa/message/template")
    async with opened(templates=(BY_USER, BY_PHONE)) as account:
        sent = await account.sender.send("an", notice())

    assert zalo.sent("an")[-1].data == {"ma_don": "XM25-0001", "noi_dung": "Đã có trả lời bằng…"}
    assert sent.cost == 300


@pytest.mark.parametrize(
    ("templates", "values"),
    [
        ((), {}),
        (({**BY_USER, "notice": "accepted"},), {}),
        ((BY_USER,), {"code": ""}),
        (({**BY_USER, "longest": {"ma_don": 5}},), {}),
        ((BY_PHONE,), {"phone": ""}),
        ((BY_PHONE,), {"phone": "113"}),
        (({**BY_USER, "id": "999"},), {}),
    ],
)
async def test_what_fits_no_template_goes_another_way(
    opened: Open, clock: Clock, templates: tuple[Any, ...], values: dict[str, str]
) -> None:
    clock.wait(days=8)
    async with opened(templates=templates) as account:
        with pytest.raises(Never) as caught:
            await account.sender.send("an", notice(**values))

    assert (caught.value.reason, caught.value.gone) == ("window", False)


@pytest.mark.parametrize(
    ("code", "reason"),
    [(-32, "busy"), (-100, "busy"), (-133, "night"), (-144, "quota"), (-147, "quota")],
)
async def test_a_template_that_waits_is_tried_again_and_is_one_message(
    opened: Open, zalo: FakeZaloOa, clock: Clock, code: int, reason: str
) -> None:
    clock.wait(days=8)
    zalo.refuse_next(code, "later", path="/message/template")
    async with opened(templates=(BY_PHONE,)) as account:
        with pytest.raises(TryAgain) as caught:
            await account.sender.send("an", notice())
        for _ in range(2):
            await account.sender.send("an", notice())

    assert caught.value.reason == reason
    assert len(zalo.sent("an")) == 1


STAFF = {"notice": "other", "id": "300", "fields": {"viec": "title", "noi_dung": "text"}}


async def test_staff_who_have_not_written_for_a_week_hear_of_their_work_by_template(
    opened: Open, zalo: FakeZaloOa, clock: Clock
) -> None:
    """A notice without a kind of its own: its title and words, as far as they fit."""
    zalo.state.habits.templates["300"] = {"viec": 30, "noi_dung": 30}
    clock.wait(days=8)
    said = Reply(title="Việc hôm nay", text="XM25-0001:\nhạn thứ Sáu, 26/9/2025, còn 2 ngày")
    async with opened(templates=(STAFF,)) as account:
        await account.sender.send("an", said.to_json())

    assert zalo.sent("an")[-1].data == {
        "viec": "Việc hôm nay",
        "noi_dung": "XM25-0001: hạn thứ Sáu, 26/9/…",
    }


async def test_a_secret_goes_into_no_template(opened: Open, clock: Clock) -> None:
    clock.wait(days=8)
    secret = Reply(title="Mật mã", text="A7K2M9", sensitive=True)
    async with opened(templates=(STAFF,)) as account:
        with pytest.raises(Never):
            await account.sender.send("an", secret.to_json())


async def test_where_one_template_has_to_wait_another_is_tried_at_once(
    opened: Open, zalo: FakeZaloOa, clock: Clock
) -> None:
    clock.wait(days=8)
    zalo.refuse_next(-147, "daily", path="/v3.0/oa/message/template")
    async with opened(templates=(BY_USER, BY_PHONE)) as account:
        sent = await account.sender.send("an", notice())

    assert (sent.way, sent.cost) == ("template", 300)


async def test_a_token_that_templates_refuse_is_renewed(
    opened: Open, zalo: FakeZaloOa, clock: Clock
) -> None:
    """They call it -124."""
    clock.wait(days=8)
    async with opened(templates=(BY_PHONE,)) as account:
        await account.tokens.access()
        zalo.state.access = "another one"
        sent = await account.sender.send("an", notice())

    assert (sent.way, zalo.state.renewals) == ("template", 2)
