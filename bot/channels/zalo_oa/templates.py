"""Prepared texts, the only ones that reach somebody who has not written for seven days.

The configuration says which template stands for which kind of notice, and which of its fields gets
which value. What does not fit is not sent: the notice then goes another way.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from bot.channels.progress import key_of
from bot.channels.said import loggable
from bot.channels.zalo_oa.api import OaApi, Refused, Unreachable
from bot.settings import TemplateSettings
from handlers.notice_kinds import OTHER
from locales.accents import compose
from notifications.outcomes import Delivered, Never, TryAgain

log = structlog.get_logger()

LONGEST = 30
TRACKING = 48
# A code or an address that is cut names something else.
WHOLE = frozenset({"code", "phone", "link", "date"})
BUSY, NIGHT = -32, -133
# So many a day of the account, or of this template: tomorrow there are more.
DAILY = frozenset({-144, -147})
UNKNOWN_FAULT = -100


@dataclass(frozen=True, kw_only=True)
class Templates:
    """Sends notices of one account by template."""

    api: OaApi
    account: str
    configured: Sequence[TemplateSettings]

    async def send(self, external: str, body: dict[str, Any]) -> Delivered:
        """By the first template that fits and is taken; raises TryAgain where one will be later, or
        Never("window") where none is."""
        kind, values = _named(body)
        later: TryAgain | None = None
        for template in self.configured:
            if template.notice != kind:
                continue
            call = _call(template, external, values, key_of(external, body))
            if call is None:
                log.warning("a notice fits no template", account=self.account, template=template.id)
                continue
            try:
                sent = await self._try(template, call)
            except TryAgain as fault:
                later = later or fault
                continue
            if sent is not None:
                return sent
        raise later or Never("window")

    async def _try(self, template: TemplateSettings, call: dict[str, Any]) -> Delivered | None:
        try:
            data = await self.api.post(self._where(template), call)
        except Unreachable:
            raise TryAgain("network") from None
        except Refused as fault:
            if fault.code in (BUSY, UNKNOWN_FAULT):
                raise TryAgain("busy", 60.0) from None
            if fault.code in DAILY:
                raise TryAgain("quota", 3600.0) from None
            if fault.code == NIGHT:
                raise TryAgain("night", 3600.0) from None
            log.warning(
                "zalo refuses a template",
                account=self.account,
                template=template.id,
                code=fault.code,
                why=loggable(fault.said),
            )
            return None
        number = str(data.get("message_id") or data.get("msg_id") or "?").replace(",", "")
        return Delivered(external_id=number, way="template", cost=template.price)

    def _where(self, template: TemplateSettings) -> str:
        settings = self.api.settings
        if template.by == "phone":
            return f"{settings.business_url.rstrip('/')}/message/template"
        return f"{settings.api_url.rstrip('/')}/v3.0/oa/message/template"


def _named(body: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """The kind of a notice and its values. Of one without a kind, title and words; a secret is in
    no template, which is for an occasion and not for one person."""
    if kind := body.get("kind"):
        return str(kind), dict(body.get("values", ()))
    if body.get("sensitive"):
        return "", {}
    said = " ".join(str(body.get("text", "")).split())
    return OTHER, {"title": str(body.get("title", "")), "text": said}


def _call(
    template: TemplateSettings, external: str, values: Mapping[str, str], key: str
) -> dict[str, Any] | None:
    """The body of the call; None where a value is missing or may not be cut."""
    data = {}
    for field, name in template.fields.items():
        value = _fitted(name, values.get(name, ""), template.longest.get(field, LONGEST))
        if not value:
            return None
        data[field] = value
    to = _phone(values) if template.by == "phone" else {"user_id": external}
    if to is None:
        return None
    # The same notice has the same mark, so that trying again makes no second message.
    return {**to, "template_id": template.id, "template_data": data, "tracking_id": key[:TRACKING]}


def _phone(values: Mapping[str, str]) -> dict[str, str] | None:
    digits = re.sub(r"\D", "", values.get("phone", ""))
    known = re.fullmatch(r"(?:0|84)([1-9]\d{8,9})", digits)
    return {"phone": f"84{known[1]}"} if known else None


def _fitted(name: str, value: str, longest: int) -> str:
    text = compose(value).strip()
    if len(text) <= longest:
        return text
    return "" if name in WHOLE else text[: longest - 1].rstrip() + "…"
