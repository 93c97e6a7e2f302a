"""The fake Bot Platform does what the real one is known to do."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fakes.zalo_bot import FakeZaloBot, Plan


@pytest.fixture(scope="module")
def served() -> Iterator[FakeZaloBot]:
    with FakeZaloBot(Plan(messages=4)) as fake:
        fake.say("an", "xin chào")
        yield fake


def call(fake: FakeZaloBot, method: str, /, token: str = "", **given: Any) -> tuple[int, Any]:
    answer = httpx.post(f"{fake.url}/bot{token or fake.token}/{method}", json=given, verify=False)
    return answer.status_code, answer.json()


def test_one_update_comes_with_a_call_and_an_empty_poll_is_answered_with_408(
    served: FakeZaloBot,
) -> None:
    update = call(served, "getUpdates", timeout=1)[1]["result"]

    assert update["message"]["text"] == "xin chào"
    assert call(served, "getUpdates", timeout=1) == (
        408,
        {"ok": False, "error_code": 408, "description": "Request timeout"},
    )


def test_names_of_methods_are_told_by_their_case(served: FakeZaloBot) -> None:
    assert call(served, "getme")[0] == 404
    assert call(served, "getMe")[1]["ok"] is True


def test_another_token_is_refused(served: FakeZaloBot) -> None:
    assert call(served, "getMe", "123:wrong")[0] == 401


@pytest.mark.parametrize("text", ["", "x" * 2001])
def test_a_text_has_one_to_two_thousand_characters(served: FakeZaloBot, text: str) -> None:
    assert call(served, "sendMessage", chat_id="an", text=text)[0] == 400


def test_an_unknown_parameter_is_refused(served: FakeZaloBot) -> None:
    assert call(served, "sendMessage", chat_id="an", text="x", reply_markup={})[0] == 400


def test_a_poll_and_a_webhook_exclude_each_other(served: FakeZaloBot) -> None:
    call(served, "setWebhook", url="https://xa.example/zalo", secret_token="12345678")

    assert call(served, "getUpdates", timeout=1)[0] == 400
    assert call(served, "deleteWebhook")[1]["ok"] is True
    assert call(served, "getWebhookInfo")[0] == 404


def test_the_month_ends_after_so_many_messages(served: FakeZaloBot) -> None:
    taken = [call(served, "sendMessage", chat_id="an", text="x")[0] for _ in range(5)]

    assert taken == [200, 200, 200, 200, 429]
