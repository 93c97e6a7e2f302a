"""What the doctor says of Zalo: near the end of a quota, without consent, with what waits."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from integration.zalo_oa_kit import Clock, account_row
from sqlmodel import select

from bot.channels.zalo.spool import Spool
from bot.doctor_zalo import look_at_by_hand, look_at_zalo
from bot.finding import Finding
from bot.settings import Settings, TemplateSettings, ZaloBotSettings, ZaloOaSettings
from storage import addresses, by_hand, official_accounts, outbox
from storage.database import Database
from storage.tables import Account, Address, Staff
from storage.work import Work

BOT = ZaloBotSettings(token="1:x", people=3, messages_per_month=10)
OA = ZaloOaSettings(oa_id="1", app_id="2", app_secret="x", oa_secret="y")
NOW = Clock().now


class Office:
    """A commune with a bot and an Official Account, and the doctor's visit."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder = database, folder
        self.settings = Settings(
            data={"dir": folder},
            web={"public_url": "https://xa.example"},
            zalo_bot={"main": BOT},
            zalo_oa={"main": OA},
        )
        self.oa = account_row(database)
        self.bot = database.write_now(
            lambda work: addresses.ensure_account(work, "zalo_bot", "main", 1).id
        )

    def finds(self, now: datetime = NOW) -> dict[str, Finding]:
        return {one.what: one for one in look_at_zalo(self.settings, self.database, now)}

    def write(self, account: int | None, person: str, count: int = 0, **sent: Any) -> None:
        """Somebody wrote, and was answered so often."""

        def write(work: Work) -> None:
            row = work.session.get_one(Account, account)
            address = addresses.arrive(work, row, person, NOW)
            for number in range(count):
                key = f"{person}:{number}"
                outbox.put(work, address, lane="reply", key=key, body={"text": "x"}, now=NOW)
                [claimed] = outbox.claim(work, [row.id or 0], NOW, 1)
                outbox.sent(work, claimed, NOW, external_id="m", **sent)

        self.database.write_now(write)


@pytest.fixture
def office(sqlite_database: Database, tmp_path: Path) -> Office:
    return Office(sqlite_database, tmp_path)


def test_a_quota_that_is_nearly_used_up_needs_a_person(office: Office) -> None:
    office.write(office.bot, "an", 2, messages=2)
    assert office.finds()["zalo_bot.main"].good
    office.write(office.bot, "binh", 1, messages=5)

    found = office.finds()["zalo_bot.main"]
    assert not found.good
    assert found.says.startswith("2 of 3 people, 9 of 10 messages this month: the free plan ends")
    assert office.finds(NOW + timedelta(days=30))["zalo_bot.main"].says.startswith(
        "2 of 3 people, 0 of 10"
    )


def test_what_the_month_cost_is_said(office: Office) -> None:
    office.write(office.oa, "an", 2, way="free")
    office.write(office.oa, "binh", 1, way="template", cost=200)

    assert office.finds()["zalo_oa.main: this month"].says == "2 free (0 VND), 1 template (200 VND)"


def test_missing_consent_is_said_with_what_to_do(office: Office) -> None:
    assert office.finds()["zalo_oa.main"].good

    def refuse(work: Work) -> None:
        official_accounts.row(work, office.oa)
        held = official_accounts.lease(work, office.oa, 0, NOW)
        assert held is not None
        official_accounts.refused(work, office.oa, held, "-14014", NOW)

    office.database.write_now(refuse)

    found = office.finds()["zalo_oa.main"]
    assert not found.good
    assert "-14014" in found.says and "doithoai zalo consent main" in found.says


def test_a_token_that_was_never_had_is_not_called_good(office: Office) -> None:
    office.database.write_now(
        lambda work: official_accounts.plant(work, office.oa, sealed="x", seed="y")
    )

    found = office.finds()["zalo_oa.main"]
    assert not found.good
    assert found.says.startswith("no access token yet")


def test_staff_whom_no_reminder_reaches_are_counted_until_there_is_a_template(
    office: Office,
) -> None:
    """On the eighth day of silence; citizens do not count."""
    office.write(office.oa, "an")
    office.write(office.oa, "chi")

    def enrol(work: Work) -> None:
        chi = work.session.exec(select(Address).where(Address.external == "chi")).one()
        work.session.add(
            Staff(commune_id=1, person_id=chi.person_id, role="office", seen_at=NOW, joined_at=NOW)
        )

    office.database.write_now(enrol)
    found = [office.finds(NOW + timedelta(days=days)) for days in (6, 8)]
    template = TemplateSettings(notice="other", id="1", fields={"viec": "title"})
    stated = OA.model_copy(update={"templates": (template,)})
    office.settings = office.settings.model_copy(update={"zalo_oa": {"main": stated}})

    assert "zalo_oa.main: staff" not in found[0]
    assert found[1]["zalo_oa.main: staff"].says.startswith("1 of the staff")
    assert "zalo_oa.main: staff" not in office.finds(NOW + timedelta(days=8))


def test_what_waits_too_long_is_found(office: Office) -> None:
    def queue(work: Work) -> None:
        row = work.session.get_one(Account, office.oa)
        address = addresses.arrive(work, row, "an", NOW)
        outbox.put(work, address, lane="notice", key="k", body={"text": "x"}, now=NOW)

    office.database.write_now(queue)
    Spool(office.folder / "incoming" / "zalo_oa" / "main").put(b"{}", NOW)

    soon, late = office.finds(), office.finds(NOW + timedelta(days=2))
    assert {"zalo_oa.main: waiting", "zalo_oa.main: events"} <= late.keys() - soon.keys()
    assert not late["zalo_oa.main: waiting"].good


def test_whom_the_office_has_to_tell_is_counted(office: Office) -> None:
    office.write(office.oa, "an")
    assert look_at_by_hand(office.database).good

    def add(work: Work) -> None:
        address = work.session.get_one(Address, 1)
        by_hand.add(
            work,
            commune_id=1,
            person_id=address.person_id,
            key="k",
            reason="window",
            body={"text": "x"},
            now=NOW,
        )

    office.database.write_now(add)
    assert look_at_by_hand(office.database).says.startswith("1 waiting in /lienhe")


def test_without_an_address_zalo_gets_no_pictures(office: Office) -> None:
    office.settings = office.settings.model_copy(
        update={"web": office.settings.web.model_copy(update={"public_url": ""})}
    )

    assert not office.finds()["zalo: address"].good
