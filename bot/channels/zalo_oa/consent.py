"""The pages on which a person lets the program speak for an Official Account, first or again.

1. They open the one-time link: it says for which account, and leads to Zalo.
2. They consent there, as somebody who may; Zalo sends them back with a code.
3. The code is changed for a pair of tokens, which is kept; messages that wait leave.
Zalo may repeat our `state` or not: the browser keeps the ticket in a cookie as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.zalo_oa.oauth import ConsentNeeded, NoAnswer
from bot.channels.zalo_oa.tickets import PATH, Ticket, Tickets
from bot.channels.zalo_oa.tokens import Tokens

log = structlog.get_logger()

COOKIE = "doithoai-consent"
# Zalo's code lives ten minutes; somebody has to log in before.
PATIENCE = 1800


class Show(Protocol):
    """Makes a small page of words of the catalogue, perhaps with one way on."""

    def __call__(self, key: str, status: int, *, link: str = "", commune: str = "") -> Response: ...


@dataclass(frozen=True, kw_only=True)
class Consent:
    """Serves these pages for every account."""

    tickets: Tickets
    tokens: Mapping[int, Tokens]
    # The name of the commune that each account serves: who administers it knows it by that.
    communes: Mapping[int, str]
    show: Show

    def routes(self) -> list[Route]:
        """What the web server has to serve."""
        return [Route(f"{PATH}/{{ticket}}", self.begin), Route(PATH, self.come_back)]

    async def begin(self, request: Request) -> Response:
        """Say for which account, and lead to Zalo; nothing has happened yet."""
        given = request.path_params["ticket"]
        tokens = await self._open(given)
        if tokens is None:
            return self.show("zalo-consent-ended", 404)
        response = self.show(
            "zalo-consent-begin",
            200,
            link=self._at_zalo(tokens, given),
            commune=self.communes[tokens.account_id],
        )
        response.headers.append("set-cookie", self._cookie(given))
        return response

    async def come_back(self, request: Request) -> Response:
        """Change Zalo's code for tokens."""
        given = request.query_params.get("state", "")
        if self.tickets.read(given) is None:
            given = request.cookies.get(COOKIE, "")
        tokens, ticket = await self._open(given), self.tickets.read(given)
        code, oa_id = (request.query_params.get(name, "") for name in ("code", "oa_id"))
        if tokens is None or ticket is None:
            return self.show("zalo-consent-ended", 404)
        if not code:
            return self.show("zalo-consent-refused", 400, link=self._again(given))
        if oa_id and oa_id != tokens.settings.oa_id:
            log.warning("consent was given for another account", account=tokens.account)
            return self.show("zalo-consent-other", 400, link=self._again(given))
        return await self._exchange(tokens, ticket, given, code)

    async def _exchange(self, tokens: Tokens, ticket: Ticket, given: str, code: str) -> Response:
        try:
            kept = await tokens.consent(ticket.version, code, self.tickets.verifier(given))
        except ConsentNeeded as fault:
            log.warning("zalo takes the code not", account=tokens.account, why=str(fault))
            return self.show("zalo-consent-refused", 400, link=self._again(given))
        except NoAnswer as fault:
            log.warning("zalo does not answer", account=tokens.account, why=str(fault))
            return self.show("zalo-consent-later", 503, link=self._again(given))
        if not kept:
            return self.show("zalo-consent-ended", 404)
        return self.show("zalo-consent-given", 200, commune=self.communes[tokens.account_id])

    async def _open(self, given: str) -> Tokens | None:
        """Whose ticket it is; None for one that is forged, has ended or was used."""
        ticket = self.tickets.read(given)
        tokens = self.tokens.get(ticket.account_id) if ticket else None
        if ticket is None or tokens is None or await tokens.version() != ticket.version:
            return None
        return tokens

    def _at_zalo(self, tokens: Tokens, given: str) -> str:
        asked = {
            "app_id": tokens.settings.app_id,
            "redirect_uri": self.tickets.callback,
            "code_challenge": self.tickets.challenge(given),
            "state": given,
        }
        return f"{tokens.settings.oauth_url.rstrip('/')}/v4/oa/permission?{urlencode(asked)}"

    def _again(self, given: str) -> str:
        return f"{PATH}/{given}"

    def _cookie(self, given: str) -> str:
        kept = f"{COOKIE}={given}; Path={PATH}; Max-Age={PATIENCE}; HttpOnly; SameSite=Lax"
        return f"{kept}; Secure" if self.tickets.callback.startswith("https:") else kept
