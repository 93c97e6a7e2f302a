"""Where else a commune can be written to, for the page behind an invitation's QR code."""

from collections.abc import Mapping

from bot.channels.web.web import OtherWay
from bot.settings import Settings, ZaloOaSettings
from bot.start import TELEGRAM, ZALO_BOT, ZALO_OA, Started

# Zalo's own page of an account; it cannot carry what to begin with.
OA_PAGE = "https://zalo.me/{oa_id}"
BOT_PAGE = "https://t.me/{username}?start={{start}}"


def other_ways(
    settings: Settings, started: Started, usernames: Mapping[str, str], commune_id: int
) -> list[OtherWay]:
    """The commune's accounts to which a link leads: Zalo first, since people have it. A bot there
    is a pilot for a few people: beside an Official Account nobody is led to it.

    `usernames` are Telegram's names of the bots, as far as it has said them.
    """
    linked = [
        *((ZALO_OA, name, _oa_page(oa)) for name, oa in settings.zalo_oa.items()),
        *((ZALO_BOT, name, bot.link) for name, bot in settings.zalo_bot.items()),
        *((TELEGRAM, name, _bot_page(usernames.get(name))) for name in settings.telegram),
    ]
    ours = [
        OtherWay(channel=channel, link=link)
        for channel, name, link in linked
        if link and started.serves.get((channel, name)) == commune_id
    ]
    has_account = any(way.channel == ZALO_OA for way in ours)
    return [way for way in ours if not (has_account and way.channel == ZALO_BOT)]


def _oa_page(stated: ZaloOaSettings) -> str:
    return stated.link or OA_PAGE.format(oa_id=stated.oa_id)


def _bot_page(username: str | None) -> str:
    return BOT_PAGE.format(username=username) if username else ""
