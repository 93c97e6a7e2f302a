"""/canbo and /bangiao: Chi looks after who the staff are; colleagues stand in for each other."""

import re

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.answers import give
from stage.walks import enrol, everywhere, register

from dialogue.roles import Role
from storage.tables import Audit, Outbox, Person, Staff
from storage.work import Work

CODE = re.compile(r"/thamgia (\S+)")


def duty_of(program: Program, name: str) -> Staff:
    """The newest role of who is called so."""
    (person,) = [one for one in program.all_of(Person) if one.name == name]
    return [one for one in program.all_of(Staff) if one.person_id == person.id][-1]


def officer(program: Program, name: str, full_name: str, agency: str) -> Actor:
    """An officer of an agency that has a name."""
    actor = Actor(program=program, name=name)
    return actor.say(f"/thamgia {program.invite(Role.AGENCY, agency=agency)}").say(full_name)


@pytest.fixture
def hoa(sqlite_program: Program) -> Actor:
    """A second officer of the office."""
    return enrol(Actor(program=sqlite_program, name="hoa"), "Đỗ Thị Hoa")


class TestInviting:
    """A role, an agency where it needs one, and a code that is shown once."""

    @everywhere
    def test_who_is_invited_joins_with_the_code(
        self, sqlite_program: Program, stranger: Actor, channel: str
    ) -> None:
        chi = enrol(Actor(program=sqlite_program, name="chi", channel=channel))
        chi.say("/canbo").press("Mời cán bộ mới").press("Mặt trận Tổ quốc")
        code = CODE.search(chi.text)
        assert code is not None
        stranger.say(f"/thamgia {code[1]}").say("Ngô Văn Tám")

        assert "với vai trò Mặt trận Tổ quốc" in stranger.text

    def test_an_agency_s_officer_is_invited_for_the_agency(
        self, chi: Actor, stranger: Actor
    ) -> None:
        chi.say("/canbo moi").press("Cơ quan được giao trả lời").press("Công an xã")
        code = CODE.search(chi.text)
        assert code is not None
        stranger.say(f"/thamgia {code[1]}").say("Ngô Văn Tám")

        assert "Ngô Văn Tám: Công an xã" in chi.say("/canbo").text

    def test_the_code_is_wiped_once_it_has_arrived(self, chi: Actor) -> None:
        chi.say("/canbo moi").press("Chủ trì")

        assert chi.last.sensitive

    def test_the_office_gives_no_role_of_the_installation(self, chi: Actor) -> None:
        """Nobody appoints above themselves."""
        labels = chi.say("/canbo moi").labels

        assert "Người vận hành" not in labels and "Chủ trì" in labels

    def test_the_operator_gives_every_role(self, sqlite_program: Program) -> None:
        operator = enrol(Actor(program=sqlite_program, name="x"), "Ông X", Role.OPERATOR)

        assert "Người vận hành" in operator.say("/canbo moi").labels

    def test_an_unused_code_is_ended(self, chi: Actor, stranger: Actor) -> None:
        chi.say("/canbo moi").press("Văn phòng")
        code = CODE.search(chi.text)
        assert code is not None
        chi.say("/canbo").press("Mã tham gia chưa dùng (1)")
        chi.press(next(label for label in chi.labels if label.startswith("Hủy mã")))

        assert "chưa đúng, đã dùng hoặc đã hết hạn" in stranger.say(f"/thamgia {code[1]}").text

    def test_a_code_that_was_used_meanwhile_is_not_ended(self, chi: Actor, stranger: Actor) -> None:
        chi.say("/canbo moi").press("Văn phòng")
        code = CODE.search(chi.text)
        assert code is not None
        chi.say("/canbo ma")
        stranger.say(f"/thamgia {code[1]}")
        chi.press(next(label for label in chi.labels if label.startswith("Hủy mã")))

        assert "đã có người dùng" in chi.text

    def test_a_code_ends_only_in_its_own_commune(self, chi: Actor) -> None:
        chi.program.add_neighbour()
        chi.program.invite(commune="ben")

        assert "đã có người dùng" in chi.say("/canbo huyma 2").text


