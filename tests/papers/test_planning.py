"""The plan of a conference, and who prepares what for it."""

from pathlib import Path

from handlers.papers import stating
from handlers.papers.planning import Plan, TaskAssignment, plan, task_assignment
from handlers.papers.writing import Paper
from papers.held_by import writing_by
from papers.meeting import Meeting
from papers.printing import pages_of, text_of
from storage.work import Work


def one_line(pdf: Path) -> str:
    return " ".join(text_of(pdf).split())


def plan_of(paper: Paper) -> Plan:
    assert isinstance(paper.view, Plan)
    return paper.view


class TestThePlan:
    """hai-phong-13-hd V.1(1), tinh-1573-qd 7.1."""

    def test_it_states_all_that_the_regulation_requires_of_it(
        self, printed: dict[str, Path]
    ) -> None:
        told = one_line(printed["plan"])

        assert "3. Thời gian: 8 giờ, thứ Ba, 4/11/2025 (theo quy định: từ ½ đến 01 ngày)." in told
        assert "4. Địa điểm: Hội trường phường An Biên." in told
        assert "2. Hình thức: Trực tiếp (Đối thoại định kỳ)." in told
        assert "1. Nội dung đối thoại: Đất đai, giao thông, môi trường." in told
        assert "7. Thành phần tham gia (dự kiến 120 người):" in told
        assert "- Phòng Kinh tế: đất đai;" in told
        assert "- Công an: an ninh." in told
        assert pages_of(printed["plan"]) == 3

    def test_it_says_who_does_what_by_which_day(self, held: Meeting) -> None:
        view = held.place.database.read_now(lambda work: plan_of(plan(held.writing(work))))

        announce = view.milestones[0]
        assert (announce.who, announce.due) == ("Văn phòng Đảng ủy", "24/10/2025")
        assert announce.clause == "mục V.1(1)"
        reply = next(one for one in view.milestones if one.projected)
        assert reply.due == "09/12/2025"

    def test_the_steps_of_the_session_are_those_of_the_regulation(
        self, printed: dict[str, Path]
    ) -> None:
        told = one_line(printed["plan"])

        assert "3. Báo cáo trả lời các ý kiến đã thu thập trước hội nghị (nếu có)" in told

    def test_who_may_not_take_part_is_named_where_the_regulation_has_rules(
        self, held: Meeting
    ) -> None:
        """vinh-hoa-2025 III.4; hai-phong-13-hd excludes nobody."""

        def look(work: Work) -> tuple[list[str], list[str]]:
            own = stating.barred(held.writing(work))
            other = stating.barred(writing_by(held, work, "vinh-hoa-2025"))
            return [one.wording for one in own], [one.wording for one in other]

        own, other = held.place.database.read_now(look)

        assert own == []
        assert other[1] == "không đăng ký hộ khẩu thường trú tại xã"
        assert other[2].startswith("không thuộc danh sách đại biểu")

    def test_what_else_the_regulation_has_arranged_stands_there(self, held: Meeting) -> None:
        """vinh-hoa-2025 IV.1, IV.3, V.5."""
        view = held.place.database.read_now(
            lambda work: plan_of(plan(writing_by(held, work, "vinh-hoa-2025")))
        )

        assert view.presidium.startswith("Bí thư Đảng ủy")
        assert ("security", "mục V.5") in [(one.key, one.clause) for one in view.arrangements]
        assert "place" not in [one.key for one in view.arrangements]

    def test_what_somebody_lacks_is_said_once(self, held: Meeting) -> None:
        """tinh-1573-qd 3.3 words it so already."""
        barred = held.place.database.read_now(
            lambda work: stating.barred(writing_by(held, work, "tinh-1573-qd"))
        )

        assert "không có quyền lợi và nghĩa vụ liên quan đến nội dung đối thoại" in [
            one.wording for one in barred
        ]

    def test_a_plan_that_carries_out_another_text_cites_both(self, held: Meeting) -> None:
        bases = held.place.database.read_now(
            lambda work: stating.bases(writing_by(held, work, "vinh-hoa-2025"))
        )

        assert [one.partition(" ")[0] for one in bases] == ["Kế", "Hướng"]
        assert "số 13-HD/BTGDVTU, ngày 06 tháng 8 năm 2025" in bases[1]


class TestTasks:
    """hai-phong-13-hd V.4.2, tinh-1573-qd 15.2.2."""

    def test_each_body_sees_all_that_it_does_with_its_days(self, printed: dict[str, Path]) -> None:
        told = one_line(printed["task_assignment"])

        assert "1. Văn phòng Đảng ủy - Gửi giấy mời và thông báo rộng rãi" in told
        assert "(chậm nhất 24/10/2025);" in told
        assert "- Chuẩn bị: đất đai." in told
        assert pages_of(printed["task_assignment"]) == 2

    def test_the_office_that_prepares_the_conference_stands_first(self, held: Meeting) -> None:
        def look(work: Work) -> list[str]:
            view = task_assignment(held.writing(work)).view
            assert isinstance(view, TaskAssignment)
            return [body.who for body in view.bodies]

        bodies = held.place.database.read_now(look)

        assert bodies[:3] == ["Văn phòng Đảng ủy", "Phòng Kinh tế", "Công an"]
        assert len(bodies) == len(set(bodies))
