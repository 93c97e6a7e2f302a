"""What goes out to the people: the public notice, and the slip on which they write by hand."""

from pathlib import Path

from handlers.papers import stating
from papers.held_by import writing_by
from papers.meeting import Meeting
from papers.printing import pages_of, text_of


def one_line(pdf: Path) -> str:
    return " ".join(text_of(pdf).split())


def test_the_public_notice_says_when_where_and_what_about(printed: dict[str, Path]) -> None:
    """hai-phong-13-hd V.1(1)."""
    told = one_line(printed["public_notice"])

    assert "8 giờ, thứ Ba, 4/11/2025" in told
    assert "Hội trường phường An Biên" in told
    assert "Đất đai, giao thông, môi trường" in told
    assert "Số lượng người tham gia: 120 người." in told
    assert "số 13-HD/BTGDVTU, ngày 06 tháng 8 năm 2025" in told
    assert pages_of(printed["public_notice"]) == 1


def test_the_secretarys_papers_have_the_form_of_the_party(printed: dict[str, Path]) -> None:
    told = text_of(printed["public_notice"])

    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in told
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" not in told


def test_the_slip_asks_what_the_chat_asks_and_says_how_to_send_it(
    printed: dict[str, Path],
) -> None:
    told = one_line(printed["opinion_slip"])

    assert "1. Họ và tên: ........" in told
    assert "☐ dự và phát biểu" in told
    assert "☐ Giao thông, thủy lợi" in told
    assert "quét mã bên cạnh hay mở https://doithoai.example.gov.vn/c/anbien/h/H1" in told
    assert pages_of(printed["opinion_slip"]) == 1


def test_only_what_the_regulation_has_people_asked_is_asked(held: Meeting) -> None:
    asked = held.place.database.read_now(lambda work: stating.asked(held.writing(work)))
    more = held.place.database.read_now(
        lambda work: stating.asked(writing_by(held, work, "vinh-hoa-2025"))
    )

    assert asked == []
    assert len(more) == 2 and "hộ khẩu thường trú" in more[1]
