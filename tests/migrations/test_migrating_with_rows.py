"""An upgrade from each earlier revision: nothing is lost, and today's program works on it."""

import io
from dataclasses import replace
from typing import Any

import pytest
from integration.storage_kit import count
from migrations import renamed, revisions
from migrations.conftest import Upgraded
from migrations.data_set import (
    DataSet,
    Row,
    build,
    dump,
    is_numbered,
    kept,
    load,
    next_number,
    reflected,
)
from PIL import Image
from sqlalchemy import Engine, text
from stage.walks import code_of, open_question, register, secret_of

from bot.fetching import Fetching
from handlers.files import FETCH
from notifications.relay import Relay
from scheduler.worker import Worker
from storage import addresses, schema
from storage.blobs import Blobs
from storage.tables import Attachment, Job, Outbox, Petition

OPEN = ("waiting", "sending", "running")


def rows(then: DataSet, table: str, **values: Any) -> list[Row]:
    """The rows of then that have these values."""
    return [row for row in then.tables[table] if all(row[name] == v for name, v in values.items())]


def petition(upgraded: Upgraded, code: str) -> Petition:
    (found,) = [one for one in upgraded.program.all_of(Petition) if one.code == code]
    return found


def telegram(upgraded: Upgraded) -> int:
    """The row of the sample commune's bot."""
    account = upgraded.program.database.read_now(
        lambda work: addresses.account(work, "telegram", "main")
    )
    assert account.id is not None
    return account.id


class TestRows:
    """What stands in the tables."""

    def test_every_value_of_then_is_there(self, engine: Engine, then: DataSet) -> None:
        assert kept(then, dump(engine)) == renamed.upgraded(then)

    def test_every_reference_leads_to_its_row(self, engine: Engine, then: DataSet) -> None:
        """SQLite could have lost some while a table was made anew; PostgreSQL cannot."""
        if engine.dialect.name == "sqlite":
            with engine.connect() as connection:
                assert connection.execute(text("PRAGMA foreign_key_check")).all() == []

        assert all(then.tables.values())

    def test_new_rows_get_numbers_of_their_own(self, engine: Engine, then: DataSet) -> None:
        with engine.connect() as connection:
            for table in reflected(engine):
                if is_numbered(table) and table.name in then.tables:
                    newest = max(row["id"] for row in then.tables[table.name])
                    assert next_number(connection, table) > newest

    @pytest.mark.usefixtures("then")
    def test_upgrading_again_changes_nothing(self, engine: Engine) -> None:
        before = dump(engine)
        schema.upgrade(engine)

        assert dump(engine) == before


class TestTheWayDown:
    """An operator goes back to the version before."""

    @pytest.mark.parametrize("revision", revisions.described()[:-1] or revisions.earlier())
    def test_up_down_and_up_again_keeps_every_row_of_then(
        self, engine: Engine, revision: str
    ) -> None:
        then = build(engine, revision)
        schema.upgrade(engine)
        schema.downgrade(engine, revision)
        assert dump(engine, then.secrets) == then

        schema.upgrade(engine)
        assert kept(then, dump(engine)) == renamed.upgraded(then)

    def test_one_step_down_keeps_what_the_version_before_knows(
        self, engine: Engine, old: DataSet
    ) -> None:
        """The rows of the newer tables go; of all others none does."""
        below = dict(revisions.steps())[old.revision]
        if below == "base":
            schema.downgrade(engine, below)
            assert reflected(engine) == []
            return
        schema.downgrade(engine, below)
        left = dump(engine)

        assert kept(left, replace(old, tables=renamed.one_step_down(old))) == left.tables

    def test_what_each_step_down_drops_is_named_in_its_revision(self, engine: Engine) -> None:
        """So that who goes down knows; the first one drops everything."""
        (first, _), *others = revisions.steps()
        schema.upgrade(engine, first)
        for revision, _below in others:
            before = revisions.columns(engine)
            schema.upgrade(engine, revision)
            said = revisions.docstring(revision)
            for column in revisions.columns(engine) - before:
                table, _, _name = column.partition(".")
                new = not any(one.startswith(f"{table}.") for one in before)
                assert (table if new else column) in said, f"{revision} does not say {column}"


@pytest.mark.parametrize("revision", revisions.earlier())
def test_what_the_program_before_writes_the_next_schema_takes(
    engine: Engine, revision: str
) -> None:
    """It may still run while another process migrates: first widen, later narrow."""
    schema.upgrade(engine, revisions.after(revision))
    then = DataSet.of(revision)
    load(engine, then)

    assert kept(then, dump(engine)) == then.tables


