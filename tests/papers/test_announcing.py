"""What is told to the public."""

from pathlib import Path

from papers.printing import pages_of, text_of


def test_the_public_notice_says_when_where_and_what_about(printed: dict[str, Path]) -> None:
    """hai-phong-13-hd V.1(1)."""
    told = " ".join(text_of(printed["public_notice"]).split())

    assert "8 giờ, thứ Ba, 4/11/2025" in told
    assert "Hội trường phường An Biên" in told
    assert "Đất đai, giao thông, môi trường" in told
    assert pages_of(printed["public_notice"]) == 1


def test_the_secretarys_papers_have_the_form_of_the_party(printed: dict[str, Path]) -> None:
    told = text_of(printed["public_notice"])

    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in told
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" not in told