class TestTakingAway:
    """A role ends at once; the commune always keeps an office."""

    def test_who_is_removed_is_a_citizen_again_and_is_told(self, chi: Actor, dung: Actor) -> None:
        chi.say("/canbo").press("Phạm Văn Dũng: Cơ quan được giao trả lời")
        chi.press("Cho thôi vai trò").press("Đồng ý cho thôi")

        assert "đã kết thúc" in dung.read().text
        assert "viec" not in dict(dung.last.menu)
        assert "Lệnh này dành cho cán bộ." in dung.say("/viec").text

    def test_it_is_asked_once_more(self, chi: Actor, dung: Actor) -> None:
        duty = duty_of(chi.program, "Phạm Văn Dũng")
        chi.say(f"/canbo thoi {duty.id}").press("Thôi, giữ nguyên")

        assert duty_of(chi.program, "Phạm Văn Dũng").left_at is None

    def test_one_s_own_role_is_given_up_by_leaving(self, chi: Actor, hoa: Actor) -> None:
        own = duty_of(chi.program, "Lê Thị Chi")

        assert "xin gõ /thoat" in chi.say(f"/canbo thoi {own.id}").text

    def test_the_last_officer_of_a_commune_stays(self, chi: Actor) -> None:
        operator = enrol(Actor(program=chi.program, name="x"), "Ông X", Role.OPERATOR)
        duty = duty_of(chi.program, "Lê Thị Chi")

        assert "duy nhất" in operator.say(f"/canbo thoi {duty.id}").text
        assert "duy nhất" in operator.say(f"/canbo doi {duty.id}").text

    def test_of_two_who_remove_each_other_one_stays(self, chi: Actor, hoa: Actor) -> None:
        of_chi, of_hoa = (duty_of(chi.program, n) for n in ("Lê Thị Chi", "Đỗ Thị Hoa"))
        chi.say(f"/canbo thoi {of_hoa.id}")
        hoa.say(f"/canbo thoi {of_chi.id}")
        chi.press("Đồng ý cho thôi")
        hoa.press("Đồng ý cho thôi")

        left = [duty.left_at is None for duty in chi.program.all_of(Staff)]
        assert left == [True, False]

    def test_the_office_does_not_remove_the_operator(self, chi: Actor) -> None:
        enrol(Actor(program=chi.program, name="x"), "Ông X", Role.OPERATOR)
        duty = duty_of(chi.program, "Ông X")

        assert "do người vận hành cấp và cho thôi" in chi.say(f"/canbo thoi {duty.id}").text

    def test_a_role_of_another_commune_is_not_touched(self, chi: Actor) -> None:
        chi.program.add_neighbour()
        there = Actor(program=chi.program, name="vu", account="ben")
        there.say(f"/thamgia {chi.program.invite(commune='ben')}").say("Vũ Thị Bến")
        duty = duty_of(chi.program, "Vũ Thị Bến")

        assert "Vai trò này không còn" in chi.say(f"/canbo thoi {duty.id}").text
        assert "Vũ Thị Bến" not in chi.say("/canbo").text

    def test_whoever_is_removed_in_the_middle_of_a_refusal_decides_nothing(
        self, chi: Actor, hoa: Actor
    ) -> None:
        hoa.say("/canbo moi")
        duty = duty_of(chi.program, "Đỗ Thị Hoa")
        chi.say(f"/canbo thoi {duty.id}").press("Đồng ý cho thôi")

        assert "Lệnh này dành cho cán bộ." in hoa.say("1").text


class TestChanging:
    """Another role in place of the old one; history goes on naming the old one."""

    def test_a_role_is_changed_and_its_holder_told(self, chi: Actor, dung: Actor) -> None:
        chi.say("/canbo").press("Phạm Văn Dũng: Cơ quan được giao trả lời")
        chi.press("Đổi vai trò").press("Ban Xây dựng Đảng")

        assert "Đã đổi vai trò: Phạm Văn Dũng: Ban Xây dựng Đảng." in chi.text
        assert "→ Ban Xây dựng Đảng" in dung.read().text

    def test_it_is_on_record_without_a_name(self, chi: Actor, dung: Actor) -> None:
        duty = duty_of(chi.program, "Phạm Văn Dũng")
        chi.say(f"/canbo doi {duty.id}").press("Ban Xây dựng Đảng")
        line = next(one for one in chi.program.all_of(Audit) if one.action == "role_changed")

        assert line.detail == {"role": "board", "before": "agency", "replaces": duty.id}


