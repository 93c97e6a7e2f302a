"""The first and last lines of papers: Party form or administrative form, by who issues them."""

from datetime import date

from documents.letterhead import Side, letterhead
from documents.stationery import Stationery, issuer_named

ISSUER = issuer_named(
    "Xã Vĩnh Hòa", above="Đảng bộ thành phố Hải Phòng", signers={"secretary": "Nguyễn Thị Minh"}
)


def test_the_committees_plan_has_the_form_of_the_party() -> None:
    head = letterhead(ISSUER, "plan", Side.COMMITTEE, day=date(2025, 9, 5))

    assert head.above == "ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG"
    assert head.body == "ĐẢNG ỦY XÃ VĨNH HÒA"
    assert head.motto == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert head.number.endswith("-KH/ĐU")
    assert head.place_and_date == "Vĩnh Hòa, ngày 05 tháng 9 năm 2025"
    assert head.signer == "Nguyễn Thị Minh"


def test_the_authoritys_plan_has_the_administrative_form() -> None:
    head = letterhead(ISSUER, "plan", Side.AUTHORITY)

    assert head.body == "ỦY BAN NHÂN DÂN\nXÃ VĨNH HÒA"
    assert head.motto_second == "Độc lập - Tự do - Hạnh phúc"
    assert head.number.endswith("/KH-UBND")
    assert head.spoken == "Ủy ban nhân dân xã Vĩnh Hòa"


def test_a_day_that_is_not_known_leaves_room_to_write_it() -> None:
    assert "ngày      tháng      năm" in letterhead(ISSUER, "plan", Side.COMMITTEE).place_and_date


def test_a_whole_number_is_taken_as_it_was_given() -> None:
    head = letterhead(ISSUER, "conclusion_notice", Side.COMMITTEE, number="125-TB/ĐU")

    assert head.number == "Số 125-TB/ĐU"


def test_a_commune_that_states_nothing_is_called_by_its_name() -> None:
    issuer = Stationery().issuer("anbien", "Phường An Biên")

    assert (issuer.place, issuer.above) == ("An Biên", "")
