"""What the pages of a consent at Zalo look like: words of the catalogue, and one way on."""

from collections.abc import Callable

from starlette.responses import HTMLResponse, Response

from bot.channels.web.templates import Templates
from handlers.house import House
from locales.catalogue import DEFAULT


def pages_of(house: House) -> Callable[..., Response]:
    """`show(key, status, link=…, commune=…)`, as `bot/channels/zalo_oa/consent.py` wants it."""
    templates = Templates()

    def say(key: str, **values: object) -> str:
        return house.catalogue.text(DEFAULT, key, **values)

    def show(key: str, status: int, *, link: str = "", commune: str = "") -> Response:
        page = templates.fill(
            "problem",
            lang=DEFAULT,
            title=say(f"{key}.title"),
            text=say(key, commune=commune),
            address=link or "/",
            go=say(f"{key}.go"),
        )
        return HTMLResponse(page, status, {"cache-control": "no-store"})

    return show
