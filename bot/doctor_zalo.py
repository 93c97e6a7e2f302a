"""What the doctor says of Zalo: quotas, tokens, money, and what waits too long."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.channels.zalo.spool import Spool
from bot.finding import Finding
from bot.settings import Settings, ZaloBotSettings, ZaloOaSettings
from bot.start import ZALO_BOT, ZALO_OA
from handlers.notice_kinds import OTHER
from locales.dates import LOCAL, short_time
from storage import by_hand, official_accounts, usage
from storage.database import Database
from storage.tables import OfficialAccount
from storage.work import Work

# Of a quota, so that a person has time to act.
NEARLY = 0.9
TOO_LONG = timedelta(hours=24)
# So long Zalo takes messages for somebody who is silent.
WINDOW = timedelta(days=7)
NOT_HANDLED = timedelta(minutes=10)


def look_at_zalo(settings: Settings, database: Database, now: datetime) -> Iterator[Finding]:
    """A finding or two for each account; nothing where there is none."""
    if not (settings.zalo_bot or settings.zalo_oa):
        return
    yield _address(settings)
    yield from database.read_now(lambda work: list(_accounts(work, settings, now)))


def look_at_by_hand(database: Database) -> Finding:
    """Whom the office still has to tell."""
    count = database.read_now(by_hand.count_open)
    says = "nobody" if not count else f"{count} waiting in /lienhe, for the office of each commune"
    return Finding(what="to be told by hand", good=not count, says=says)


def _address(settings: Settings) -> Finding:
    """Zalo fetches pictures from us, and calls us."""
    url = settings.web.public_url
    if url.startswith("https://"):
        return Finding(what="zalo: address", good=True, says="pictures and files can be fetched")
    says = "set [web] public_url to an https address, or Zalo gets no pictures, files and events"
    return Finding(what="zalo: address", good=False, says=says)


def _accounts(work: Work, settings: Settings, now: datetime) -> Iterator[Finding]:
    for name, bot in settings.zalo_bot.items():
        account = usage.account_id(work, ZALO_BOT, name)
        if account is not None:
            yield _quota(work, f"zalo_bot.{name}", account, bot, now)
            yield from _waiting(work, settings, ZALO_BOT, name, account, now)
    for name, official in settings.zalo_oa.items():
        account = usage.account_id(work, ZALO_OA, name)
        if account is not None:
            yield _tokens(official_accounts.find(work, account), name, now)
            yield _money(work, name, account, now)
            yield from _staff(work, name, account, official, now)
            yield from _waiting(work, settings, ZALO_OA, name, account, now)


def _quota(work: Work, what: str, account: int, bot: ZaloBotSettings, now: datetime) -> Finding:
    people = usage.people(work, account)
    sent = sum(used.messages for used in usage.since(work, account, _month(now)))
    says = (
        f"{_of(people, bot.people)} people, {_of(sent, bot.messages_per_month)} messages this month"
    )
    near = _is_near(people, bot.people) or _is_near(sent, bot.messages_per_month)
    if near:
        says += ": the free plan ends there; move people to an Official Account, see docs/zalo.md"
    return Finding(what=what, good=not near, says=says)


def _tokens(row: OfficialAccount | None, name: str, now: datetime) -> Finding:
    what = f"zalo_oa.{name}"
    if row is None or (not row.version and row.refused_at is None):
        return Finding(what=what, good=True, says="tokens will be taken at the next start")
    if row.refused_at is not None:
        says = (
            f"Zalo wants consent again since {short_time(row.refused_at)} ({row.refused_why}): "
            f"have its administrator open what `doithoai zalo consent {name}` prints, "
            "see docs/zalo.md"
        )
        return Finding(what=what, good=False, says=says)
    if row.expires_at is None:
        says = (
            f"no access token yet: consent with `doithoai zalo consent {name}`, or see the log "
            "for why Zalo has not given one"
        )
        return Finding(what=what, good=False, says=says)
    if row.expires_at < now:
        says = "the access token has ended and was not renewed: is the program running?"
        return Finding(what=what, good=False, says=says)
    return Finding(what=what, good=True, says="tokens are good, and renewed by the program")


def _money(work: Work, name: str, account: int, now: datetime) -> Finding:
    used = usage.since(work, account, _month(now))
    parts = [f"{one.messages} {one.way or 'other'} ({one.cost} VND)" for one in used]
    says = ", ".join(parts) or "no message"
    return Finding(what=f"zalo_oa.{name}: this month", good=True, says=says)


def _staff(
    work: Work, name: str, account: int, stated: ZaloOaSettings, now: datetime
) -> Iterator[Finding]:
    """Who works here and is silent for a week hears of nothing but by a template."""
    if any(template.notice == OTHER for template in stated.templates):
        return
    silent = usage.staff_silent_since(work, account, now - WINDOW)
    if silent:
        says = (
            f"{silent} of the staff have not written for 7 days and are not reminded: set a "
            "template for `other` (docs/zalo.md), or let them work in the web chat or on Telegram"
        )
        yield Finding(what=f"zalo_oa.{name}: staff", good=False, says=says)


def _waiting(
    work: Work, settings: Settings, channel: str, name: str, account: int, now: datetime
) -> Iterator[Finding]:
    count, oldest = usage.waiting_since(work, account)
    if oldest is not None and now - oldest > TOO_LONG:
        says = f"{count} messages wait, the oldest since {short_time(oldest)}: see the log for why"
        yield Finding(what=f"{channel}.{name}: waiting", good=False, says=says)
    kept = Spool(settings.data.dir / "incoming" / channel / name).waiting(1)
    if kept and now - kept[0].received_at > NOT_HANDLED:
        says = f"events wait since {short_time(kept[0].received_at)}: is the program running?"
        yield Finding(what=f"{channel}.{name}: events", good=False, says=says)


def _month(now: datetime) -> datetime:
    local = now.astimezone(LOCAL)
    return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _of(used: int, limit: int) -> str:
    return f"{used} of {limit}" if limit else str(used)


def _is_near(used: int, limit: int) -> bool:
    return bool(limit) and used >= NEARLY * limit
