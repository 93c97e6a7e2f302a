"""Seats: the last one, the waiting list, giving up, the list of delegates, who speaks when."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from stage import Actor, Program
from stage.lists import work
from stage.walks import code_of, enrol, everywhere, lead_to, open_question, register

from dialogue.roles import Role
from documents.lists import read_list
from handlers.seats.lines import COLUMNS, check, of_rows
from locales.folding import fold
from storage.blobs import Blobs
from storage.tables import Attachment, Audit, Delegate, Job, Petition
from storage.tables.delegate import DelegateSource
from storage.work import Work

CONFERENCE = "DT2510"
LAST = "Tôi không đến được"


@pytest.fixture
def front(sqlite_program: Program) -> Actor:
    """An officer of the Fatherland Front."""
    return enrol(Actor(program=sqlite_program, name="mai"), "Đỗ Thị Mai", Role.FRONT)


def capacity(program: Program, seats: int | None) -> None:
    def limit(work: Work) -> None:
        program.conference(work).capacity = seats

    program.change(limit)


def petition(program: Program, code: str) -> Petition:
    return next(one for one in program.all_of(Petition) if one.code == code)


def two_for_one_seat(an: Actor, binh: Actor, chi: Actor) -> tuple[str, str]:
    """An has the only seat, Bình waits."""
    capacity(an.program, 1)
    first, second = register(an), register(binh)
    chi.say(f"/xet {first} cho")
    chi.say(f"/xet {second} cho")
    return first, second


def delegates(program: Program, *names: str, source: str = DelegateSource.LIST) -> None:
    """People on the conference's list."""
    from storage import delegates as rows

    def add(work: Work) -> None:
        position = "Thôn Đông"
        people = [rows.Newcomer(name, position, "", (fold(name), fold(position))) for name in names]
        rows.add_all(
            work,
            program.conference(work),
            people,
            source=DelegateSource(source),
            now=program.now,
        )

    program.change(add)


class TestTheLastSeat:
    """A seat beyond the capacity is not given; whoever would have it waits, and knows it."""

    @everywhere
    def test_the_second_waits_and_both_are_told_the_truth(
        self, an: Actor, binh: Actor, chi: Actor
    ) -> None:
        first, second = two_for_one_seat(an, binh, chi)

        assert f"Ông/Bà đã có chỗ dự hội nghị theo {first}" in an.read().text
        assert f"được ghi vào danh sách chờ theo {second}" in binh.read().text
        assert "hội nghị đã đủ chỗ, vào danh sách chờ" in chi.text
        assert petition(an.program, second).seat == "requested"

    def test_the_place_in_line_is_shown(self, an: Actor, binh: Actor, chi: Actor) -> None:
        _, second = two_for_one_seat(an, binh, chi)

        facts = dict(binh.say(f"/xem {second}").last.facts)

        assert facts["Chỗ dự hội nghị"] == "trong danh sách chờ, thứ 1"

    def test_asking_for_it_once_more_tells_nobody_anything(
        self, an: Actor, binh: Actor, chi: Actor
    ) -> None:
        _, second = two_for_one_seat(an, binh, chi)
        binh.read()
        chi.say(f"/xet {second} cho")

        assert "Hội nghị vẫn đủ chỗ" in chi.text
        assert binh.read().fresh == []

    def test_without_a_capacity_everybody_has_a_seat(self, an: Actor, chi: Actor) -> None:
        capacity(an.program, None)
        code = register(an)
        chi.say(f"/xet {code} cho")

        assert petition(an.program, code).seat == "granted"

    def test_a_refused_one_does_not_wait_any_more(self, an: Actor, binh: Actor, chi: Actor) -> None:
        _, second = two_for_one_seat(an, binh, chi)
        chi.say(f"/xet {second} tuchoi").say("1").press("Không cần")

        assert petition(an.program, second).waiting_since is None
        assert "Không có ai đang chờ chỗ." in chi.say(f"/moi {CONFERENCE} cho").text


