"""The OpenAPI of an Official Account over httpx: one call, and what came of it.

Zalo answers errors with status 200; what decides is `error`. A token that is refused is renewed
once and the call made once more, never in a ring.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Any, Literal

import httpx

from bot.channels.zalo_oa.tokens import PERSON_WAIT, Access, Tokens
from bot.settings import ZaloOaSettings
from notifications.limiter import UNLIMITED, Limiter
from notifications.outcomes import TryAgain

UPLOAD_PATIENCE = 60.0
# Access token invalid, expired or removed; the last is how templates call it.
TOKEN_CODES = frozenset({-216, -220, -124})
SEND = "/v3.0/oa/message/cs"


class Refused(Exception):
    """Zalo says no: its code and its words."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(f"{code} {said}")
        self.code, self.said = code, said


class Unreachable(Exception):
    """No answer came, or none that can be read."""


@dataclass(frozen=True, kw_only=True)
class OaApi:
    """Calls for one account."""

    http: httpx.AsyncClient = field(repr=False)
    settings: ZaloOaSettings
    tokens: Tokens
    # Zalo counts every call of an account, uploads and templates too.
    limiter: Limiter = field(default_factory=lambda: Limiter(UNLIMITED), repr=False)

    async def say(self, recipient: str, message: dict[str, Any]) -> dict[str, Any]:
        """Send one message of a conversation; its `data`."""
        return await self.post(
            self.settings.api_url + SEND, {"recipient": {"user_id": recipient}, "message": message}
        )

    async def upload(
        self, kind: Literal["image", "file"], content: bytes, name: str, mime: str
    ) -> dict[str, Any]:
        """Lend Zalo a file for seven days; its `data`."""

        async def call(access: Access) -> dict[str, Any]:
            return await self._sent(
                f"{self.settings.api_url}/v2.0/oa/upload/{kind}",
                access,
                files={"file": (name, content, mime)},
                timeout=UPLOAD_PATIENCE,
            )

        return await self._with_token(call)

    async def post(self, url: str, body: dict[str, Any]) -> dict[str, Any]:
        """A call with a JSON body; raises Refused, Unreachable or TryAgain."""

        async def call(access: Access) -> dict[str, Any]:
            return await self._sent(url, access, json=body)

        return await self._with_token(call)

    async def get(self, path: str) -> dict[str, Any]:
        """A call that only asks; raises Refused, Unreachable or TryAgain."""

        async def call(access: Access) -> dict[str, Any]:
            return await self._sent(self.settings.api_url + path, access, method="GET")

        return await self._with_token(call)

    async def _with_token(self, call: Any) -> dict[str, Any]:
        access = await self.tokens.access()
        try:
            return dict(await call(access))
        except Refused as fault:
            if fault.code not in TOKEN_CODES:
                raise
        access = await self.tokens.renew(access)
        try:
            return dict(await call(access))
        except Refused as fault:
            if fault.code not in TOKEN_CODES:
                raise
            raise TryAgain("token", PERSON_WAIT, account=True) from None

    def _headers(self, access: Access) -> dict[str, str]:
        named = {"access_token": access.token}
        if self.settings.appsecret_proof:
            secret = self.settings.app_secret.get_secret_value()
            named["appsecret_proof"] = proof(access.token, secret)
        return named

    async def _sent(
        self, url: str, access: Access, method: str = "POST", **given: Any
    ) -> dict[str, Any]:
        try:
            async with self.limiter.call(""):
                headers = self._headers(access)
                answer = await self.http.request(method, url, headers=headers, **given)
            said = answer.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as fault:
            raise Unreachable(type(fault).__name__) from None
        return _data(answer.status_code, said)


def proof(token: str, app_secret: str) -> str:
    """That whoever holds the token knows the app's secret too."""
    return hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()


def _data(status: int, said: Any) -> dict[str, Any]:
    if not isinstance(said, dict) or type(said.get("error")) is not int:
        raise Unreachable(f"status {status}")
    if said["error"] != 0:
        words = said.get("message")
        raise Refused(said["error"], words[:200] if isinstance(words, str) else "")
    data = said.get("data")
    return data if isinstance(data, dict) else {}
