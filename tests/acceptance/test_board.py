"""/viec: each member of staff sees what waits for them, what presses first, one touch from it."""

from datetime import date

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.walks import enrol, everywhere, register

from dialogue.roles import Role
from dialogue.task import Part, Purpose
from storage import communes, tasks
from storage.tables import Petition
from storage.work import Work

POLICE, HEALTH = "Công an xã", "Trạm Y tế"


def officer(program: Program, name: str, agency: str, **more: str) -> Actor:
    actor = Actor(program=program, name=name, **more)
    code = program.invite(Role.AGENCY, agency=agency)
    return actor.say(f"/thamgia {code}").say(f"Phạm Văn {name.title()}")


def give(program: Program, due: date | None, *, agency: str = POLICE) -> None:
    """The first petition is given to an agency, behind everybody's back."""

    def insert(work: Work) -> None:
        petition = work.session.get_one(Petition, 1)
        found = communes.agency_by_name(work, petition.commune_id, agency)
        assert found is not None
        tasks.give(
            work,
            petition,
            program.now,
            agency_id=found.id,
            purpose=Purpose.PREPARED,
            part=Part.LEAD,
            due_on=due,
        )

    program.change(insert)


def turn(program: Program, **values: object) -> None:
    """The first petition, changed behind everybody's back."""

    def change(work: Work) -> None:
        petition = work.session.exec(select(Petition)).first()
        assert petition is not None
        for name, value in values.items():
            setattr(petition, name, value)

    program.change(change)


class TestAnAgency:
    """Its own tasks, by the day on which they are due (hai-phong-13-hd V.1(2), V.3.2)."""

    @everywhere
    def test_a_task_says_how_many_working_days_are_left(self, an: Actor, channel: str) -> None:
        """From Wednesday 1 October to Friday 10 October."""
        dung = officer(an.program, "dung", POLICE, channel=channel)
        code = register(an)
        give(an.program, date(2025, 10, 10))
        dung.say("/viec")

        assert "1 việc cơ quan cần trả lời" in dung.text
        assert "Hạn 10/10/2025, còn 7 ngày làm việc" in dung.text
        assert f"Trả lời {code}" in dung.labels

    @pytest.mark.parametrize(
        ("due", "said"),
        [
            (date(2025, 9, 29), "⚠ QUÁ HẠN 2 ngày (hạn 29/9/2025)"),
            (date(2025, 10, 1), "⚠ ĐẾN HẠN HÔM NAY"),
            (date(2025, 10, 3), "Sắp đến hạn: 3/10/2025, còn 2 ngày làm việc"),
            (None, "Chưa định ngày"),
        ],
    )
    def test_what_presses_is_marked(self, an: Actor, due: date | None, said: str) -> None:
        dung = officer(an.program, "dung", POLICE)
        register(an)
        give(an.program, due)

        assert said in dung.say("/viec").text

    def test_sees_no_task_of_another_agency(self, an: Actor) -> None:
        giang = officer(an.program, "giang", HEALTH)
        register(an)
        give(an.program, None)

        assert "Hiện không có việc nào chờ" in giang.say("/viec").text

    def test_whoever_stands_in_sees_the_tasks_of_the_absent_one(self, an: Actor) -> None:
        dung = officer(an.program, "dung", POLICE)
        giang = officer(an.program, "giang", HEALTH)
        code = register(an)
        give(an.program, date(2025, 10, 10))
        dung.say("/bangiao").press(f"Phạm Văn Giang: {HEALTH}").say("3/10")

        assert f"Trả lời {code}" in giang.say("/viec").labels
        giang.program.wait(days=2, hours=20)
        giang.say(f"/thamgia {an.program.invite(Role.AGENCY, agency=HEALTH)}")
        assert "Hiện không có việc nào chờ" in giang.say("/viec").text


class TestTheOffice:
    """All that it has to decide, sort and give, in one place."""

    def test_several_kinds_of_work_come_as_sections_with_their_totals(
        self, an: Actor, chi: Actor
    ) -> None:
        register(an)
        turn(an.program, state="accepted")
        chi.say("/viec")

        assert "• 1 kiến nghị chờ xét" in chi.text
        assert "• 1 kiến nghị chờ phân loại" in chi.text
        assert "1 kiến nghị chờ phân loại (đang xem 1–1)" in chi.press("Chờ phân loại (1)").text

    def test_what_is_classified_waits_to_be_given(self, an: Actor, chi: Actor) -> None:
        code = register(an, conference=False)
        turn(an.program, state="classified", disposition="kiem_tra_tra_loi_sau")

        assert f"Giao {code}" in chi.say("/viec").labels

    def test_what_is_noted_for_the_higher_level_waits_for_no_agency(
        self, an: Actor, chi: Actor
    ) -> None:
        """hai-phong-13-hd V.1(3)."""
        register(an, conference=False)
        turn(an.program, state="classified", disposition="ghi_nhan_bao_cao_cap_tren")

        assert "Hiện không có việc nào chờ" in chi.say("/viec").text

    def test_what_an_agency_did_not_answer_in_time_comes_first(self, an: Actor, chi: Actor) -> None:
        register(an)
        give(an.program, date(2025, 9, 29))
        chi.say("/viec")

        first = chi.text.partition("Cần làm trước:")[2].strip().splitlines()[0]
        assert "QUÁ HẠN 2 ngày" in first and POLICE in first

    def test_a_time_limit_of_the_conference_appears_when_it_is_near(
        self, an: Actor, chi: Actor
    ) -> None:
        register(an)
        assert "mốc của hội nghị" not in chi.say("/viec").text
        an.program.wait(days=14)
        again = enrol(Actor(program=an.program, name="hoa"), "Đỗ Thị Hoa")

        assert "mốc của hội nghị" in again.say("/viec").text
        assert any(label.startswith("Mốc của hội nghị") for label in again.labels)


@pytest.mark.parametrize("role", [Role.CITY, Role.OPERATOR])
def test_who_serves_the_installation_has_no_petitions_to_work_on(an: Actor, role: Role) -> None:
    register(an)
    somebody = enrol(Actor(program=an.program, name="x"), "Ông X", role)

    assert "Hiện không có việc nào chờ" in somebody.say("/viec").text


def test_the_board_sorts_and_sees_no_decision_that_is_not_its_own(an: Actor) -> None:
    code = register(an, conference=False)
    board = enrol(Actor(program=an.program, name="b"), "Bà B", Role.BOARD)
    assert "Hiện không có việc nào chờ" in board.say("/viec").text
    turn(an.program, state="accepted")

    assert f"Phân loại {code}" in board.say("/viec").labels
