"""Builds what every conversation relies on, from the settings."""

import ipaddress
from datetime import timedelta

from bot.days_off import configured_calendar
from bot.key import load_key
from bot.regulations import configured_regulations
from bot.settings import CommuneSettings, ReminderSettings, Settings
from dialogue.reminders import Ladder
from documents.letterhead import Issuer
from documents.stationery import Stationery, issuer_named
from documents.templates import Templates
from handlers.house import House, Limits, Reminding
from locales.catalogue import Catalogue


def build_house(settings: Settings) -> House:
    """Texts, law, calendar, key and limits; raises ConfigurationError."""
    return House(
        catalogue=Catalogue.shipped(),
        regulations=configured_regulations(settings),
        calendar=configured_calendar(settings),
        key=load_key(settings),
        public_url=page_for_people(settings),
        limits=Limits(
            text=settings.limits.text,
            file_bytes=settings.limits.file_megabytes * 1_000_000,
            staff_idle=timedelta(hours=settings.limits.staff_idle_hours),
            again_window=timedelta(days=settings.limits.petition_again_days),
        ),
        reminding=_reminding(settings.reminders, settings.health.line_hour),
        stationery=_stationery(settings),
    )


def _reminding(stated: ReminderSettings, line_hour: int) -> Reminding:
    return Reminding(
        ladder=Ladder(before=stated.before, overdue=stated.overdue),
        hour=stated.hour,
        until=stated.until,
        unreceived=stated.unreceived_days,
        draft=timedelta(days=stated.draft_days),
        grade=timedelta(days=stated.grade_days),
        line_hour=line_hour,
    )


def public_url(settings: Settings) -> str:
    """Where the program is reached: as configured, else on this machine."""
    return settings.web.public_url or f"http://{settings.web.host}:{settings.web.port}"


def _stationery(settings: Settings) -> Stationery:
    """Letterheads from the configuration; a commune's own templates from the data folder."""
    return Stationery(
        templates=Templates(own=settings.data.dir / "templates"),
        issuers={one.code: _issuer(one) for one in settings.commune},
    )


def _issuer(commune: CommuneSettings) -> Issuer:
    stated = commune.papers
    return issuer_named(
        commune.name,
        place=stated.place,
        above=stated.above,
        signers=stated.signers.model_dump(),
    )


def page_for_people(settings: Settings) -> str:
    """The address of the web chat that papers and messages name; "" where nobody could open it.

    Without `public_url` it is this machine's own for a trial by its web chat alone: who writes from
    a phone has no program at 127.0.0.1.
    """
    is_trial = is_loopback(settings.web.host) and not settings.has_platforms
    return public_url(settings) if settings.web.public_url or is_trial else ""


def is_loopback(host: str) -> bool:
    """Whether it is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