class TestTodaysProgram:
    """An old database in daily use."""

    def test_every_petition_opens_with_the_secret_that_was_given_then(
        self, upgraded: Upgraded
    ) -> None:
        stranger = upgraded.actor("newcomer", "web", "mau")
        for code, secret in upgraded.then.secrets.items():
            if code.startswith("XM"):
                assert stranger.say(f"/tracuu {code} {secret}").last.title == f"Kiến nghị {code}"

    def test_the_office_of_then_decides_and_the_author_of_then_is_told(
        self, upgraded: Upgraded
    ) -> None:
        chi, loan = upgraded.actor("chi"), upgraded.actor("1007").read()
        chi.say("/xet XM25-0007").press("Chấp nhận nội dung")

        assert "Đã ghi: Văn phòng chấp nhận nội dung." in chi.text
        assert petition(upgraded, "XM25-0007").state == "accepted"
        assert "chấp nhận nội dung của XM25-0007" in loan.read().text

    def test_who_was_in_the_middle_of_a_conversation_goes_on(self, upgraded: Upgraded) -> None:
        hien = upgraded.actor("hien-web", "web", "mau")
        assert open_question(hien) == "asking_phone"

        hien.say("0912 345 678").press("Giao thông, thủy lợi")
        hien.say("Cầu gỗ đầu thôn đã mục.").press("Xong").press("Gửi")

        sent = petition(upgraded, code_of(hien))
        assert (sent.name, sent.state) == ("Nguyễn Văn An", "received")

    def test_a_new_petition_gets_the_next_code_and_can_be_looked_up(
        self, upgraded: Upgraded
    ) -> None:
        an = upgraded.actor("new-an")
        code, secret = register(an), secret_of(an)
        elsewhere = upgraded.actor("new-an-web", "web", "mau").say(f"/tracuu {code} {secret}")

        assert code == "XM25-0009"
        assert elsewhere.last.title == f"Kiến nghị {code}"

    async def test_messages_that_waited_are_sent(self, upgraded: Upgraded) -> None:
        """Also the one that was on its way when the old program stopped."""
        sender, program = _Sender(), upgraded.program
        waited = [
            row
            for row in upgraded.then.tables["outbox"]
            if row["state"] in OPEN and row["account_id"] == telegram(upgraded)
        ]
        senders = {telegram(upgraded): sender}
        relay = Relay(database=program.database, senders=senders, clock=lambda: program.now)
        while await relay.step():
            pass

        assert len(waited) > 2
        assert sorted(sender.taken) == sorted(row["body"]["text"] for row in waited)
        states = {row.id: row.state for row in program.all_of(Outbox)}
        assert {states[row["id"]] for row in waited} == {"sent"}

    def test_the_page_shows_what_waited_for_it(self, upgraded: Upgraded) -> None:
        tu = upgraded.actor("tu-web", "web", "mau").read()

        assert "chưa đưa nội dung của XM25-0004 vào đối thoại" in tu.text

    async def test_jobs_that_waited_are_done(self, upgraded: Upgraded, tmp_path: Any) -> None:
        """Also the one that was in hand when the old program stopped."""
        program = upgraded.program
        fetching = Fetching(
            database=program.database,
            house=program.house,
            blobs=Blobs(tmp_path / "files"),
            fetchers={telegram(upgraded): _bring},
            clock=lambda: program.now,
        )
        tasks = {FETCH: fetching.task()}
        worker = Worker(database=program.database, tasks=tasks, clock=lambda: program.now)
        while await worker.step():
            pass

        waited = [row for row in upgraded.then.tables["job"] if row["state"] in OPEN]
        files = {row.id: row.state for row in program.all_of(Attachment)}
        assert {files[row["payload"]["attachment"]] for row in waited} == {"stored"}
        assert count(program.database, Job, Job.state == "done") == len(waited) + len(
            rows(upgraded.then, "job", state="done")
        )


class _Sender:
    """A bot that takes everything."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    async def send(self, external: str, body: dict[str, Any]) -> str:
        self.taken.append(body["text"])
        return f"{external}-{len(self.taken)}"


async def _bring(source: dict[str, Any], limit: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), "gray").save(out, "JPEG")
    return out.getvalue()
