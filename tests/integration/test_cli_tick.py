"""`doithoai tick`: what is due is done once; what is to come is rehearsed on a copy."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes.telegram import FakeTelegram
from integration.cli_kit import Operator
from stage import Actor, Program
from stage.answers import enrol_agency, give
from stage.mornings import at
from stage.walks import enrol, register

from bot.console import DONE, WRONG_USE
from dialogue.roles import Role
from storage.tables import Outbox

DUE = date(2025, 10, 10)


@pytest.fixture
def town(sqlite_program: Program) -> Program:
    """An agency owes an answer by Friday 10 October; office and chair are there."""
    code = register(Actor(program=sqlite_program, name="an"))
    give(sqlite_program, code, due=DUE)
    enrol_agency(Actor(program=sqlite_program, name="dung"))
    enrol(Actor(program=sqlite_program, name="chi"))
    enrol(Actor(program=sqlite_program, name="bay"), "Vũ Văn Bảy", Role.CHAIR)
    return sqlite_program


@pytest.fixture
def operator(
    town: Program, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: Any
) -> Operator:
    """Somebody at a terminal of that town."""
    monkeypatch.setattr("bot.clock.now", lambda: town.now)
    operator = Operator.at(tmp_path, capsys, monkeypatch)
    operator.write(f'[database]\nurl = "{town.database.url}"\n')
    return operator


def sent(program: Program) -> list[str]:
    """The keys of the messages of a morning."""
    return [row.key for row in program.all_of(Outbox) if row.key.startswith("morning:")]


def test_what_is_due_is_done_once_and_said(operator: Operator, town: Program) -> None:
    at(town, date(2025, 10, 3))
    first, second = operator.run("tick", "--json"), operator.run("tick", "--json")

    said = [one for one in first.document if "Phạm Văn Dũng" in one["who"]]
    assert [(one["at"], one["kind"], one["commune"], one["who"]) for one in said] == [
        ("2025-10-03T08:00:00+07:00", "morning", "mau", "Phạm Văn Dũng (Phòng Kinh tế)")
    ]
    assert "còn 5 ngày làm việc" in said[0]["what"]
    assert said[0]["key"] in sent(town)
    assert (first.code, second.code, second.document) == (DONE, DONE, [])


def test_it_is_sent_where_the_agency_is(operator: Operator, town: Program) -> None:
    """Without the program running beside it: the command itself brings it to Telegram."""
    with FakeTelegram() as telegram:
        telegram.say(1001, "/start")
        enrol_agency(Actor(program=town, name="1001", channel="telegram"), "Hoàng Thị Nga")
        base = f'base_url = "{telegram.base_url}"\nbase_file_url = "{telegram.base_file_url}"'
        operator.write(
            f'[database]\nurl = "{town.database.url}"\n[telegram.main]\n'
            f'token = "{telegram.token}"\n{base}\ncommune = "mau"\n'
        )
        at(town, date(2025, 10, 3))
        operator.run("tick")
        operator.run("tick")

        texts = [seen.text for seen in telegram.sent(1001)]
    assert len([text for text in texts if "còn 5 ngày làm việc" in text]) == 1


def test_a_rehearsal_goes_to_the_chair_and_touches_nothing(
    operator: Operator, town: Program
) -> None:
    """Three weeks in which the agency never answers."""
    before = town.all_of(Outbox)
    spoken = operator.run(
        *("tick", "--json", "--dry-run", "--at", "2025-10-02T08:00", "--until", "2025-10-20T17:00")
    )

    days = {
        (one["who"].partition(" (")[0], int(one["at"][8:10]))
        for one in spoken.document
        if "Phòng Kinh tế chủ trì" in one["what"]
    }
    assert days == {
        *(("Phạm Văn Dũng", day) for day in (3, 8, 9, 10, 13)),
        ("Lê Thị Chi", 14),
        ("Vũ Văn Bảy", 17),
    }
    assert town.all_of(Outbox) == before
    assert not list(operator.folder.glob("data/rehearsal-*"))


def test_it_is_printed_as_a_calendar_for_the_wall(operator: Operator, town: Program) -> None:
    out = operator.run("tick", "--dry-run", "--until", "2026-01-05T08:00").out

    assert "THÁNG 10 NĂM 2025" in out
    assert "\nthứ Sáu, 10/10/2025\n  8 giờ  Phạm Văn Dũng (Phòng Kinh tế)\n" in out
    assert "thứ Năm, 1/1/2026 (nghỉ: " in out


def test_a_moment_to_come_is_only_rehearsed(operator: Operator, town: Program) -> None:
    spoken = operator.run("tick", "--json", "--at", "2025-12-01T08:00")

    assert spoken.code == WRONG_USE
    assert "--dry-run" in spoken.error
    assert sent(town) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--at", "morgen"), "is no moment"),
        (("--dry-run", "--at", "2025-10-09", "--until", "2025-10-08"), "nothing is between"),
        (("--dry-run", "--until", "2030-01-01"), "366 days"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    operator: Operator, options: tuple[str, ...], said: str
) -> None:
    spoken = operator.run("tick", "--json", *options)

    assert spoken.code == WRONG_USE
    assert said in spoken.error


def test_a_rehearsal_of_a_server_writes_nothing_to_it(
    postgresql_program: Program,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The rows of every table are copied into a file, the words of the search are made anew."""
    town = postgresql_program
    give(town, register(Actor(program=town, name="an")), due=DUE)
    enrol_agency(Actor(program=town, name="dung"))
    monkeypatch.setattr("bot.clock.now", lambda: town.now)
    operator = Operator.at(tmp_path, capsys, monkeypatch)
    operator.write(f'[database]\nurl = "{town.database.url}"\n')
    before = town.all_of(Outbox)
    said = operator.run("tick", "--json", "--dry-run", "--until", "2025-10-05T08:00").document

    assert [one["who"] for one in said] == ["Phạm Văn Dũng (Phòng Kinh tế)"]
    assert town.all_of(Outbox) == before
