"""The fake OpenAPI does what the real one is known to do."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from fakes.zalo_oa import FakeZaloOa, Habits
from fakes.zalo_oa.fake import SEND
from fakes.zalo_oa.state import APP_ID, APP_SECRET


class Clock:
    now = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def served() -> Iterator[FakeZaloOa]:
    habits = Habits(templates={"100": {"ma_don": 10}})
    with FakeZaloOa(lambda: Clock.now, habits) as fake, httpx.Client(base_url=fake.url) as http:
        fake.http = http  # type: ignore[attr-defined]
        yield fake


@pytest.fixture(autouse=True)
def _fresh(served: FakeZaloOa) -> None:
    Clock.now = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    served.say("an", "xin chào")
    renew(served)


def renew(fake: FakeZaloOa, refresh: str = "") -> Any:
    form = {"refresh_token": refresh or fake.state.refresh, "app_id": APP_ID}
    return fake.http.post(  # type: ignore[attr-defined]
        "/v4/oa/access_token",
        data={**form, "grant_type": "refresh_token"},
        headers={"secret_key": APP_SECRET},
    ).json()


def post(fake: FakeZaloOa, body: Any, path: str = SEND, access: str = "") -> Any:
    headers = {"access_token": access or fake.state.access}
    answer = fake.http.post(path, json=body, headers=headers)  # type: ignore[attr-defined]
    assert answer.status_code == 200
    return answer.json()


def text(words: str) -> Any:
    return {"recipient": {"user_id": "an"}, "message": {"text": words}}


def test_a_refresh_token_works_once_and_the_old_access_token_ends_with_it(
    served: FakeZaloOa,
) -> None:
    spent, old = served.state.refresh, served.state.access
    assert "access_token" in renew(served)

    assert renew(served, spent)["error_name"] == "invalid_refresh_token"
    assert post(served, text("x"), access=old)["error"] == -216


def test_an_access_token_ends_after_25_hours(served: FakeZaloOa) -> None:
    Clock.now += timedelta(hours=25)

    assert post(served, text("x"))["error"] == -216


@pytest.mark.parametrize(
    ("hours", "error", "how"), [(48, 0, "free"), (49, 0, "billed"), (169, -230, "")]
)
def test_what_a_message_costs_depends_on_when_the_person_wrote(
    served: FakeZaloOa, hours: int, error: int, how: str
) -> None:
    Clock.now += timedelta(hours=hours)
    renew(served)

    assert post(served, text("x"))["error"] == error
    assert error or served.sent("an")[-1].how == how


def test_a_text_has_at_most_two_thousand_characters(served: FakeZaloOa) -> None:
    assert post(served, text("x" * 2001))["error"] == -210


def test_at_most_five_buttons(served: FakeZaloOa) -> None:
    one = {"title": "Có", "type": "oa.query.hide", "payload": "x"}
    body = text("Chọn")
    body["message"]["attachment"] = {"type": "template", "payload": {"buttons": [one] * 6}}

    assert post(served, body)["error"] == -201


def test_an_upload_lives_seven_days(served: FakeZaloOa) -> None:
    headers = {"access_token": served.state.access}
    answer = served.http.post(  # type: ignore[attr-defined]
        "/v2.0/oa/upload/file", files={"file": ("a.pdf", b"%PDF-1.4")}, headers=headers
    )
    token = answer.json()["data"]["token"]
    body = {
        "recipient": {"user_id": "an"},
        "message": {"attachment": {"type": "file", "payload": {"token": token}}},
    }
    Clock.now += timedelta(days=7)
    renew(served)

    assert post(served, body)["error"] == -100


def test_a_template_checks_its_fields_and_the_phone(served: FakeZaloOa) -> None:
    served.state.phones["84912345678"] = "an"
    body = {"phone": "84912345678", "template_id": "100", "tracking_id": "t-1"}

    def sent(**more: Any) -> int:
        return int(post(served, {**body, **more}, "/message/template")["error"])

    assert sent(template_data={"ma_don": "XM25-0001"}) == 0
    assert sent(template_data={"ma_don": "XM25-0001 quá dài"}) == -1121
    assert sent(template_data={}) == -1122
    assert sent(template_id="1", template_data={"ma_don": "1"}) == -109
    assert sent(phone="0912345678", template_data={"ma_don": "1"}) == -108


def test_a_call_too_many_in_one_minute_is_refused_until_the_next(served: FakeZaloOa) -> None:
    limit = served.state.habits.calls_per_minute
    served.state.called.clear()
    served.state.habits.calls_per_minute = 1
    first, second = post(served, text("x"))["error"], post(served, text("x"))["error"]
    Clock.now += timedelta(minutes=1)
    third = post(served, text("x"))["error"]
    served.state.habits.calls_per_minute = limit

    assert (first, second, third) == (0, -32, 0)


def test_a_month_has_so_many_uploads(served: FakeZaloOa) -> None:
    limit, files = served.state.habits.uploads_per_month, {"file": ("a.pdf", b"%PDF-1.4")}
    served.state.habits.uploads_per_month = 0
    headers = {"access_token": served.state.access}
    refused = served.http.post(  # type: ignore[attr-defined]
        "/v2.0/oa/upload/file", files=files, headers=headers
    ).json()
    served.state.habits.uploads_per_month = limit

    assert refused["error"] == -211
