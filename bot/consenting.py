"""`doithoai zalo consent`: the one-time link for an Official Account, made from outside."""

from bot import clock
from bot.channels.zalo_oa.tickets import Tickets
from bot.console import WrongUse
from bot.settings import Settings
from bot.start import ZALO_OA
from handlers.house import House
from storage import official_accounts, usage
from storage.database import Database
from storage.work import Work


def link_from_outside(settings: Settings, database: Database, house: House, name: str) -> str:
    """The link; raises WrongUse where there is no such account, or no address for Zalo to go to."""
    if name not in settings.zalo_oa:
        known = ", ".join(settings.zalo_oa) or "none"
        raise WrongUse(f"[zalo_oa.{name}] is not configured; known: {known}")
    if not settings.web.public_url:
        raise WrongUse("set [web] public_url: Zalo sends the browser back to it")
    found = database.read_now(lambda work: _standing(work, name))
    if found is None:
        raise WrongUse(f"[zalo_oa.{name}] was never started: the first `run` makes the account")
    tickets = Tickets(public_url=settings.web.public_url, key=house.key, clock=clock.now)
    return tickets.link(*found)


def _standing(work: Work, name: str) -> tuple[int, int] | None:
    """The account, and which pair of tokens it has."""
    account_id = usage.account_id(work, ZALO_OA, name)
    if account_id is None:
        return None
    row = official_accounts.find(work, account_id)
    return account_id, row.version if row else 0
