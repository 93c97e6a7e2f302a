"""Each refusal of Zalo's has one of three meanings, whatever the code."""

import pytest

from bot.channels.zalo_bot import faults as bot
from bot.channels.zalo_bot.api import Refused as BotRefused
from bot.channels.zalo_bot.api import Unreachable as BotUnreachable
from bot.channels.zalo_oa import faults as oa
from bot.channels.zalo_oa.api import Refused as OaRefused
from bot.channels.zalo_oa.api import Unreachable as OaUnreachable
from notifications.outcomes import Never, TryAgain


@pytest.mark.parametrize(
    ("code", "said", "outcome", "reason"),
    [
        (429, "Quota exceeded", TryAgain, "quota"),
        (429, "Too many requests", TryAgain, "busy"),
        (401, "Unauthorized", TryAgain, "token"),
        (404, "Not Found", TryAgain, "token"),
        (500, "", TryAgain, "network"),
        (408, "Request timeout", TryAgain, "network"),
        (400, "Bad Request: chat not found", Never, "gone"),
        (403, "Forbidden", Never, "zalo-403"),
        (-217, "nobody knows this one", Never, "zalo--217"),
    ],
)
def test_what_the_bot_platform_refuses(
    code: int, said: str, outcome: type[Exception], reason: str
) -> None:
    meant = bot.outcome(BotRefused(code, said), "main")

    assert (type(meant), getattr(meant, "reason", None)) == (outcome, reason)


@pytest.mark.parametrize(
    ("code", "outcome", "reason"),
    [
        (-32, TryAgain, "busy"),
        (-200, TryAgain, "busy"),
        (-234, TryAgain, "night"),
        (-204, TryAgain, "oa-gone"),
        (-211, TryAgain, "quota"),
        (-320, TryAgain, "balance"),
        (-213, Never, "not-following"),
        (-217, Never, "blocked"),
        (-227, Never, "inactive"),
        (-230, Never, "window"),
        (-232, Never, "window"),
        (-311, Never, "window"),
        (-248, Never, "zalo-248"),
        (-99999, Never, "zalo-99999"),
        (12345, Never, "zalo--12345"),
    ],
)
def test_what_an_official_account_refuses(code: int, outcome: type[Exception], reason: str) -> None:
    meant = oa.outcome(OaRefused(code, "whatever Zalo says"), "main")

    assert (type(meant), getattr(meant, "reason", None)) == (outcome, reason)


def test_no_answer_is_tried_again() -> None:
    assert isinstance(bot.outcome(BotUnreachable("x"), "main"), TryAgain)
    assert isinstance(oa.outcome(OaUnreachable("x"), "main"), TryAgain)


@pytest.mark.parametrize(
    ("code", "is_so"),
    [(-201, True), (-233, True), (-777, True), (-32, False), (-230, False), (-213, False)],
)
def test_only_what_a_plainer_form_may_help_is_sent_in_one(code: int, is_so: bool) -> None:
    assert oa.is_about_form(OaRefused(code, "")) is is_so
