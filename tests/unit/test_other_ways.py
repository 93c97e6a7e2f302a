"""Which accounts the page behind an invitation's QR code leads to."""

from bot.other_ways import other_ways
from bot.settings import Settings
from bot.start import Started

BOT = {"token": "1:x", "link": "https://zalo.me/bot"}
ACCOUNT = {"oa_id": "77", "app_id": "2", "app_secret": "x", "oa_secret": "y"}


def offered(commune: int = 1, **accounts: dict[str, object]) -> list[tuple[str, str]]:
    """Channel and link, where account NAME serves commune 1 and "other" commune 2."""
    settings = Settings(**accounts)
    serves = {
        (channel, name): 2 if name == "other" else 1
        for channel, named in accounts.items()
        for name in named
    }
    started = Started(accounts={}, communes=[], serves=serves)
    ways = other_ways(settings, started, {"main": "xa_bot"}, commune)
    return [(way.channel, way.link) for way in ways]


def test_zalo_comes_before_telegram() -> None:
    found = offered(telegram={"main": {"token": "1:x"}}, zalo_oa={"main": ACCOUNT})

    assert found == [
        ("zalo_oa", "https://zalo.me/77"),
        ("telegram", "https://t.me/xa_bot?start={start}"),
    ]


def test_nobody_is_led_to_the_pilot_where_there_is_an_official_account() -> None:
    assert offered(zalo_bot={"main": BOT}) == [("zalo_bot", "https://zalo.me/bot")]
    assert offered(zalo_bot={"main": BOT}, zalo_oa={"main": ACCOUNT}) == [
        ("zalo_oa", "https://zalo.me/77")
    ]
    assert offered(zalo_bot={"main": BOT}, zalo_oa={"other": ACCOUNT}) == [
        ("zalo_bot", "https://zalo.me/bot")
    ]


def test_an_account_without_an_address_is_not_offered() -> None:
    assert offered(zalo_bot={"main": {"token": "1:x"}}) == []
