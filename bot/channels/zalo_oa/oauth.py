"""Getting tokens of an account from Zalo: one call, and what came of it."""

from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.settings import ZaloOaSettings

# Less than the lease of who renews: nobody else may begin meanwhile.
PATIENCE = 20.0
# Where Zalo does not say how long: soon enough for any answer it might have meant.
SHORTEST = 3600


@dataclass(frozen=True, kw_only=True)
class Pair:
    """An access token, and the refresh token with which the next pair is had, once."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    seconds: int


class ConsentNeeded(Exception):
    """Zalo takes this refresh token no more, or this code not."""


class NoAnswer(Exception):
    """Nobody can say whether the refresh token or the code is spent."""


async def renew(http: httpx.AsyncClient, settings: ZaloOaSettings, refresh: str) -> Pair:
    """A new pair; raises ConsentNeeded or NoAnswer."""
    return await _asked(http, settings, refresh_token=refresh, grant_type="refresh_token")


async def exchange(
    http: httpx.AsyncClient, settings: ZaloOaSettings, code: str, verifier: str
) -> Pair:
    """The first pair, for the code of a consent; raises ConsentNeeded or NoAnswer."""
    return await _asked(
        http, settings, code=code, code_verifier=verifier, grant_type="authorization_code"
    )


async def _asked(http: httpx.AsyncClient, settings: ZaloOaSettings, **given: str) -> Pair:
    """Failures come with status 200 as well: what counts is that there is an access token."""
    try:
        answer = await http.post(
            f"{settings.oauth_url.rstrip('/')}/v4/oa/access_token",
            data={**given, "app_id": settings.app_id},
            headers={"secret_key": settings.app_secret.get_secret_value()},
            timeout=PATIENCE,
        )
        said = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as fault:
        raise NoAnswer(type(fault).__name__) from None
    if answer.status_code >= 500 or not isinstance(said, dict):
        raise NoAnswer(str(answer.status_code))
    return _pair(said)


def _pair(said: dict[str, Any]) -> Pair:
    access, refresh = said.get("access_token"), said.get("refresh_token")
    if not (isinstance(access, str) and access and isinstance(refresh, str) and refresh):
        # `error_name` is a word of Zalo's; its description may repeat what was sent.
        raise ConsentNeeded(str(said.get("error", said.get("error_name", "")))[:40] or "unknown")
    return Pair(access=access, refresh=refresh, seconds=_seconds(said.get("expires_in")))


def _seconds(said: Any) -> int:
    try:
        return max(60, int(said))
    except (TypeError, ValueError):
        return SHORTEST
