"""`doithoai migrate` and `doithoai doctor` on a folder of their own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from integration.cli_kit import Operator
from sqlalchemy import text, update

from bot.console import DONE, FAILED
from storage import addresses, communes, jobs, outbox
from storage.tables import Job, Outbox
from storage.tables.traffic import Delivery, JobState
from storage.work import Work

MARCH = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def operator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Operator:
    return Operator.at(tmp_path, capsys, monkeypatch)


@pytest.fixture(autouse=True)
def _in_march(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.clock.now", lambda: MARCH)


def findings(operator: Operator) -> dict[str, str]:
    """What the doctor finds amiss."""
    return {f["what"]: f["says"] for f in operator.ask("doctor").document if not f["good"]}


def test_migrating_an_empty_folder_makes_the_database(operator: Operator) -> None:
    spoken = operator.ask("migrate")

    assert spoken.code == DONE
    assert spoken.document["before"] is None
    assert spoken.document["after"]


def test_migrating_twice_changes_nothing(operator: Operator) -> None:
    first = operator.ask("migrate").document
    second = operator.ask("migrate").document

    assert second == {"before": first["after"], "after": first["after"]}


def test_migrating_tells_a_person_in_one_line(operator: Operator) -> None:
    spoken = operator.run("migrate")

    assert spoken.out.startswith("schema: empty → ")
    assert spoken.err == ""


def test_the_data_folder_is_its_owners_alone(operator: Operator) -> None:
    operator.run("migrate")

    assert operator.data.stat().st_mode & 0o777 == 0o700


def test_a_database_that_cannot_be_opened_is_one_line_and_no_traceback(
    operator: Operator,
) -> None:
    operator.write('[database]\nurl = "sqlite:////nowhere/at/all.db"\n')

    spoken = operator.run("migrate")

    assert spoken.code == FAILED
    assert spoken.err == "the database: unable to open database file\n"


def test_a_server_that_is_away_is_one_line_without_the_password(operator: Operator) -> None:
    operator.write('[database]\nurl = "postgresql://doithoai:hush@127.0.0.1:1/doithoai"\n')

    spoken = operator.ask("migrate")

    assert spoken.code == FAILED
    assert spoken.error.startswith("the database: ")
    assert "hush" not in spoken.out + spoken.err


def test_a_file_that_is_no_database_is_one_line(operator: Operator) -> None:
    operator.data.mkdir()
    (operator.data / "doithoai.db").write_bytes(b"nonsense" * 1000)

    spoken = operator.run("migrate")

    assert spoken.code == FAILED
    assert spoken.err == "the database: file is not a database\n"


def test_a_database_of_a_newer_program_is_left_alone(operator: Operator) -> None:
    operator.run("migrate")
    with operator.database() as database:
        database.write_now(
            lambda work: work.session.execute(
                text("UPDATE alembic_version SET version_num = '9999'")
            )
        )

    spoken = operator.ask("migrate")

    assert spoken.code == FAILED
    assert "9999" in spoken.error
    assert "9999" in findings(operator)["schema"]


def test_the_doctor_finds_nothing_amiss_in_an_empty_folder(operator: Operator) -> None:
    spoken = operator.ask("doctor")

    assert spoken.code == DONE
    assert {found["what"] for found in spoken.document} >= {"key", "database"}


def test_the_doctor_changes_nothing(operator: Operator) -> None:
    operator.run("doctor")

    assert list(operator.folder.iterdir()) == []


def test_the_doctor_finds_nothing_amiss_in_a_migrated_folder(operator: Operator) -> None:
    operator.run("commune", "list")

    spoken = operator.ask("doctor")

    assert spoken.code == DONE
    assert {found["what"] for found in spoken.document} >= {"schema", "undeliverable messages"}


def test_the_doctor_says_one_line_for_each_thing_to_a_person(operator: Operator) -> None:
    operator.run("commune", "list")

    lines = operator.run("doctor").out.splitlines()

    assert lines
    assert all(line.startswith("ok   ") for line in lines)


def test_the_doctor_asks_to_migrate(operator: Operator) -> None:
    operator.data.mkdir()
    (operator.data / "doithoai.db").touch()

    assert findings(operator)["schema"] == "not current: run `doithoai migrate`"
    assert operator.ask("doctor").code == FAILED


def test_the_doctor_sees_a_file_that_is_no_database(operator: Operator) -> None:
    operator.data.mkdir()
    (operator.data / "doithoai.db").write_bytes(b"nonsense" * 1000)

    assert "file is not a database" in findings(operator)["database"]


def test_the_doctor_sees_a_server_that_is_away(operator: Operator) -> None:
    operator.write('[database]\nurl = "postgresql://doithoai:hush@127.0.0.1:1/doithoai"\n')

    found = findings(operator)

    assert "database" in found
    assert "hush" not in found["database"]


def test_the_doctor_sees_a_key_that_others_may_read(operator: Operator) -> None:
    operator.run("commune", "list")
    operator.key.chmod(0o644)

    assert "chmod 600" in findings(operator)["key"]


def test_the_doctor_sees_a_key_that_is_cut_short(operator: Operator) -> None:
    operator.run("commune", "list")
    operator.key.write_text("short")

    assert "at least 32 characters" in findings(operator)["key"]


def test_the_doctor_sees_a_key_that_cannot_be_read(operator: Operator) -> None:
    operator.key.mkdir(parents=True, mode=0o700)

    assert "key" in findings(operator)


def test_the_doctor_looks_for_next_years_days_off_from_november_on(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.clock.now", lambda: NOVEMBER)

    assert "provisional" in findings(operator)["days off of 2027"]


def test_before_november_the_doctor_asks_for_this_years_days_off_alone(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.clock.now", lambda: NOVEMBER - timedelta(days=31))
    found = {one["what"]: one for one in operator.ask("doctor").document}

    assert "days off of 2027" not in found
    assert found["days off of 2026"] == {
        "what": "days off of 2026",
        "good": True,
        "says": "recorded; announced only: 2026-11-24",
    }


def test_a_decision_in_the_configuration_quiets_the_doctor(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.clock.now", lambda: NOVEMBER)
    operator.write('[calendar]\ndays_off = [{ day = 2027-02-05, name = "x", decision = "y" }]\n')

    assert "days off of 2027" not in findings(operator)


def test_the_doctor_counts_messages_and_jobs_that_are_stuck(operator: Operator) -> None:
    operator.run("commune", "add", "ab", "--name", "An", "--regulation", "mau")
    with operator.database() as database:
        database.write_now(_make_stuck)

    found = findings(operator)

    assert found["undeliverable messages"].startswith("1 could not be sent")
    assert found["failed jobs"].startswith("1 failed too often")


def _make_stuck(work: Work) -> None:
    commune = communes.by_code(work, "ab")
    assert commune is not None and commune.id is not None
    account = addresses.ensure_account(work, "web", "ab", commune.id)
    address = addresses.arrive(work, account, "an", MARCH)
    outbox.put(work, address, lane="reply", key="k", body={"text": "…"}, now=MARCH)
    jobs.put(work, commune_id=commune.id, kind="k", key="k", payload={}, now=MARCH)
    work.session.execute(update(Outbox).values(state=Delivery.FAILED))
    work.session.execute(update(Job).values(state=JobState.SET_ASIDE))
