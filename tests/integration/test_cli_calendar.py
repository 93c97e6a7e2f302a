"""`doithoai calendar YEAR`: days off and worked Saturdays with the source of each."""

from pathlib import Path

import pytest
from integration.cli_kit import Operator

from bot.console import DONE, WRONG_USE

ADDED = """
[calendar]
days_off = [{ day = 2027-02-05, name = "Nghỉ Tết", decision = "Thông báo 1" }]
worked_saturdays = [{ day = 2027-02-20, decision = "Thông báo 1", instead_of = 2027-02-05 }]
"""


@pytest.fixture
def operator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Operator:
    return Operator.at(tmp_path, capsys, monkeypatch)


def test_each_day_off_has_its_source(operator: Operator) -> None:
    spoken = operator.ask("calendar", "2026")
    by_day = {off["day"]: off for off in spoken.document["days_off"]}

    assert spoken.code == DONE
    assert by_day["2026-01-02"]["source"].startswith("Văn bản 12729")
    assert by_day["2026-11-24"]["settled"] is False
    assert all(off["source"] and off["name"] for off in by_day.values())


def test_each_worked_saturday_has_its_source_and_the_day_it_is_worked_for(
    operator: Operator,
) -> None:
    worked = operator.ask("calendar", "2026").document["worked_saturdays"]

    assert [(one["day"], one["instead_of"]) for one in worked] == [
        ("2026-01-10", "2026-01-02"),
        ("2026-08-22", "2026-08-31"),
    ]
    assert all(one["source"] for one in worked)


def test_a_year_whose_decision_is_not_recorded_says_so(operator: Operator) -> None:
    document = operator.ask("calendar", "2027").document

    assert (document["decided"], document["decision"]) == (False, None)
    assert {off["origin"] for off in document["days_off"]} == {"package"}
    assert "Chưa ghi nhận quyết định" in operator.run("calendar", "2027").out


def test_the_configuration_adds_days_with_their_decision(operator: Operator) -> None:
    operator.write(ADDED)
    document = operator.ask("calendar", "2027").document
    added = [off for off in document["days_off"] if off["origin"] == "configuration"]

    assert document["decided"] is True
    assert [(off["day"], off["source"]) for off in added] == [("2027-02-05", "Thông báo 1")]
    assert [one["day"] for one in document["worked_saturdays"]] == ["2027-02-20"]


def test_the_environment_adds_days_too(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "DOITHOAI_CALENDAR__DAYS_OFF", '[{"day": "2027-03-03", "name": "x", "decision": "y"}]'
    )
    days = [off["day"] for off in operator.ask("calendar", "2027").document["days_off"]]

    assert "2027-03-03" in days


def test_a_person_reads_the_days_in_order_with_weekday(operator: Operator) -> None:
    out = operator.run("calendar", "2026").out

    assert out.index("thứ Sáu, 2/1/2026") < out.index("thứ Bảy, 10/1/2026")
    assert out.index("thứ Bảy, 10/1/2026") < out.index("thứ Ba, 17/2/2026")


@pytest.mark.parametrize("year", ["26", "x", "1066"])
def test_a_year_that_there_is_not_is_wrong_use(operator: Operator, year: str) -> None:
    spoken = operator.ask("calendar", year)

    assert spoken.code == WRONG_USE
    assert f"{year!r} is no year" in spoken.error


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("days_off = [{ day = 2027-02-05, name = 'x' }]", "days_off.0.decision] is required"),
        ("days_off = [{ day = '5/2', name = 'x', decision = 'y' }]", "days_off.0.day]"),
        ("days_off = [{ day = 2027-02-05, name = '', decision = 'y' }]", "must not be empty"),
        ("worked = []", "[calendar.worked] is not a known setting"),
        (
            "days_off = [{ day = 2027-02-05, name = 'x', decision = 'y' }]\n"
            "worked_saturdays = [{ day = 2027-02-05, decision = 'y' }]",
            "[calendar.worked_saturdays.0.day] 2027-02-05 is given twice",
        ),
    ],
)
def test_a_bad_entry_is_one_clear_line(operator: Operator, written: str, said: str) -> None:
    operator.write(f"[calendar]\n{written}\n")
    spoken = operator.run("calendar", "2027")

    assert spoken.code == WRONG_USE
    assert said in spoken.err
    assert len(spoken.err.splitlines()) == 1
