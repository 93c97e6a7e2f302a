"""What goes out through an Official Account, and what each refusal of Zalo's means."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes.zalo_oa import FakeZaloOa
from fakes.zalo_oa.fake import SEND
from integration.telegram_kit import Shelf
from integration.zalo_kit import body, picture
from integration.zalo_oa_kit import Clock, oa_account

from bot.channels.zalo_oa.account import ZaloOaAccount
from handlers.messages import NUMBERED, Choice
from notifications.outcomes import Never, TryAgain
from storage.database import Database

YES_NO = (Choice(label="Có", value="1.yes"), Choice(label="Không", value="1.no"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def zalo(clock: Clock) -> Iterator[FakeZaloOa]:
    with FakeZaloOa(clock) as fake:
        fake.say("an", "xin chào")
        yield fake


@pytest.fixture
async def account(
    zalo: FakeZaloOa, sqlite_database: Database, tmp_path: Path, clock: Clock, shelf: Shelf
) -> AsyncIterator[ZaloOaAccount]:
    async with oa_account(zalo, sqlite_database, tmp_path, clock, shelf=shelf) as opened:
        yield opened


def asked(text: str, choices: tuple[Choice, ...], **more: Any) -> dict[str, Any]:
    return {**body(text, choices=choices, **more), NUMBERED: True}


async def test_up_to_five_choices_are_buttons(zalo: FakeZaloOa, account: ZaloOaAccount) -> None:
    page = Choice(label="Trang của xã", url="https://xa.example")

    await account.sender.send("an", asked("Đồng ý không?", (*YES_NO, page)))

    [seen] = zalo.sent("an")
    assert seen.text == "Đồng ý không?"
    assert seen.buttons == (
        ("Có", "doithoai:1.yes"),
        ("Không", "doithoai:1.no"),
        ("Trang của xã", "https://xa.example"),
    )


@pytest.mark.parametrize(
    "choices",
    [
        tuple(Choice(label=f"Thôn {n}", value=f"1.{n}") for n in range(6)),
        (Choice(label="x" * 101, value="1.x"),),
    ],
)
async def test_more_choices_or_longer_ones_are_numbers(
    zalo: FakeZaloOa, account: ZaloOaAccount, choices: tuple[Choice, ...]
) -> None:
    await account.sender.send("an", asked("Thôn nào?", choices))

    [seen] = zalo.sent("an")
    assert seen.buttons == ()
    assert f"1. {choices[0].label}" in seen.text


async def test_an_account_that_refuses_buttons_gets_numbers_and_is_not_asked_again(
    zalo: FakeZaloOa, sqlite_database: Database, tmp_path: Path, clock: Clock
) -> None:
    zalo.state.habits.buttons = False
    for _ in range(2):  # the second time after a restart
        async with oa_account(zalo, sqlite_database, tmp_path, clock) as account:
            await account.sender.send("an", asked("Đồng ý không?", YES_NO))

    assert [seen.text for seen in zalo.sent("an")] == ["Đồng ý không?\n1. Có\n2. Không"] * 2
    assert len(zalo.calls()) == 3
    zalo.state.habits.buttons = True
    clock.wait(days=31)
    zalo.say("an", "tôi đây")
    async with oa_account(zalo, sqlite_database, tmp_path, clock) as account:
        await account.sender.send("an", asked("Đồng ý không?", YES_NO))
    assert len(zalo.sent("an")[-1].buttons) == 2


async def test_another_refusal_of_a_message_with_buttons_says_nothing_about_buttons(
    zalo: FakeZaloOa, account: ZaloOaAccount
) -> None:
    zalo.refuse_next(-32, "rate limit")
    with pytest.raises(TryAgain):
        await account.sender.send("an", asked("Đồng ý không?", YES_NO))

    await account.sender.send("an", asked("Đồng ý không?", YES_NO))

    assert len(zalo.sent("an")[-1].buttons) == 2


async def test_a_long_text_is_cut_and_its_last_piece_has_the_buttons(
    zalo: FakeZaloOa, account: ZaloOaAccount
) -> None:
    sent = await account.sender.send("an", asked("Đường thôn Đông hỏng nặng. " * 100, YES_NO))

    seen = zalo.sent("an")
    assert sent.messages == len(seen) == 2
    assert [len(one.buttons) for one in seen] == [0, 2]


async def test_pictures_and_papers_are_lent_to_zalo(
    zalo: FakeZaloOa, account: ZaloOaAccount, shelf: Shelf
) -> None:
    photo = shelf.put(picture(), "anh.jpg", "image/jpeg")
    webp = shelf.put(picture(kind="WEBP"), "anh.webp", "image/webp")
    paper = shelf.put(b"%PDF-1.4 %%EOF", "tra-loi.pdf", "application/pdf")

    await account.sender.send("an", body("Trả lời", files=(paper, photo, webp)))

    text, *files = zalo.sent("an")
    assert text.text == "Trả lời"
    assert files[0].paper is not None and files[0].paper.startswith(b"%PDF")
    assert all(one.picture and one.picture.startswith(b"\xff\xd8") for one in files[1:])


async def test_a_file_that_zalo_does_not_take_is_an_address(
    zalo: FakeZaloOa, account: ZaloOaAccount, shelf: Shelf
) -> None:
    calendar = shelf.put(b"BEGIN:VCALENDAR", "lich.ics", "text/calendar")
    broken = shelf.put(b"no paper at all", "tra-loi.pdf", "application/pdf")

    await account.sender.send("an", body("Lịch", files=(calendar, broken)))

    texts = [seen.text for seen in zalo.sent("an")]
    assert "lich.ics: https://xa.example/zalo/files/1-" in texts[0]
    assert texts[1].startswith("tra-loi.pdf: https://xa.example/zalo/files/2-")


async def test_an_upload_that_has_ended_is_made_anew(
    zalo: FakeZaloOa, account: ZaloOaAccount, shelf: Shelf
) -> None:
    paper = shelf.put(b"%PDF-1.4 %%EOF", "tra-loi.pdf", "application/pdf")
    zalo.refuse_next(-100, "attachment has expired", when=lambda given: "attachment" in str(given))

    await account.sender.send("an", body("Trả lời", files=(paper,)))

    assert zalo.sent("an")[-1].paper == b"%PDF-1.4 %%EOF"


async def test_a_question_for_the_phone_offers_zalos_form_and_goes_on_without_it(
    zalo: FakeZaloOa, account: ZaloOaAccount
) -> None:
    await account.sender.send("an", body("Số điện thoại?", contact=True))
    zalo.refuse_next(-201, "not for you", when=lambda given: "request_user_info" in str(given))
    await account.sender.send("an", body("Số điện thoại?", contact=True))

    assert [bool(seen.form) for seen in zalo.sent("an")] == [False, True, False]


async def test_a_token_that_zalo_refuses_is_renewed_and_the_message_sent_once(
    zalo: FakeZaloOa, account: ZaloOaAccount
) -> None:
    await account.tokens.access()
    zalo.state.access = "another one"

    await account.sender.send("an", body("Đã nhận"))

    assert [seen.text for seen in zalo.sent("an")] == ["Đã nhận"]
    assert len(zalo.calls()) == 2


async def test_a_token_that_is_always_refused_is_not_renewed_in_a_ring(
    zalo: FakeZaloOa, account: ZaloOaAccount
) -> None:
    zalo.refuse_next(-220, "removed", times=9)

    with pytest.raises(TryAgain) as caught:
        await account.sender.send("an", body("Đã nhận"))
    assert (caught.value.reason, zalo.state.renewals, len(zalo.calls())) == ("token", 2, 2)


async def test_an_outage_is_tried_again(zalo: FakeZaloOa, account: ZaloOaAccount) -> None:
    await account.tokens.access()
    zalo.stop()

    with pytest.raises(TryAgain):
        await account.sender.send("an", body("Đã nhận"))
    zalo.start()
    assert zalo.calls(SEND) == []


async def test_where_the_app_demands_a_proof_each_call_brings_one(
    zalo: FakeZaloOa, sqlite_database: Database, tmp_path: Path, clock: Clock, shelf: Shelf
) -> None:
    """Without the setting it waits for a person; uploads and renewed tokens have theirs too."""
    zalo.state.habits.wants_proof = True
    paper = shelf.put(b"%PDF-1.4 %%EOF", "tra-loi.pdf", "application/pdf")
    async with oa_account(zalo, sqlite_database, tmp_path, clock, shelf=shelf) as account:
        with pytest.raises(TryAgain) as caught:
            await account.sender.send("an", body("Trả lời"))
    proven = {"shelf": shelf, "appsecret_proof": True}
    async with oa_account(zalo, sqlite_database, tmp_path, clock, **proven) as account:
        clock.wait(hours=24)
        await account.sender.send("an", body("Trả lời", files=(paper,)))

    assert (caught.value.reason, caught.value.account) == ("proof", True)
    assert zalo.sent("an")[-1].paper is not None


async def test_a_refusal_that_nobody_knows_is_tried_once_more_and_then_shown(
    zalo: FakeZaloOa, account: ZaloOaAccount
) -> None:
    """With its code, for an officer; what is known for good is not tried again."""
    zalo.refuse_next(-98765, "who knows", times=2)
    with pytest.raises(TryAgain) as first:
        await account.sender.send("an", body("Đã nhận"))
    with pytest.raises(Never) as second:
        await account.sender.send("an", body("Đã nhận"))
    zalo.refuse_next(-248, "policy")
    with pytest.raises(Never):
        await account.sender.send("an", body("Đã nhận"))

    assert (first.value.reason, second.value.reason) == ("zalo-98765", "zalo-98765")
    await account.sender.send("an", body("Đã nhận"))
    assert [seen.text for seen in zalo.sent("an")] == ["Đã nhận"]
