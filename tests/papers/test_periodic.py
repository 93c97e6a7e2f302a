"""The quarterly and the annual report: drafts that say so, with the figures that were counted."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from dialogue.figures import Opinion, Result, tally
from dialogue.report_periods import Span, named
from handlers.charted import Charted
from handlers.figures.charts import CHARTS, Drawn
from handlers.papers import periodic
from handlers.papers.periodic import Counted, PeriodicReport
from handlers.papers.writing import Desk
from papers.meeting import HOSTILE, Meeting
from papers.printing import pages_of, text_of
from storage import figures
from storage.tables import Commune
from storage.work import Work

REPORTS = ("quarterly_report", "annual_report")


def words_of(pdf: Path) -> str:
    return " ".join(text_of(pdf).split())


def in_desk(held: Meeting, period: str, do: Any) -> Any:
    def work(work: Work) -> Any:
        desk = Desk(voice=held.voice(work))
        stated = named(period)
        assert stated is not None
        found = periodic.counted(desk.voice, stated)
        assert found is not None
        return do(desk, found)

    return held.place.database.read_now(work)


def view_of(held: Meeting, period: str) -> PeriodicReport:
    shown: PeriodicReport = in_desk(held, period, periodic.view)
    return shown


def row(view: PeriodicReport, name: str) -> tuple[str | int, ...]:
    return next(one.figures for one in view.rows if one.name == name)


@pytest.mark.parametrize("key", REPORTS)
def test_a_report_says_that_it_is_a_draft_and_up_to_which_day(
    printed: dict[str, Path], key: str
) -> None:
    """The official forms are not known (hai-phong-13-hd VI.1, forms 1 and 2)."""
    told = words_of(printed[key])

    assert "Mẫu dự thảo của phần mềm, chưa phải mẫu chính thức của cấp trên (mẫu 1" in told
    assert "đến hết ngày 12/11/2025" in told
    assert "Ban Tuyên giáo và Dân vận Thành ủy (báo cáo)" in told
    assert "None" not in told
    assert pages_of(printed[key]) <= 3


def test_the_quarters_report_is_the_party_boards_own(printed: dict[str, Path]) -> None:
    told = words_of(printed["quarterly_report"])

    assert "BAN XÂY DỰNG ĐẢNG" in told and "ĐẢNG CỘNG SẢN VIỆT NAM" in told
    assert "phường An Biên đã tổ chức 1 hội nghị đối thoại, với 120 lượt người tham gia" in told
    assert "Tiếp nhận 7 ý kiến, kiến nghị của Nhân dân: 2 được giải quyết tại hội nghị" in told
    assert "2 được ghi nhận, gửi lên cấp trên hoặc chuyển cơ quan" in told
    assert "2 chưa được trả lời" in told


def test_it_names_no_citizen_and_none_of_their_words(printed: dict[str, Path]) -> None:
    told = words_of(printed["annual_report"])

    assert "Nguyễn Văn An" not in told and "mưa là ngập" not in told and "HTX" not in told


def test_the_period_before_stands_beside_it(held: Meeting) -> None:
    view = view_of(held, "2025Q4")

    assert view.columns == (
        "Quý IV/2025 (đến 12/11)",
        "Quý III/2025",
        "Từ đầu năm (đến 12/11)",
        "Cùng kỳ năm 2024 (đến 12/11)",
    )
    assert row(view, "Ý kiến, kiến nghị đã nhận") == (7, 0, 7, 0)
    assert row(view, "Đối thoại định kỳ") == (1, 0, 1, 0)


def test_the_rows_of_results_add_up(held: Meeting) -> None:
    view = view_of(held, "2025")
    parts = [one.figures for one in view.rows[-len(periodic.RESULTS) - 2 : -2]]
    (table,) = view.fields

    received = row(view, "Ý kiến, kiến nghị đã nhận")
    assert tuple(sum(int(one) for one in column) for column in zip(*parts, strict=True)) == received
    assert (
        table.rows[-1].figures[0] == received[0] == sum(int(n) for n in table.rows[-1].figures[2:])
    )


def test_charts_and_reports_count_the_same(held: Meeting) -> None:
    chart = held.charts()["fields"]
    (table,) = view_of(held, "2025").fields

    assert sorted(int(bar.total) for bar in chart.view.bars) == sorted(
        int(one.figures[0]) for one in table.rows[:-1]
    )
    assert "nhận 7 ý kiến, kiến nghị: đã trả lời 3; đang chờ trả lời 2" in chart.told.text


def test_what_the_conference_settled_owes_nothing_later_and_what_it_assigned_does(
    held: Meeting,
) -> None:
    """hai-phong-13-hd V.3.2: the written reply is for what was not settled there."""
    year = Span(first=date(2025, 1, 1), last=date(2025, 12, 31))
    sent = held.place.database.read_now(lambda work: figures.opinions(work, 1, year))
    stood = tally(sent, date(2026, 1, 31))

    assert dict(stood.results) == {
        Result.SETTLED: 2,
        Result.FORWARDED: 2,
        Result.IN_TIME: 1,
        Result.OVERDUE: 1,
        Result.OPEN: 1,
    }


def test_of_many_fields_and_agencies_those_that_are_left_are_one_bar(held: Meeting) -> None:
    """Thirty fields and thirty agencies, the first of each with most opinions."""
    due, sent = date(2025, 10, 10), date(2025, 10, 1)
    many = [
        Opinion(sent=sent, field=f"Lĩnh vực {n}", agency=f"Cơ quan {n}", due=due)
        for n in range(30)
        for _ in range(30 - n)
    ]

    def drawn(work: Work) -> list[Charted | None]:
        span = Span(first=date(2025, 1, 1), last=date(2025, 11, 12))
        about = Drawn(voice=held.voice(work), span=span)
        about.__dict__["opinions"] = many
        return [compose(about) for compose in CHARTS.values()]

    fields, _, agencies = held.place.database.read_now(drawn)
    assert fields is not None and agencies is not None

    assert [bar.name for bar in fields.view.bars[-2:]] == ["Lĩnh vực 6", "23 lĩnh vực khác"]
    assert sum(int(bar.total) for bar in fields.view.bars) == len(many)
    assert agencies.view.bars[-1].name == "23 cơ quan khác"
    assert agencies.view.bars[0].note == "0 trên 30 đúng hạn; 30 quá hạn chưa trả lời"


def test_questions_of_an_online_session_have_a_line_where_there_are_any(held: Meeting) -> None:
    def online(desk: Desk, found: Counted) -> PeriodicReport:
        first = replace(found.figures[0], questions=7)
        return periodic.view(desk, replace(found, figures=(first, *found.figures[1:])))

    name = "Câu hỏi được trả lời ngay tại phiên trực tuyến (ngoài số ý kiến ở mục 3)"

    assert row(in_desk(held, "2025", online), name) == (7, 0)
    assert not [one for one in view_of(held, "2025").rows if one.name == name]


def test_a_quarter_in_which_nothing_was_says_so(held: Meeting) -> None:
    made = in_desk(held, "2025Q3", periodic.word).write()
    said = "\n".join(one.text for one in Document(io.BytesIO(made.data)).paragraphs)

    assert "chưa tổ chức hội nghị đối thoại nào" in said
    assert "Chưa nhận ý kiến, kiến nghị nào của Nhân dân." in said


def test_figures_of_a_commune_that_practises_say_so(held: Meeting) -> None:
    def practising(desk: Desk, found: Counted) -> bool:
        return periodic.view(_other(desk, training=True), found).training

    assert in_desk(held, "2025Q4", practising)


def test_a_regulation_without_kinds_has_no_rows_for_them(held: Meeting) -> None:
    """tinh-1573-qd knows one conference a year, and no quarterly report."""

    def elsewhere(desk: Desk, found: Counted) -> PeriodicReport:
        return periodic.view(_other(desk, regulation_id="tinh-1573-qd"), found)

    view = in_desk(held, "2025Q4", elsewhere)

    assert not [one for one in view.rows if one.name == "Đối thoại định kỳ"]
    assert (view.form, view.recipient) == ("", "")


def test_thirty_fields_and_hostile_names_stand_as_they_are(held: Meeting) -> None:
    tallies = {f"{HOSTILE} {number}": None for number in range(30)}

    def many(desk: Desk, found: Counted) -> tuple[bytes, bytes]:
        first = found.figures[0]
        one = first.opinions
        crowded = replace(first, fields=dict.fromkeys(tallies, one))
        full = replace(found, figures=(crowded, *found.figures[1:]))
        return periodic.word(desk, full).write().data, periodic.excel(desk, full).write().data

    word, excel = in_desk(held, "2025", many)
    names = [line.cells[0].text for line in Document(io.BytesIO(word)).tables[2].rows]
    cells = [line[0] for line in load_workbook(io.BytesIO(excel))["Lĩnh vực 1"].iter_rows()]

    assert [name for name in names if name in tallies] == list(tallies)
    assert len([one for one in cells if one.value in tallies and one.data_type == "s"]) == 30


def test_a_name_like_a_formula_is_none_in_excel(held: Meeting) -> None:
    def formula(desk: Desk, found: Counted) -> bytes:
        first = found.figures[0]
        risky = replace(first, fields={"=1+1": first.opinions})
        return (
            periodic.excel(desk, replace(found, figures=(risky, *found.figures[1:]))).write().data
        )

    book = load_workbook(io.BytesIO(in_desk(held, "2025", formula)))

    assert {"=1+1": "s"}.items() <= {
        one.value: one.data_type for (one, *_) in book["Lĩnh vực 1"].iter_rows()
    }.items()


def _other(desk: Desk, **values: Any) -> Desk:
    """The same with something else on record of the commune."""
    commune = Commune(**{**desk.voice.commune.model_dump(), **values})
    return Desk(voice=replace(desk.voice, commune=commune))
