"""The papers after a conference: conclusion notice, petition upward, what is petitioned again."""

from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from handlers.papers.listed import PAPERS
from papers.meeting import ECONOMY, Meeting
from papers.printing import pages_of, text_of
from papers.views import view_of
from storage.tables import Conclusion, ConclusionMatter, Petition
from storage.tables.conclusion import Outcome
from storage.work import Work


class TestNotice:
    """hai-phong-13-hd V.2(7), V.3.1(1)."""

    def test_each_matter_stands_under_what_was_concluded_of_it(self, held: Meeting) -> None:
        (notice,) = view_of(held, "conclusion_notice").notices

        assert [one.content for one in notice.settled] == ["Sửa đường tổ Một (2 người cùng nêu)"]
        assert [one.agency for one in notice.assigned] == [ECONOMY, ECONOMY]
        assert [one.content for one in notice.noted] == ["Trường mầm non thiếu phòng học."]
        assert [one.content for one in notice.submitted_upward] == ["Xin thêm chuyến phà buổi tối."]

    def test_what_is_assigned_has_its_day(self, held: Meeting) -> None:
        (notice,) = view_of(held, "conclusion_notice").notices

        assert [one.due for one in notice.assigned] == ["03/12/2025", "03/12/2025"]

    def test_number_and_day_are_those_under_which_it_was_issued(
        self, printed: dict[str, Path]
    ) -> None:
        told = text_of(printed["conclusion_notice"])

        assert "Số 125-TB/ĐU" in told
        assert "ngày 12 tháng 11 năm 2025" in told

    def test_it_goes_to_whom_the_guidance_names(self, held: Meeting) -> None:
        (notice,) = view_of(held, "conclusion_notice").notices

        assert notice.recipients[:2] == (
            f"{ECONOMY} (để xử lý, giải quyết)",
            "Tập thể, cá nhân nêu kiến nghị (để biết)",
        )
        assert notice.recipients[-1] == "Cấp ủy, chính quyền cấp trên (để báo cáo)"

    def test_no_author_is_named_to_all_the_others(self, printed: dict[str, Path]) -> None:
        told = text_of(printed["conclusion_notice"])

        assert "AB25-0003" in told
        assert "Đỗ Văn Em" not in told

    def test_no_signature_stands_alone_on_a_page(self, printed: dict[str, Path]) -> None:
        last = text_of(printed["conclusion_notice"]).split("\f")[-2]

        assert "được giao trả lời bằng văn bản" in " ".join(last.split())

    def test_a_supplement_in_hand_is_what_is_written_now(self, held: Meeting) -> None:
        def begin(work: Work) -> None:
            found.append(self._with_supplement(held, work))
            raise Undone

        found: list[Any] = []
        with pytest.raises(Undone):
            held.place.database.write_now(begin)
        (notice,) = found[0].notices

        assert notice.is_supplement
        assert notice.head.number == "Số       -TB/VPĐU"
        assert notice.assigned[0].due.startswith("theo quy định: ")

    def _with_supplement(self, held: Meeting, work: Work) -> Any:
        land = work.session.exec(select(Petition).where(Petition.code == held.codes["land"])).one()
        draft = Conclusion(
            commune_id=1,
            conference_id=1,
            is_supplement=True,
            made_by=1,
            created_at=held.place.now,
        )
        work.session.add(draft)
        work.session.flush()
        work.session.add(
            ConclusionMatter(
                commune_id=1,
                conclusion_id=draft.id,
                petition_id=land.id,
                outcome=Outcome.ASSIGNED,
            )
        )
        work.session.flush()
        made: Any = PAPERS["conclusion_notice"].compose(held.writing(work))
        return made.view


class Undone(Exception):
    """What was tried is taken back."""


class TestUpward:
    """V.3.1(2): what is beyond the commune's authority."""

    def test_what_goes_upward_and_what_is_noted_stand_apart(self, held: Meeting) -> None:
        petition = view_of(held, "petition_upward")

        assert [one.content for one in petition.beyond] == ["Xin thêm chuyến phà buổi tối."]
        assert [one.content for one in petition.noted] == ["Trường mầm non thiếu phòng học."]

    def test_it_is_the_heads_letter(self, printed: dict[str, Path]) -> None:
        told = text_of(printed["petition_upward"])

        assert "ĐẢNG ỦY PHƯỜNG AN BIÊN" in told
        assert "Kính gửi: Cấp ủy, chính quyền cấp trên" in told
        assert pages_of(printed["petition_upward"]) == 1


class TestAgain:
    """V.4.2(3): the opinions that are petitioned again."""

    def test_the_answer_stands_beside_what_is_petitioned_again(self, held: Meeting) -> None:
        (row,) = view_of(held, "petitioned_again").rows

        assert row.content == "Đất bị thu hồi chưa được bồi thường."
        assert row.answer.startswith("Hộ ông Em được bồi thường")
        assert row.again == "Xin trả tiền bồi thường ngay trong tháng này."
        assert (row.reason, row.day) == ("Chậm quá.", "12/11/2025")

    def test_it_fits_on_a_page(self, printed: dict[str, Path]) -> None:
        assert pages_of(printed["petitioned_again"]) == 1
