"""The Bot API over httpx: one call, and what came of it.

The token is part of every address, so that no address ever leaves this file: neither in an
exception nor in a log.
"""

from typing import Any

import httpx

from bot.settings import ZaloBotSettings

# Zalo fetches a picture before it answers.
PICTURE_PATIENCE = 150.0
# An empty poll is answered with this.
NOTHING_NEW = 408


class Refused(Exception):
    """Zalo says no: its code and its words."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(f"{code} {said}")
        self.code, self.said = code, said


class Unreachable(Exception):
    """No answer came, or none that can be read."""


class BotApi:
    """Calls methods of one bot."""

    def __init__(self, settings: ZaloBotSettings, patience: float = 15.0) -> None:
        token = settings.token.get_secret_value()
        self._root = f"{settings.base_url.rstrip('/')}/bot{token}"
        self._http = httpx.AsyncClient(timeout=patience, follow_redirects=False)

    async def call(self, method: str, /, wait: float | None = None, **given: Any) -> Any:
        """The `result` of a method; `wait` in seconds where it may take longer than others.

        Raises Refused or Unreachable. What decides is `ok`, never the status.
        """
        patience = httpx.USE_CLIENT_DEFAULT if wait is None else httpx.Timeout(wait)
        try:
            answer = await self._http.post(f"{self._root}/{method}", json=given, timeout=patience)
            said = answer.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as fault:
            raise Unreachable(type(fault).__name__) from None
        return _result(answer.status_code, said)

    async def close(self) -> None:
        """Let go of every connection."""
        await self._http.aclose()


def _result(status: int, said: Any) -> Any:
    if not isinstance(said, dict):
        raise Unreachable("no object")
    if said.get("ok") is True:
        return said.get("result")
    code = said.get("error_code")
    words = said.get("description")
    code = code if type(code) is int and code else status
    raise Refused(code, words[:200] if isinstance(words, str) else "")
