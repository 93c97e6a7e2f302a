"""The city looks at every commune's year; reports are ticked off by who sends and who receives."""

from datetime import UTC, datetime

import pytest
from stage import Actor, Program
from stage.conclusion import CODE, at_work
from stage.walks import ROAD, enrol, everywhere, register

from dialogue.conference_life import ConferenceState
from dialogue.roles import Role
from storage import communes, yearly_reports
from storage.tables import Audit, YearlyReport
from storage.work import Work
from storage.yearly_reports import Side, Which

QUARTER = "Báo cáo quý về công tác đối thoại, quý III/2025"


@pytest.fixture
def city(sqlite_program: Program) -> Actor:
    """An officer of the city, in a town of two communes that are no sample."""
    _town(sqlite_program)
    return enrol(Actor(program=sqlite_program, name="lan"), "Vũ Thị Lan", Role.CITY)


def _town(program: Program) -> None:
    """Both have been here since the year before; the first holds a conference on 29 October."""
    program.add_neighbour()

    def settle(work: Work) -> None:
        for one in communes.every(work):
            one.is_sample, one.created_at = False, datetime(2024, 5, 6, tzinfo=UTC)

    program.change(settle)


def hold(program: Program, state: ConferenceState, kind: str = "dinh_ky") -> None:
    def put(work: Work) -> None:
        conference = program.conference(work)
        conference.state, conference.kind = state, kind

    program.change(put)


def line_of(actor: Actor, name: str) -> str:
    return next(line for line in actor.text.splitlines() if f") {name}:" in line)


def test_what_is_announced_and_what_is_missing_is_seen_at_a_glance(city: Actor) -> None:
    city.say("/diaban")

    assert "Đối thoại năm 2025" in city.text
    assert "đã thông báo ngày" in line_of(city, "Xã Mẫu")
    assert "chưa có kế hoạch" in line_of(city, "Xã Bên")


def test_a_held_one_counts_and_an_extraordinary_one_does_not(city: Actor) -> None:
    """hai-phong-13-hd II."""
    hold(city.program, ConferenceState.CONCLUDED)

    assert dict(city.say("/diaban").last.facts)["Đã đối thoại đủ"] == "1/2"
    hold(city.program, ConferenceState.CONCLUDED, "dot_xuat")
    assert dict(city.say("/diaban").last.facts)["Đã đối thoại đủ"] == "0/2"


def test_a_plan_that_was_discarded_is_no_conference_of_the_year(city: Actor) -> None:
    assert CODE in city.say("/diaban xa mau").text
    hold(city.program, ConferenceState.DISCARDED)

    assert dict(city.say("/diaban").last.facts)["Đã đối thoại đủ"] == "0/2"
    assert CODE not in city.say("/diaban xa mau").text


def test_late_ones_come_first_and_the_year_before_is_another_year(city: Actor) -> None:
    hold(city.program, ConferenceState.CONCLUDED)
    city.program.now = datetime(2025, 12, 31, 2, tzinfo=UTC)
    at_work(city.program)

    assert "1) Xã Bên: chưa đối thoại đủ, đã chậm" in city.say("/diaban").text
    city.program.now = datetime(2025, 12, 31, 17, tzinfo=UTC)  # New Year in Viet Nam
    at_work(city.program)
    assert "Đối thoại năm 2026" in city.say("/diaban").text
    assert "đã đối thoại đủ" not in city.text
    assert "đã đối thoại đủ" in line_of(city.press("Xem năm 2025"), "Xã Mẫu")


def test_a_commune_that_came_in_october_is_asked_for_no_report_of_march(city: Actor) -> None:
    def came(work: Work) -> None:
        for one in communes.every(work):
            one.created_at = datetime(2025, 9, 20, tzinfo=UTC)

    city.program.change(came)
    city.say("/diaban xa mau")

    assert "quý III/2025" not in city.text
    assert "quý IV/2025" in city.text
    assert "chưa có xã, phường, đặc khu nào" in city.say("/diaban 2024").text


def test_one_commune_is_shown_without_a_word_of_its_people(city: Actor) -> None:
    register(Actor(program=city.program, name="an"))
    city.say("/diaban").press("Xã Mẫu")

    assert "Bí thư Đảng ủy: đã thông báo ngày" in city.text
    assert "DT2510, 29/10/2025: Đối thoại định kỳ" in city.text
    assert "Nguyễn Văn An" not in city.text and ROAD not in city.text


def test_that_the_observer_was_invited_is_seen_by_the_city(city: Actor) -> None:
    """hai-phong-13-hd VI.1."""
    chi = enrol(Actor(program=city.program, name="chi"))
    chi.say("/hoinghi DT2510 xong invite_city_observer").say("15-CV/ĐU")
    chi.say("/hoinghi DT2510 xong update_city_app").press("Xong, không có văn bản")
    city.say("/diaban xa mau")

    assert (
        "đã mời thành phố dự 1/10/2025; đã cập nhật vào ứng dụng của thành phố 1/10/2025"
        in city.text
    )


