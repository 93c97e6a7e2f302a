"""A reply becomes Telegram messages: whole, as typed, with its buttons."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from fakes.telegram import FakeTelegram, Seen
from integration.telegram_kit import AN, body, choices, open_account

from bot.channels.telegram.keyboard import ValueTooLong
from bot.channels.telegram.send import TelegramSender
from handlers.messages import Choice, Reply
from handlers.understand import numbered
from notifications.outcomes import Never
from notifications.relay import Sender


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        fake.open_chat(AN)
        yield fake


@pytest.fixture
async def sender(telegram: FakeTelegram) -> AsyncIterator[Sender]:
    async with open_account(telegram) as account:
        yield account.sender


async def test_the_title_is_bold_on_a_line_of_its_own(
    telegram: FakeTelegram, sender: Sender
) -> None:
    await sender.send(str(AN), body("Mã: VH26-0042", title="Đã nhận kiến nghị"))
    seen = telegram.last(AN)

    assert seen.text == "Đã nhận kiến nghị\nMã: VH26-0042"
    assert bold(seen) == ["Đã nhận kiến nghị"]


async def test_the_platforms_number_of_the_message_is_returned(
    telegram: FakeTelegram, sender: Sender
) -> None:
    number = await sender.send(str(AN), body("chào"))

    assert number == str(telegram.last(AN).message_id)


@pytest.mark.parametrize(
    "typed",
    [
        "<b>đậm</b> & <i>",
        "a < b && c > d",
        "&amp; &lt;",
        "\"trích\" 'dẫn'",
        "<script>",
        "*_`[x](y)",
    ],
)
async def test_marks_are_shown_as_they_were_typed(
    telegram: FakeTelegram, sender: Sender, typed: str
) -> None:
    await sender.send(str(AN), body(typed, title=typed))

    assert telegram.last(AN).text == f"{typed}\n{typed}"
    assert bold(telegram.last(AN)) == [typed]


async def test_a_long_text_arrives_whole_in_pieces_cut_between_words(
    telegram: FakeTelegram, sender: Sender
) -> None:
    text = " ".join(f"<từ & {number}> 🏘" for number in range(1_500))
    numbers = await sender.send(str(AN), body(text, title="Tổng hợp"))
    seen = telegram.sent(AN)

    assert len(seen) > 2
    assert " ".join(one.text for one in seen) == f"Tổng hợp\n{text}".replace("\n", "\n", 1)
    assert numbers == ",".join(str(one.message_id) for one in seen)


async def test_the_buttons_stand_below_the_last_piece(
    telegram: FakeTelegram, sender: Sender
) -> None:
    await sender.send(str(AN), body("từ " * 3_000, choices=choices(("Gửi", "1.yes"))))
    seen = telegram.sent(AN)

    assert [one.labels for one in seen] == [[], [], ["Gửi"]]


async def test_exactly_4096_characters_are_one_message(
    telegram: FakeTelegram, sender: Sender
) -> None:
    await sender.send(str(AN), body("&" * 4096))
    await sender.send(str(AN), body("🏘" * 2049))

    assert [len(one.text) for one in telegram.sent(AN)] == [4096, 2048, 1]


async def test_a_long_title_stays_bold_across_the_cut(
    telegram: FakeTelegram, sender: Sender
) -> None:
    await sender.send(str(AN), body("thân", title="đầu " * 1_500))
    first, second = telegram.sent(AN)

    assert bold(first) == [first.text]
    assert second.text.endswith("\nthân")
    assert bold(second) == [second.text.removesuffix("\nthân")]


async def test_short_choices_share_a_row_and_long_ones_do_not(
    telegram: FakeTelegram, sender: Sender
) -> None:
    labels = ["Có", "Không", "Bỏ qua", "Lùi", "Tôi muốn đăng ký phát biểu", "Hủy"]
    offered = choices(*((label, f"1.{number}") for number, label in enumerate(labels)))
    await sender.send(str(AN), body("Chọn", choices=offered))
    rows = [[button["text"] for button in row] for row in telegram.last(AN).buttons]

    assert rows == [["Có", "Không", "Bỏ qua"], ["Lùi"], ["Tôi muốn đăng ký phát biểu"], ["Hủy"]]


async def test_a_page_is_a_button(telegram: FakeTelegram, sender: Sender) -> None:
    page = Choice(label="Mở trang", url="https://xa.example/c/VH")
    await sender.send(str(AN), body("Xem", choices=(page,)))

    assert telegram.last(AN).button("Mở trang")["url"] == "https://xa.example/c/VH"


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8080/c/VH",
        "http://127.0.0.1:8080/c/VH",
        "http://[::1]/",
        "http://may-chu/",
    ],
)
async def test_a_page_that_telegram_would_refuse_is_shown_as_text(
    telegram: FakeTelegram, sender: Sender, url: str
) -> None:
    await sender.send(str(AN), body("Xem", choices=(Choice(label="Mở trang", url=url),)))

    assert telegram.last(AN).text == f"Xem\n\nMở trang: {url}"
    assert telegram.last(AN).labels == []


async def test_a_value_over_64_bytes_becomes_the_number_that_the_core_understands(
    telegram: FakeTelegram, sender: Sender
) -> None:
    offered = choices(("Có", "1.yes"), ("Khác", "1." + "ỡ" * 21))
    await sender.send(str(AN), body("Chọn", choices=offered))

    assert telegram.last(AN).labels == ["Có"]
    assert telegram.last(AN).text == "Chọn\n\n2. Khác"
    assert "2. Khác" in numbered(offered)


async def test_a_value_of_exactly_64_bytes_is_a_button(
    telegram: FakeTelegram, sender: Sender
) -> None:
    await sender.send(str(AN), body("Chọn", choices=choices(("Có", "x" * 64))))

    assert telegram.last(AN).data("Có") == "x" * 64


async def test_tests_may_ask_for_an_error_where_a_value_is_too_long(
    telegram: FakeTelegram,
) -> None:
    async with open_account(telegram) as account:
        strict = TelegramSender(
            bot=account.bot, account="main", fetch_file=account.sender.fetch_file, strict=True
        )
        with pytest.raises(ValueTooLong):
            await strict.send(str(AN), body("Chọn", choices=choices(("Có", "x" * 65))))


async def test_buttons_without_text_still_arrive(telegram: FakeTelegram, sender: Sender) -> None:
    await sender.send(str(AN), body("", choices=choices(("Có", "1.yes"), (" ", "1.no"))))

    assert telegram.last(AN).labels == ["Có", "1.no"]


async def test_more_buttons_than_telegram_takes_become_lines(
    telegram: FakeTelegram, sender: Sender
) -> None:
    offered = choices(*((f"Thôn {number}", f"1.{number}") for number in range(1, 104)))
    await sender.send(str(AN), body("Chọn", choices=offered))

    assert len(telegram.last(AN).labels) == 100
    assert telegram.last(AN).text.endswith("101. Thôn 101\n102. Thôn 102\n103. Thôn 103")


@pytest.mark.parametrize(
    "refusal",
    [
        "Bad Request: can't parse entities: Unsupported start tag",
        "Bad Request: BUTTON_DATA_INVALID",
        "Bad Request: inline keyboard button URL 'x' is invalid: Wrong HTTP URL",
    ],
)
async def test_what_telegram_refuses_for_its_form_is_sent_once_more_as_plain_text(
    telegram: FakeTelegram, sender: Sender, refusal: str
) -> None:
    telegram.fail_next("sendMessage", "refuse", code=400, description=refusal)
    offered = (*choices(("Có", "1.yes")), Choice(label="Trang", url="https://xa.example"))
    await sender.send(str(AN), body("a & b", title="Hỏi", choices=offered))
    (seen,) = telegram.sent(AN)

    assert seen.text == "Hỏi\na & b\n\n1. Có\nTrang: https://xa.example"
    assert (bold(seen), seen.labels) == ([], [])


async def test_what_telegram_finds_too_long_is_cut_smaller(
    telegram: FakeTelegram, sender: Sender
) -> None:
    refusal = "Bad Request: message is too long"
    telegram.fail_next("sendMessage", "refuse", code=400, description=refusal)
    await sender.send(str(AN), body("từ " * 1_300))

    assert [len(one.text) for one in telegram.sent(AN)] == [2048, 1850]


async def test_a_message_that_is_refused_even_so_is_given_up(
    telegram: FakeTelegram, sender: Sender
) -> None:
    refusal = "Bad Request: can't parse entities: no"
    telegram.fail_next("sendMessage", "refuse", code=400, description=refusal, times=5)
    with pytest.raises(Never) as fault:
        await sender.send(str(AN), body("chào"))

    assert (fault.value.reason, fault.value.gone) == ("refused", False)
    assert len(telegram.calls("sendMessage")) == 2


@pytest.mark.parametrize("broken", [{}, {"text": ""}, {"text": " \n"}, {"text": "a", "files": [1]}])
async def test_a_body_with_nothing_in_it_is_given_up(
    sender: Sender, broken: dict[str, Any]
) -> None:
    with pytest.raises(Never):
        await sender.send(str(AN), broken)


async def test_half_a_character_does_not_hold_up_the_rest(
    telegram: FakeTelegram, sender: Sender
) -> None:
    await sender.send(str(AN), Reply(text="trước \ud83d sau", title="\ud83d").to_json())

    assert telegram.last(AN).text == "trước  sau"


def bold(seen: Seen) -> list[str]:
    """What the chat shows in bold."""
    units = seen.text.encode("utf-16-le")
    marked = [entity for entity in seen.entities if entity["type"] == "bold"]
    return [
        units[2 * one["offset"] : 2 * (one["offset"] + one["length"])].decode("utf-16-le")
        for one in marked
    ]
