"""What is said when a page cannot be shown: kindly, with what can be done instead."""

from dataclasses import dataclass

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.channels.web import headers
from bot.channels.web.templates import Templates
from locales.catalogue import DEFAULT, Catalogue

# Statuses with words of their own; the others speak as the first of their hundred.
KNOWN = frozenset({400, 404, 405, 421, 500, 503})

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Problems:
    """The error pages; they ask nothing of the database."""

    catalogue: Catalogue
    templates: Templates

    def page(self, status: int, *, address: str = "/") -> HTMLResponse:
        """The page for a status; `address` is where to go on."""
        key = f"web-problem-{status if status in KNOWN else status // 100 * 100}"
        shown = self.templates.fill(
            "problem",
            lang=DEFAULT,
            title=self.catalogue.text(DEFAULT, f"{key}.title"),
            text=self.catalogue.text(DEFAULT, key),
            address=address,
            go=self.catalogue.text(DEFAULT, "web-problem-go"),
        )
        # Here too, because the outermost handler of faults answers past the middleware.
        return HTMLResponse(shown, status, {**headers.DEFAULTS, "cache-control": "no-store"})

    async def refused(self, _request: Request, fault: Exception) -> Response:
        """For what the routes refuse: unknown pages, wrong methods."""
        assert isinstance(fault, HTTPException)
        response = self.page(fault.status_code)
        response.headers.update(fault.headers or {})
        return response

    async def unavailable(self, _request: Request, fault: Exception) -> Response:
        """For a database that cannot be asked now."""
        log.debug("web page without database", fault=type(fault).__name__)
        response = self.page(503)
        response.headers["retry-after"] = "5"
        return response

    async def failed(self, _request: Request, _fault: Exception) -> Response:
        """For a fault of ours; the server logs it."""
        return self.page(500)
