"""Fetches what people sent: from Zalo's own hosts alone, and never more than is allowed.

The address comes with the event, so that whoever could forge one must not make us call anybody
else: another host, another port or a redirect elsewhere is refused before it is called.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

import httpx
import structlog

from notifications.outcomes import Never, TryAgain

log = structlog.get_logger()

# Drop by drop a file could be brought for ever.
PATIENCE = 120.0
REDIRECTS = 3


@dataclass(frozen=True, kw_only=True)
class Media:
    """Fetches for one account. A host stands for itself and all below it, by https; a whole
    origin (`http://127.0.0.1:8000`) for itself alone."""

    http: httpx.AsyncClient = field(repr=False)
    hosts: Sequence[str]
    account: str

    async def fetch(self, source: dict[str, Any], limit: int) -> bytes:
        """The bytes of a `FileRef.source`; raises TryAgain or Never."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._follow(str(source.get("url", "")), limit)
        except TimeoutError:
            raise TryAgain("slow") from None
        except httpx.InvalidURL:
            raise Never("file-gone") from None
        except httpx.HTTPError:
            raise TryAgain("network") from None

    async def _follow(self, url: str, limit: int) -> bytes:
        for _ in range(REDIRECTS + 1):
            if not self.allows(url):
                log.warning("a file lies with a host that is not allowed", account=self.account)
                raise Never("file-gone")
            found = await self._get(url, limit)
            if isinstance(found, bytes):
                return found
            url = urljoin(url, found)
        raise Never("file-gone")

    async def _get(self, url: str, limit: int) -> bytes | str:
        """The bytes, or where they are instead."""
        plain = {"accept-encoding": "identity"}
        async with self.http.stream("GET", url, headers=plain) as answer:
            if answer.is_redirect:
                return str(answer.headers.get("location", ""))
            if answer.status_code in (403, 404, 410):
                raise Never("file-gone")
            answer.raise_for_status()
            return await _read(answer, limit)

    def allows(self, url: str) -> bool:
        """Whether this address may be called at all."""
        try:
            parsed = httpx.URL(url)
        except (httpx.InvalidURL, ValueError):
            return False
        return any(_stands_for(host, parsed) for host in self.hosts)


async def _read(answer: httpx.Response, limit: int) -> bytes:
    content = bytearray()
    async for chunk in answer.aiter_bytes():
        content += chunk
        if len(content) > limit:
            raise Never("file-too-big")
    return bytes(content)


def _stands_for(host: str, url: httpx.URL) -> bool:
    if url.userinfo:
        return False
    if "://" in host:
        allowed = httpx.URL(host)
        return (url.scheme, url.host, url.port) == (allowed.scheme, allowed.host, allowed.port)
    named = url.host.lower()
    is_below = named == host.lower() or named.endswith(f".{host.lower()}")
    return url.scheme == "https" and url.port is None and is_below
