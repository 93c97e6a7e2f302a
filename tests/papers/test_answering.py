"""The papers about answers: who prepares which, all that were prepared, the covers of replies."""

from pathlib import Path
from typing import Any

from sqlalchemy import update

from handlers.papers.listed import PAPERS
from papers.meeting import CULTURE, ECONOMY, Meeting
from papers.printing import pages_of, text_of
from papers.views import view_of
from storage.tables import Task
from storage.work import Work


class TestAssignment:
    """hai-phong-13-hd V.1(2)."""

    def test_each_agency_has_its_own_opinions_with_who_helps(self, held: Meeting) -> None:
        parts = view_of(held, "answer_assignment").parts

        assert [(part.agency, part.rows[0].helpers) for part in parts] == [
            (ECONOMY, ""),
            (CULTURE, ECONOMY),
        ]

    def test_it_still_says_what_was_being_prepared_until_the_conclusion(
        self, held: Meeting
    ) -> None:
        """The dossier asks for it afterwards (V.4.2(1)), when the tasks have ended."""
        assert view_of(held, "answer_assignment").parts[1].rows[0].code.startswith("AB25-0002")

    def test_it_names_no_author_to_the_agencies(self, printed: dict[str, Path]) -> None:
        told = text_of(printed["answer_assignment"])

        assert "AB25-0001" in told
        assert "Nguyễn Văn An" not in told
        assert "T/M BAN THƯỜNG VỤ" in told
        assert pages_of(printed["answer_assignment"]) == 1


class TestCombined:
    """V.4.2(1): the agencies' answers in one report."""

    def test_answers_stand_by_agency_and_what_is_owed_apart(self, held: Meeting) -> None:
        report = view_of(held, "answers")

        assert (report.answered, report.asked) == ("1", "2")
        assert "Đường được sửa trong quý I/2026." in report.parts[0].rows[0].answer
        assert [part.agency for part in report.missing] == [CULTURE]

    def test_it_is_printed_with_who_issues_it(self, printed: dict[str, Path]) -> None:
        told = text_of(printed["answers"])

        assert "VĂN PHÒNG ĐẢNG ỦY" in told
        assert "II. CHƯA CÓ NỘI DUNG TRẢ LỜI" in told
        assert pages_of(printed["answers"]) == 1


class TestCovers:
    """V.3.2: in writing to the person and the place, reported to the same level."""

    def test_a_letter_is_the_agencys_with_its_number_and_day(
        self, printed: dict[str, Path]
    ) -> None:
        told = text_of(printed["reply_covers"])

        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in told
        assert "PHÒNG KINH TẾ" in told
        assert "Số: 15/KT-ĐĐ" in told
        assert "ngày 12 tháng 11 năm 2025" in told
        assert pages_of(printed["reply_covers"]) == 1

    def test_it_goes_to_whom_the_guidance_names(self, held: Meeting) -> None:
        assert view_of(held, "reply_covers").letters[0].recipients == (
            "Như trên",
            "Tổ dân phố Một",
            "Cấp ủy, chính quyền cùng cấp (để báo cáo)",
        )

    def test_an_agency_that_may_not_know_the_author_leaves_room_for_the_name(
        self, held: Meeting, printed: dict[str, Path]
    ) -> None:
        assert view_of(held, "reply_covers").letters[0].person == ""
        assert "Đỗ Văn Em" not in text_of(printed["reply_covers"])

    def test_an_agency_that_may_know_the_author_writes_to_them(self, held: Meeting) -> None:
        def letters(work: Work) -> Any:
            before = work.session.begin_nested()
            work.session.execute(update(Task).values(names_author=True))
            made: Any = PAPERS["reply_covers"].compose(held.writing(work))
            before.rollback()
            return made.view.letters

        assert held.place.database.write_now(letters)[0].person == "Đỗ Văn Em"

    def test_only_what_was_published_is_a_reply(self, held: Meeting) -> None:
        assert [one.code for one in view_of(held, "reply_covers").letters] == [held.codes["land"]]