class TestGivingUp:
    """Whoever cannot come says so, and the longest waiting has the seat at once."""

    @everywhere
    def test_an_cannot_come_and_binh_has_the_seat(self, an: Actor, binh: Actor, chi: Actor) -> None:
        first, second = two_for_one_seat(an, binh, chi)
        an.say(f"/xem {first}").press(LAST).press("Đúng, tôi không đến được")

        assert f"Ông/Bà không dự hội nghị theo {first}" in an.text
        assert f"Có chỗ trống: Ông/Bà đã có chỗ dự hội nghị theo {second}" in binh.read().text
        assert "8 giờ, thứ Tư, 29/10/2025" in binh.text
        assert petition(an.program, first).seat == "not_wanted"
        assert petition(an.program, second).seat == "granted"

    def test_an_may_think_better_of_it(self, an: Actor, binh: Actor, chi: Actor) -> None:
        first, _ = two_for_one_seat(an, binh, chi)
        an.say(f"/khongden {first}").press("Tôi vẫn đến")

        assert petition(an.program, first).seat == "granted"

    def test_a_larger_room_has_a_seat_for_who_waits(
        self, an: Actor, binh: Actor, chi: Actor
    ) -> None:
        _, second = two_for_one_seat(an, binh, chi)
        chi.say(f"/hoinghi {CONFERENCE} sua").press("Số chỗ cho người dân").say("60 người")
        chi.press("Lưu thay đổi")

        assert "1 người trong danh sách chờ đã được xếp chỗ và được báo." in chi.text
        assert f"Ông/Bà đã có chỗ dự hội nghị theo {second}" in binh.read().text

    def test_the_longest_waiting_comes_first(
        self, an: Actor, binh: Actor, stranger: Actor, chi: Actor
    ) -> None:
        first, second = two_for_one_seat(an, binh, chi)
        an.program.wait(minutes=5)
        third = register(stranger)
        chi.say(f"/xet {third} cho")
        an.say(f"/khongden {first}").press("Đúng, tôi không đến được")

        assert petition(an.program, second).seat == "granted"
        assert "trong danh sách chờ, thứ 1" in stranger.say(f"/xem {third}").text

    @pytest.mark.parametrize("way", ["rút", "xét lại chỗ"])
    def test_a_seat_that_becomes_free_in_another_way_is_passed_on_too(
        self, way: str, an: Actor, binh: Actor, chi: Actor
    ) -> None:
        first, second = two_for_one_seat(an, binh, chi)
        if way == "rút":
            an.say(f"/rut {first}").press("Rút")
        else:
            chi.say(f"/xet {first} xetlaicho")

        assert petition(an.program, second).seat == "granted"

    def test_who_waits_may_give_up_waiting(self, an: Actor, binh: Actor, chi: Actor) -> None:
        first, second = two_for_one_seat(an, binh, chi)
        binh.say(f"/khongden {second}").press("Đúng, tôi không đến được")
        an.say(f"/khongden {first}").press("Đúng, tôi không đến được")

        assert petition(an.program, second).seat == "not_wanted"

    def test_after_the_beginning_it_is_too_late(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        chi.say(f"/xet {code} cho")
        an.program.wait(days=40)

        assert "Chưa thay đổi gì" in an.say(f"/khongden {code}").text
        assert petition(an.program, code).seat == "granted"

    def test_the_seat_of_somebody_else_is_not_to_be_given_up(
        self, an: Actor, stranger: Actor, chi: Actor
    ) -> None:
        code = register(an)
        chi.say(f"/xet {code} cho")

        assert "Chưa mở được kiến nghị" in stranger.say(f"/khongden {code}").text
        assert petition(an.program, code).seat == "granted"


class TestTheOverview:
    """/moi: numbers, lists, the way to each."""

    @everywhere
    def test_it_counts_seats_waiting_and_speakers(
        self, sqlite_program: Program, channel: str, an: Actor, binh: Actor, chi: Actor
    ) -> None:
        two_for_one_seat(an, binh, chi)
        officer = enrol(Actor(program=sqlite_program, name="hoa", channel=channel), "Hoa")
        officer.say("/moi").press(f"{CONFERENCE}: Hội nghị đối thoại năm 2025 (mẫu)")

        facts = dict(officer.last.facts)

        assert facts["Đã xếp chỗ"] == "1/1"
        assert facts["Đang chờ chỗ"] == "1"
        assert facts["Người phát biểu"] == "1"
        assert facts["Danh sách đại biểu"] == "chưa có"

    def test_the_list_is_in_the_order_of_names_eight_to_a_page(self, chi: Actor) -> None:
        names = ["Trần Ánh", "Lê Ân", "Phạm Yến", "Đỗ Đức", "Vũ Dung", "Lý An", "Ngô Chi", "Hồ Em"]
        delegates(chi.program, *names, "Bùi Giang")
        chi.say(f"/moi {CONFERENCE} daibieu")

        assert "9 người trong danh sách" in chi.text
        assert chi.labels[:8] == [
            "Lý An", "Trần Ánh", "Lê Ân", "Ngô Chi", "Vũ Dung", "Đỗ Đức", "Hồ Em", "Bùi Giang"
        ]  # fmt: skip
        assert "9) Phạm Yến" in chi.press("Trang sau ›").text

    def test_an_unknown_conference_is_told_with_those_that_there_are(self, chi: Actor) -> None:
        chi.say("/moi H99")

        assert "Không có hội nghị H99 ở địa phương này." in chi.text
        assert chi.labels[0].startswith(CONFERENCE)

    def test_an_agency_may_not(self, dung: Actor) -> None:
        assert "không làm việc này được" in dung.say(f"/moi {CONFERENCE}").text

    def test_a_citizen_may_not(self, an: Actor) -> None:
        assert "Lệnh này dành cho cán bộ." in an.say(f"/moi {CONFERENCE}").text

    def test_another_communes_conference_is_unknown(self, sqlite_program: Program) -> None:
        sqlite_program.add_neighbour()
        lan = Actor(program=sqlite_program, name="lan", account="ben")
        lan.say(f"/thamgia {sqlite_program.invite(commune='ben')}").say("Vũ Thị Lan")

        assert "Không có hội nghị" in lan.say(f"/moi {CONFERENCE}").text


class TestByHand:
    """Delegates and guests, a line each."""

    @everywhere
    def test_the_front_adds_two_and_takes_one_off(
        self, sqlite_program: Program, channel: str
    ) -> None:
        mai = enrol(Actor(program=sqlite_program, name="mai", channel=channel), "Mai", Role.FRONT)
        mai.say(f"/moi {CONFERENCE}").press("Thêm đại biểu")
        mai.say("Nguyễn Văn An; Trưởng thôn; Đường vào thôn\nTrần Thị Bình; Nông dân")
        assert "Đã thêm 2 người." in mai.text

        mai.press("Danh sách đại biểu").press("Trần Thị Bình").press("Bỏ khỏi danh sách")

        assert "Đã bỏ Trần Thị Bình khỏi danh sách." in mai.text
        assert [row.name for row in sqlite_program.all_of(Delegate)] == ["Nguyễn Văn An"]

    def test_a_guest_is_marked_as_one(self, chi: Actor) -> None:
        chi.say(f"/moi {CONFERENCE} khach").say("Lê Văn Tư; Phó Trưởng phòng Kinh tế")

        (row,) = chi.program.all_of(Delegate)
        assert (row.source, row.name) == ("invited", "Lê Văn Tư")

    def test_a_wrong_line_takes_none_and_says_which(self, chi: Actor) -> None:
        chi.say(f"/moi {CONFERENCE} them").say("Nguyễn Văn An; Trưởng thôn\n; Nông dân\nBình")

        assert "• Dòng 2, —: thiếu họ và tên" in chi.text
        assert "• Dòng 3, Bình: thiếu chức vụ, đơn vị" in chi.text
        assert chi.program.all_of(Delegate) == []
        assert open_question(chi) == "writing"

    def test_somebody_who_is_on_it_already_is_not_put_on_it_twice(self, chi: Actor) -> None:
        for text in ("Nguyễn Văn An; Trưởng thôn", "NGUYỄN VĂN AN; trưởng thôn"):
            chi.say(f"/moi {CONFERENCE} them").say(text)

        assert "Đã thêm 0 người. Đã có từ trước: 1." in chi.text

    def test_taking_off_who_is_gone_is_told(self, chi: Actor) -> None:
        assert "không còn trong danh sách" in chi.say(f"/moi {CONFERENCE} bo 77").text

    def test_what_was_done_is_in_the_audit(self, chi: Actor) -> None:
        chi.say(f"/moi {CONFERENCE} them").say("Nguyễn Văn An; Trưởng thôn")
        chi.say(f"/moi {CONFERENCE} bo 1")
        done = [line.action for line in chi.program.all_of(Audit) if line.subject == "conference"]

        assert done == ["delegates_added", "delegate_removed"]


class TestTheListDecides:
    """III.4: who is not on the list of delegates has no seat, and the office may add them."""

    def answer(self, an: Actor, name: str) -> Actor:
        return lead_to(an, "asking_name").say(name)

    @everywhere
    def test_who_is_not_on_the_list_is_told_at_once(self, an: Actor) -> None:
        delegates(an.program, "Trần Thị Bình")
        self.answer(an, "Nguyễn Văn An")

        assert "chưa có trong danh sách đó" in an.text
        assert open_question(an) == "barred"

    def test_the_opinion_is_taken_all_the_same(self, an: Actor) -> None:
        delegates(an.program, "Trần Thị Bình")
        self.answer(an, "Nguyễn Văn An").press("Gửi và nhờ Văn phòng xem lại chỗ dự")
        an.press("Thôn Đông").press("Người dân").press("Cho bản thân, gia đình").say("0912345678")
        an.press("Tôi không rõ").say("Đường hỏng.").press("Xong").press("Gửi")

        sent = petition(an.program, code_of(an))
        assert (sent.seat, sent.seat_rule, sent.seat_decided_by) == (
            "refused",
            "delegate_list",
            "list",
        )
        assert sent.seat_review_asked

    @pytest.mark.parametrize(
        "listed",
        [
            pytest.param(["nguyen van an"], id="without accents"),
            pytest.param(["Nguyễn Văn An", "Trần Thị Bình"], id="among others"),
        ],
    )
    def test_who_is_on_it_goes_on(self, listed: Sequence[str], an: Actor) -> None:
        delegates(an.program, *listed)
        self.answer(an, "Nguyễn Văn An")

        assert open_question(an) == "asking_village"

    def test_two_of_one_name_leave_it_to_the_office(self, an: Actor) -> None:
        delegates(an.program, "Nguyễn Văn An", "Nguyễn Văn Ân")
        self.answer(an, "Nguyễn Văn An")

        assert open_question(an) == "asking_village"

    def test_guests_alone_are_no_list(self, an: Actor) -> None:
        delegates(an.program, "Trần Thị Bình", source="invited")
        self.answer(an, "Nguyễn Văn An")

        assert open_question(an) == "asking_village"

    def test_another_name_is_looked_up_anew(self, an: Actor) -> None:
        delegates(an.program, "Trần Thị Bình")
        self.answer(an, "Nguyễn Văn An").say("quay lại").say("Trần Thị Bình")

        assert open_question(an) == "asking_village"
        assert an.program.all_of(Petition)[-1].seat == "requested"

    def test_the_officer_sees_who_is_not_on_it(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        delegates(an.program, "Trần Thị Bình")
        facts = dict(chi.say(f"/xet {code}").last.facts)

        assert "không có tên trong danh sách đại biểu (III.4)" in facts["Chỗ dự hội nghị"]


class TestSpeakers:
    """Who speaks, in which order, for how many minutes."""

    @pytest.fixture
    def three(self, sqlite_program: Program, channel: str) -> Actor:
        """Chi before three delegates who registered something."""
        chi = enrol(Actor(program=sqlite_program, name="chi", channel=channel))
        chi.say(f"/moi {CONFERENCE} them")
        chi.say("Lê An; Thôn Đông; Đường\nVũ Bình; Thôn Đoài; Nước\nHồ Cúc; Thôn Hạ; Rác")
        return chi.say(f"/moi {CONFERENCE} phatbieu")

    def order(self, chi: Actor) -> list[str]:
        return chi.say(f"/moi {CONFERENCE} phatbieu").labels[:3]

    @everywhere
    def test_one_is_moved_up(self, three: Actor) -> None:
        three.press("Hồ Cúc").press("Đưa lên trước")

        assert "Hồ Cúc phát biểu thứ 2 trong 3 người." in three.text
        assert self.order(three) == ["Lê An", "Hồ Cúc", "Vũ Bình"]

    def test_one_is_moved_down(self, three: Actor) -> None:
        three.press("Lê An").press("Đưa xuống sau")

        assert self.order(three) == ["Vũ Bình", "Lê An", "Hồ Cúc"]

    def test_the_first_cannot_go_higher(self, three: Actor) -> None:
        assert "Đưa lên trước" not in three.press("Lê An").labels

    def test_who_moves_what_has_moved_meanwhile_is_shown_how_it_stands(self, three: Actor) -> None:
        three.say(f"/moi {CONFERENCE} len d3 3").say(f"/moi {CONFERENCE} len d3 3")

        assert "Chưa thay đổi gì" in three.text
        assert self.order(three) == ["Lê An", "Hồ Cúc", "Vũ Bình"]

    def test_minutes_are_set_and_added_up(self, three: Actor) -> None:
        three.press("Lê An").press("5 phút")
        three.say(f"/moi {CONFERENCE} phut d2 7").say(f"/moi {CONFERENCE} phatbieu")

        assert "tổng thời gian đã định: 12 phút" in three.text
        assert "1) Lê An: 5 phút" in three.text

    @pytest.mark.parametrize("typed", ["0", "500", "nhiều", ""])
    def test_minutes_that_are_none_are_asked_for_again(self, typed: str, three: Actor) -> None:
        assert "từ 1 đến 120" in three.say(f"/moi {CONFERENCE} phut d1 {typed}").text

    def test_who_registered_and_is_on_the_list_speaks_once(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        chi.say(f"/moi {CONFERENCE} them").say("Nguyễn Văn An; Người dân; Đường thôn Đông")
        chi.say(f"/xet {code} cho").say(f"/moi {CONFERENCE} phatbieu")

        assert "1 người phát biểu" in chi.text
        assert f"1) Nguyễn Văn An ({code})" in chi.text


class TestPapers:
    """The speakers' list and the invitations, from /moi to the file."""

    def test_the_front_gets_the_speakers_list_and_sends_it_back(
        self, front: Actor, tmp_path: Path
    ) -> None:
        front.say(f"/moi {CONFERENCE} them").say("Lê An; Thôn Đông; Đường")
        front.say(f"/moi {CONFERENCE}").press("Giấy mời, danh sách phát biểu, phiếu")
        front.press("Danh sách phát biểu (Word)")

        (file,) = work(front, tmp_path).last.files
        assert file.name == f"danh-sach-phat-bieu-{CONFERENCE}.docx"
        (row,) = (one for one in front.program.all_of(Attachment) if one.id == file.attachment)
        kept = Blobs(tmp_path).read(row.sha256)
        assert [line.name for line in check(of_rows(read_list(kept, COLUMNS))).lines] == ["Lê An"]

    def test_each_paper_is_offered_with_a_name(self, chi: Actor) -> None:
        chi.say(f"/moi {CONFERENCE} giay")

        assert chi.labels[:5] == [
            "Danh sách phát biểu (Word)",
            "Danh sách phát biểu (Excel)",
            "Giấy mời từng người",
            "Giấy mời để trống tên",
            "Phiếu lấy ý kiến để điền tay",
        ]

    def test_what_is_no_paper_of_theirs_is_not_made(self, front: Actor) -> None:
        """The minutes are the office's."""
        front.say(f"/moi {CONFERENCE} giay minutes")

        assert "Ông/Bà cần tệp nào?" in front.text
        assert front.program.all_of(Job) == []

    def test_a_citizen_is_given_none(self, an: Actor) -> None:
        an.say(f"/moi {CONFERENCE} giay speakers")

        assert an.program.all_of(Job) == []