class TestHandingOver:
    """Whoever is on leave is stood in for; it ends by itself."""

    @pytest.fixture
    def away(self, sqlite_program: Program) -> tuple[Actor, Actor]:
        """Giang of the health station stands in for Dũng of the police until Friday."""
        giang = officer(sqlite_program, "giang", "Vũ Thị Giang", "Trạm Y tế")
        dung = officer(sqlite_program, "dung", "Phạm Văn Dũng", "Công an xã")
        dung.say("/bangiao").press("Vũ Thị Giang: Trạm Y tế").say("3/10")
        return dung, giang

    def test_both_are_told_until_when(self, away: tuple[Actor, Actor]) -> None:
        dung, giang = away

        assert "đến hết thứ Sáu, 3/10/2025" in dung.text
        assert "Phạm Văn Dũng đã bàn giao việc cho Ông/Bà" in giang.read().text
        assert "Ông/Bà đang làm thay Phạm Văn Dũng" in giang.say("/viec").text

    def test_it_ends_by_itself_after_the_last_day(self, away: tuple[Actor, Actor]) -> None:
        _, giang = away
        giang.program.wait(days=2)
        assert "đang làm thay" in enrolled(giang).say("/viec").text
        giang.program.wait(days=1)

        assert "đang làm thay" not in enrolled(giang).say("/viec").text

    def test_it_is_taken_back(self, away: tuple[Actor, Actor]) -> None:
        dung, giang = away
        dung.say("/bangiao").press("Nhận lại việc")

        assert "Ông/Bà không phải làm thay nữa" in giang.read().text
        assert "đang làm thay" not in giang.say("/viec").text

    @pytest.mark.parametrize("how", ["leaves", "removed", "changed"])
    def test_who_stood_in_and_loses_the_role_gives_the_work_back(
        self, sqlite_program: Program, away: tuple[Actor, Actor], how: str
    ) -> None:
        dung, giang = away
        number = duty_of(sqlite_program, "Vũ Thị Giang").id
        if how == "leaves":
            giang.say("/thoat")
        else:
            self._take(enrol(Actor(program=sqlite_program, name="chi")), how, number)

        assert dung.read().last.title == "Không còn người làm thay"
        assert "đã bàn giao việc" not in dung.say("/viec").text
        assert duty_of(sqlite_program, "Phạm Văn Dũng").stand_in_id is None

    @staticmethod
    def _take(chi: Actor, how: str, number: int | None) -> None:
        if how == "removed":
            chi.say(f"/canbo thoi {number}").press("Đồng ý cho thôi")
        else:
            chi.say(f"/canbo doi {number}").press("Ban Xây dựng Đảng")

    def test_nobody_acts_for_a_role_that_they_no_longer_hold(
        self, sqlite_program: Program, away: tuple[Actor, Actor]
    ) -> None:
        """Even where the hand-over still stood in the rows."""
        _, giang = away
        code = register(Actor(program=sqlite_program, name="an"))
        give(sqlite_program, code, agency="Công an xã")

        number = duty_of(sqlite_program, "Vũ Thị Giang").id

        def make_board(work: Work) -> None:
            duty = work.session.get_one(Staff, number)
            duty.role, duty.agency_id = Role.BOARD, None

        sqlite_program.change(make_board)

        assert "không làm việc này được" in giang.say(f"/chuyen {code}").text

    @pytest.mark.parametrize(
        ("typed", "answer"),
        [("mai", "Xin gõ ngày và tháng"), ("1/10/2027", "Xin chọn một ngày từ hôm nay")],
    )
    def test_a_day_that_cannot_be_is_asked_again(
        self, chi: Actor, hoa: Actor, typed: str, answer: str
    ) -> None:
        chi.say("/bangiao").press("Đỗ Thị Hoa: Văn phòng")

        assert answer in chi.say(typed).text

    def test_nobody_stands_in_who_holds_no_such_role(self, chi: Actor, dung: Actor) -> None:
        """A role is never handed over, only its work."""

        assert "Chưa có cán bộ nào khác cùng vai trò" in chi.say("/bangiao").text


def enrolled(actor: Actor) -> Actor:
    """As if the session had been in use: on a phone it does not end."""

    def seen(work: Work) -> None:
        for duty in work.session.exec(select(Staff)):
            duty.seen_at = actor.program.now

    actor.program.change(seen)
    return actor


def test_the_list_is_in_the_order_of_given_names(chi: Actor, dung: Actor, hoa: Actor) -> None:
    text = chi.say("/canbo").text

    assert text.index("Lê Thị Chi") < text.index("Phạm Văn Dũng") < text.index("Đỗ Thị Hoa")


def test_a_long_list_comes_in_pages_of_eight(chi: Actor) -> None:
    for number in range(9):
        enrol(Actor(program=chi.program, name=f"b{number}"), f"Bà Số {number}", Role.BOARD)
    chi.say("/canbo")
    assert "(trang 1/2)" in chi.text

    assert "(trang 2/2)" in chi.press("Trang sau ›").text


@pytest.mark.parametrize("odd", ["99", "nguoi 99", "nguoi", "doi x", "thoi 0", "khong-co 1"])
def test_odd_arguments_are_answered(chi: Actor, odd: str) -> None:

    assert chi.say(f"/canbo {odd}").last.choices


def test_a_notice_of_a_role_is_sent_once(chi: Actor, dung: Actor) -> None:
    duty = duty_of(chi.program, "Phạm Văn Dũng")
    chi.say(f"/canbo thoi {duty.id}").press("Đồng ý cho thôi")
    chi.press("Đồng ý cho thôi")
    sent = [row.key for row in chi.program.all_of(Outbox) if "notice-role-ended" in row.key]

    assert len(sent) == 1
