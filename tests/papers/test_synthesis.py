"""The synthesis report: every column of the guidance, by disposition and field, groups together."""

import io
import shutil
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from handlers.papers.listed import PAPERS
from handlers.papers.synthesis import Row, SynthesisReport
from papers.many import crowd
from papers.meeting import HOSTILE, ROAD, Meeting
from papers.printing import pages_of, text_of
from papers.views import view_of


@pytest.fixture(scope="module")
def report(held: Meeting) -> SynthesisReport:
    """Of the played conference."""
    found = view_of(held, "synthesis_report")
    assert isinstance(found, SynthesisReport)
    return found


def rows(report: SynthesisReport) -> list[Row]:
    return [row for part in report.sections for one in part.subjects for row in one.rows]


class TestArrangement:
    """hai-phong-13-hd V.1(3): by what is answered when, and within that by subject."""

    def test_the_three_dispositions_stand_in_the_order_of_the_guidance(
        self, report: SynthesisReport
    ) -> None:
        assert [(one.title, one.matters) for one in report.sections] == [
            ("Trả lời tại hội nghị", "1"),
            ("Kiểm tra, làm rõ, trả lời sau", "2"),
            ("Ghi nhận, báo cáo cấp trên", "2"),
        ]

    def test_within_one_the_fields_follow_each_other(self, report: SynthesisReport) -> None:
        assert [one.name for one in report.sections[2].subjects] == [
            "Giao thông, thủy lợi",
            "Chưa xếp lĩnh vực",
        ]

    def test_a_matter_of_several_stands_once_with_the_words_of_each(
        self, report: SynthesisReport
    ) -> None:
        road = rows(report)[0]

        assert (road.who, road.content) == ("2 người cùng nêu", "Sửa đường tổ Một")
        assert [one.who.splitlines()[0] for one in road.ones] == [
            "Nguyễn Văn An, Tổ dân phố Một",
            "Trần Thị Bình, Tổ dân phố Một",
        ]
        assert road.ones[0].content == ROAD

    def test_opinions_people_and_matters_are_counted(self, report: SynthesisReport) -> None:
        assert (report.opinions, report.people, report.matters) == ("6", "6", "5")

    def test_what_delegates_want_to_say_is_there_too(self, report: SynthesisReport) -> None:
        assert [one.who for one in report.speeches] == ["Vũ Văn Hùng", "Đặng Thị Ánh"]


class TestColumns:
    """Answer, result or direction, time, level that settles it."""

    def test_an_answer_that_nobody_approved_says_so(self, report: SynthesisReport) -> None:
        assert rows(report)[0].answer == (
            "(Dự thảo của Phòng Kinh tế, chưa duyệt) Đường được sửa trong quý I/2026.\n"
            "(Văn bản số 12/KT-TL, ngày 20/10/2025)"
        )

    def test_what_was_settled_at_the_conference_names_its_day(
        self, report: SynthesisReport
    ) -> None:
        road = rows(report)[0]

        assert road.result == "Đã giải quyết, trả lời tại hội nghị"
        assert (road.time, road.level) == ("Tại hội nghị, 04/11/2025", "Cấp xã")

    def test_a_written_reply_stands_with_its_day(self, report: SynthesisReport) -> None:
        land = rows(report)[1]

        assert land.answer.startswith("Hộ ông Em được bồi thường trong tháng 12/2025.")
        assert (land.result, land.time) == ("Đã trả lời bằng văn bản", "Ngày 12/11/2025")

    def test_what_is_still_owed_names_the_agency_and_the_day(self, report: SynthesisReport) -> None:
        """V.3.2: 15 working days after the notice of 12/11/2025."""
        prices = rows(report)[2]

        assert prices.result == "Giao Phòng Kinh tế giải quyết, trả lời bằng văn bản"
        assert prices.time == "Chậm nhất 03/12/2025"

    def test_what_is_beyond_authority_is_for_the_higher_level(
        self, report: SynthesisReport
    ) -> None:
        ferry = rows(report)[3]

        assert ferry.result == "Vượt thẩm quyền, kiến nghị cấp trên giải quyết"
        assert ferry.level == "Cấp trên"


class TestPrinted:
    """As it comes out of the printer."""

    def test_it_lies_on_its_side_under_every_column(self, printed: dict[str, Path]) -> None:
        told = " ".join(text_of(printed["synthesis_report"]).split())

        for column in ("STT", "Nội dung kiến nghị", "Nội dung trả lời", "Cấp giải"):
            assert column in told
        assert "Nguyễn Văn An" in told
        assert "I. TRẢ LỜI TẠI HỘI NGHỊ (1 việc)" in told
        assert pages_of(printed["synthesis_report"]) <= 3


class TestSheet:
    """The same as a list for Excel."""

    def test_each_opinion_has_a_row_and_none_is_a_formula(self, held: Meeting) -> None:
        sheet = load_workbook(io.BytesIO(held.paper("synthesis_sheet"))).active
        assert sheet is not None
        cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value]

        assert sheet.max_row == 7
        assert HOSTILE in [cell.value for cell in cells]
        assert {cell.data_type for cell in cells} == {"s"}


def test_the_number_of_statements_does_not_grow_with_the_opinions(
    sqlite_url: str, tmp_path: Path
) -> None:
    """A conference may have a thousand."""
    more = tmp_path / "more.db"
    shutil.copyfile(sqlite_url.removeprefix("sqlite:///"), more)

    assert statements(sqlite_url, tmp_path, 4) == statements(f"sqlite:///{more}", tmp_path, 60)


def statements(url: str, folder: Path, how_many: int) -> dict[str, int]:
    """How many each paper needs."""
    counts: Counter[str] = Counter()
    with crowd(url, folder, how_many) as there:
        event.listen(
            there.place.database.engine,
            "before_cursor_execute",
            lambda *_: counts.update([key]),
        )
        for key in PAPERS:
            there.place.database.read_now(
                lambda work, key=key: PAPERS[key].compose(there.writing(work))
            )
    return dict(counts)