@everywhere
def test_a_report_is_sent_by_the_office_and_received_by_the_city(city: Actor, channel: str) -> None:
    chi = enrol(Actor(program=city.program, name="chi", channel=channel))
    chi.say("/baocao")

    assert "Quá hạn, chưa gửi" in chi.text
    chi.press(f"Đã gửi: {QUARTER}").say("12-BC/ĐU 12/9/2025")
    assert "Đã gửi số 12-BC/ĐU, 12/9/2025" in chi.text
    city.say("/diaban xa mau").press(f"Đã nhận: {QUARTER}").press("Hôm nay, không ghi số")
    assert "Đã gửi số 12-BC/ĐU, 12/9/2025; Thành phố đã nhận 1/10/2025" in city.text
    actions = [one.action for one in city.program.all_of(Audit)]
    assert actions[-2:] == ["report_sent_tick", "report_received_tick"]


def test_what_the_city_has_received_its_sender_cannot_take_back(city: Actor) -> None:
    chi = enrol(Actor(program=city.program, name="chi"))
    chi.say("/baocao 2025 gui quarterly_report 2025Q3").say("12-BC/ĐU")
    chi.say("/baocao 2025 chuagui quarterly_report 2025Q3")
    assert "Quá hạn, chưa gửi" in chi.text
    chi.say("/baocao 2025 gui quarterly_report 2025Q3").say("12-BC/ĐU")
    city.say("/diaban xa mau 2025 nhan quarterly_report 2025Q3").say("88")

    assert "Chưa bỏ gì" in chi.say("/baocao 2025 chuagui quarterly_report 2025Q3").text
    city.say("/diaban xa mau 2025 chuanhan quarterly_report 2025Q3")
    assert "Thành phố đã nhận" not in city.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("hôm qua", "Xin gõ số văn bản"),
        ("12-BC/ĐU 2/10/2025", "Ngày phải từ"),
        ("12-BC/ĐU 31/12/2024", "Ngày phải từ"),
        ("9" * 61, "nhiều nhất 60 ký tự"),
    ],
)
def test_an_absurd_paper_is_asked_for_again(city: Actor, typed: str, told: str) -> None:
    chi = enrol(Actor(program=city.program, name="chi"))
    chi.say("/baocao 2025 gui quarterly_report 2025Q3").say(typed)

    assert told in chi.text
    assert [row.sent_on for row in chi.program.all_of(YearlyReport)] == []


@pytest.mark.parametrize(
    "command",
    [
        "/diaban xa mau 2025 nhan city_report 2025",
        "/diaban xa mau 2025 nhan quarterly_report 2026Q1",
        "/diaban xa mau 2025 nhan",
    ],
)
def test_a_report_that_is_not_owed_is_not_ticked_off(city: Actor, command: str) -> None:
    assert "không phải gửi báo cáo này" in city.say(command).text


def test_the_city_does_not_send_and_the_commune_does_not_receive(city: Actor) -> None:
    chi = enrol(Actor(program=city.program, name="chi"))

    assert "không làm việc này được" in chi.say("/diaban").text
    assert "không làm việc này được" in city.say("/baocao").text


def test_an_unknown_commune_or_an_absurd_page_leads_on(city: Actor) -> None:
    assert "Không có xã, phường, đặc khu nào" in city.say("/diaban xa khongco").text
    assert "Xã Bên" in city.say("/diaban 2025 trang 99999999999").text
    assert "Không có xã, phường, đặc khu nào" in city.say("/diaban xa").text


def test_the_sample_is_not_counted_among_real_communes(city: Actor) -> None:
    def sample(work: Work) -> None:
        city.program.commune(work).is_sample = True

    city.program.change(sample)

    assert "Xã Mẫu" not in city.say("/diaban").text


def test_a_commune_whose_regulation_is_gone_is_shown_all_the_same(city: Actor) -> None:
    def forget(work: Work) -> None:
        city.program.commune(work).regulation_id = "khong-con"

    city.program.change(forget)

    assert "quy định không nêu" in line_of(city.say("/diaban"), "Xã Mẫu")
    assert "Trong năm không có báo cáo" in city.say("/diaban xa mau").text


def test_of_two_who_tick_at_once_one_does(program: Program) -> None:
    """On both engines: the second changes nothing."""
    commune = program.database.read_now(lambda work: program.commune(work).id)
    assert commune is not None
    which = Which(commune_id=commune, year=2025, key="annual_report", period="2025")

    def tick(number: str) -> bool:
        return program.database.write_now(
            lambda work: yearly_reports.tick(
                work, which, Side.SENT, on=program.now.date(), number=number, by=None
            )
        )

    assert [tick("1"), tick("2")] == [True, False]
    assert [row.sent_number for row in program.all_of(YearlyReport)] == ["1"]


def test_communes_of_other_regulations_owe_other_reports(city: Actor) -> None:
    def bind(work: Work) -> None:
        for one in communes.every(work):
            one.regulation_id = "tinh-1573-qd"

    city.program.change(bind)
    city.say("/diaban xa mau 2025")

    assert "hạn thứ Bảy, 29/11/2025" in city.text
    assert "Quý" not in city.text
    assert "gửi cấp huyện, năm 2024: hạn thứ Ba, 19/11/2024" in city.say("/diaban xa mau 2024").text
