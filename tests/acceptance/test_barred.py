"""A person whom a rule leaves without a seat: told at once, with the clause, and still heard."""

from stage import Actor
from stage.walks import CONFERENCE, code_of, everywhere, lead_to

from storage.tables import Petition


def go_on_from_the_bar(actor: Actor, way: str) -> Actor:
    """Take one of the ways out of the bar and send."""
    actor.press(way).say("Nguyễn Văn An").press("Thôn Đông").press("Người dân")
    actor.press("Cho bản thân, gia đình").press("Không cần").press("Tôi không rõ")
    return actor.say("Đường hỏng.").press("Xong").press("Gửi")


def petition_of(actor: Actor) -> Petition:
    return actor.program.all_of(Petition)[-1]


def test_a_pending_case_bars_from_a_seat_at_once_with_its_clause(an: Actor) -> None:
    """III.4: who has a request, complaint or denunciation before an authority."""
    lead_to(an, "asking_rule").press("Có")

    assert an.last.title == "Về chỗ dự hội nghị"
    assert "mục III.4, Kế hoạch mẫu" in an.text
    assert "Nội dung của Ông/Bà vẫn được ghi nhận, có mã" in an.text


def test_the_deciding_question_comes_first_and_alone_decides(an: Actor) -> None:
    """III.4: residency is asked as a hint, and only of those whom the first did not bar."""
    lead_to(an, "asking_rule")

    assert "Câu này chỉ quyết định chỗ dự hội nghị" in an.text
    assert "Câu này giúp Văn phòng xếp chỗ dự" in an.press("Không").text


@everywhere
def test_one_step_sends_it_in_writing_and_it_still_gets_a_code(an: Actor) -> None:
    """Two decisions, never one: no seat, and the opinion is recorded."""
    lead_to(an, "barred")

    go_on_from_the_bar(an, "Chỉ gửi nội dung")

    assert code_of(an) == "XM25-0001"
    assert "không có chỗ (mục III.4, Kế hoạch mẫu)" in an.text
    assert (petition_of(an).state, petition_of(an).seat) == ("received", "refused")
    assert petition_of(an).seat_decided_by == "person"


def test_who_is_barred_may_ask_the_office_to_look_again(an: Actor) -> None:
    lead_to(an, "barred")

    go_on_from_the_bar(an, "Gửi và nhờ Văn phòng xem lại chỗ dự")

    assert "Ông/Bà đã nhờ Văn phòng xem lại" in an.text
    assert petition_of(an).seat_review_asked


@everywhere
def test_the_office_sees_who_asks_to_look_again_and_may_undo_it(an: Actor, chi: Actor) -> None:
    """ "Decides: person": the person's own answer bars, and the office may undo it (III.4)."""
    lead_to(an, "barred")
    go_on_from_the_bar(an, "Gửi và nhờ Văn phòng xem lại chỗ dự")

    chi.say("/viec")
    assert "nhờ xem lại chỗ dự" in chi.text
    chi.press("Mở XM25-0001").press("Xét lại chỗ dự").press("Xếp chỗ dự")

    assert petition_of(an).seat == "granted"
    assert "Ông/Bà đã có chỗ dự hội nghị" in an.read().text


@everywhere
def test_a_slip_is_taken_back_and_leaves_no_trace_on_the_seat(an: Actor) -> None:
    lead_to(an, "barred").press("Tôi chọn nhầm, trả lời lại")
    an.press("Đến dự và phát biểu").press("Không")

    assert petition_of(an).seat == "requested"
    assert petition_of(an).seat_clause == ""


@everywhere
def test_who_steps_back_from_the_bar_is_asked_the_same_question_again(an: Actor) -> None:
    lead_to(an, "barred").press("‹ Quay lại")

    assert an.text.startswith("Ông/Bà có đơn đề nghị, khiếu nại hoặc tố cáo")
    assert petition_of(an).seat == "requested"
    assert petition_of(an).answers == {}


def test_who_steps_back_after_the_rules_answers_the_last_one_anew(an: Actor) -> None:
    lead_to(an, "asking_name").press("‹ Quay lại")

    assert an.text.startswith("Ông/Bà có đăng ký thường trú")
    assert petition_of(an).answers == {"pending_case": False}


def test_a_hint_question_never_bars(an: Actor) -> None:
    """Not resident alone is for the office to decide (III.4)."""
    lead_to(an, "asking_rule").press("Không").press("Không")

    assert an.text.startswith("Xin cho biết họ và tên")
    assert petition_of(an).seat == "requested"


def test_the_officer_reads_what_the_hint_brought(an: Actor, chi: Actor) -> None:
    lead_to(an, "asking_rule").press("Không").press("Không").say("Nguyễn Văn An")
    an.press("Thôn Đông").press("Người dân").press("Cho bản thân, gia đình").press("Không cần")
    an.press("Tôi không rõ").say("Đường hỏng.").press("Xong").press("Gửi")

    chi.say("/xet XM25-0001")

    assert "cần xem: thường trú tại xã (III.4)" in chi.text


def test_who_only_sends_is_asked_about_no_rule(an: Actor) -> None:
    """Only what the conference's own regulation asks is asked, and only for a seat."""
    lead_to(an, "choosing_want").press("Chỉ gửi nội dung")

    assert an.text.startswith("Xin cho biết họ và tên")


def test_the_bar_holds_for_the_conference_that_asked_and_not_for_the_box(an: Actor) -> None:
    lead_to(an, "barred").press("Chỉ gửi nội dung").say("Nguyễn Văn An").press("Thôn Đông")
    an.press("Người dân").press("Cho bản thân, gia đình").press("Không cần")
    an.press("Tôi không rõ").say("Đường hỏng.").press("Xong")

    an.press("Sửa").press("Hội nghị").press("Hòm thư chung (không theo hội nghị)")

    assert "Tham gia" not in dict(an.last.facts)
    assert (petition_of(an).seat, petition_of(an).answers) == ("not_wanted", {})


def test_who_chooses_the_conference_anew_is_asked_its_rules_anew(an: Actor) -> None:
    lead_to(an, "reviewing").press("Sửa").press("Hội nghị").press(CONFERENCE)
    an.press("Đến dự, không phát biểu")

    assert an.text.startswith("Ông/Bà có đơn đề nghị, khiếu nại hoặc tố cáo")


def test_no_way_back_leads_around_the_deciding_question(an: Actor) -> None:
    """Who wants a seat and steps back from its questions is asked them before it is sent."""
    lead_to(an, "choosing_want").press("Chỉ gửi nội dung").say("Nguyễn Văn An")
    an.press("Thôn Đông").press("Người dân").press("Cho bản thân, gia đình").press("Không cần")
    an.press("Tôi không rõ").say("Đường hỏng.").press("Xong")
    an.press("Sửa").press("Cách tham gia").press("Đến dự và phát biểu")
    an.press("‹ Quay lại").press("‹ Quay lại").press("Không sửa gì").press("Gửi")

    assert an.text.startswith("Ông/Bà có đơn đề nghị, khiếu nại hoặc tố cáo")
    assert petition_of(an).code is None
    assert "Xin kiểm tra lại" in an.press("Không").press("Có").text
