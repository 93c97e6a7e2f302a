"""The result report: what was settled, what is open, what is late, by agency and by field."""

from datetime import timedelta
from pathlib import Path

import pytest

from papers.meeting import ECONOMY, Meeting
from papers.printing import pages_of, text_of
from papers.views import view_of


def test_every_opinion_is_counted_once_by_field(held: Meeting) -> None:
    roads, unknown = view_of(held, "result_reports").fields

    assert (roads.total, roads.settled, roads.replied, roads.upward, roads.open) == tuple("52111")
    assert (unknown.total, unknown.upward) == ("1", "1")


def test_an_agency_answers_for_the_replies_that_it_was_given(held: Meeting) -> None:
    (economy,) = view_of(held, "result_reports").agencies

    assert (economy.name, economy.total, economy.replied, economy.open) == (ECONOMY, *"211")


def test_what_is_open_names_the_agency_and_the_day(held: Meeting) -> None:
    (prices,) = view_of(held, "result_reports").open

    assert (prices.agency, prices.due) == (ECONOMY, "03/12/2025")


def test_it_is_late_only_on_the_day_after(held: Meeting, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its last minute still counts (BLDS 148.6): 3/12/2025."""
    last_day = held.place.now + timedelta(days=21)
    monkeypatch.setattr(held.place, "now", last_day)
    assert view_of(held, "result_reports").late == ()

    monkeypatch.setattr(held.place, "now", last_day + timedelta(days=1))
    (prices,) = view_of(held, "result_reports").late
    assert prices.agency == ECONOMY


def test_the_board_reports_it_with_the_notices_number(printed: dict[str, Path]) -> None:
    told = " ".join(text_of(printed["result_reports"]).split())

    assert "BAN XÂY DỰNG ĐẢNG" in told
    assert "Thông báo kết luận số 125-TB/ĐU" in told
    assert "II. CÁC VIỆC QUÁ HẠN CHƯA TRẢ LỜI Không có." in told
    assert pages_of(printed["result_reports"]) <= 2
