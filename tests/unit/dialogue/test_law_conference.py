"""Which kinds, forms and chairs a regulation knows, and who prepares and keeps."""

import pytest

from dialogue.conference import check_conference, keeper, office_in_charge
from dialogue.names import Chair, Form, Kind, Level
from dialogue.regulation import shipped

REGULATIONS = shipped()


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("form", list(Form))
def test_the_city_allows_every_kind_in_every_form(kind: Kind, form: Form) -> None:
    """hai-phong-13-hd III.1 and III.2: the heads choose."""

    assert check_conference(REGULATIONS["hai-phong-13-hd"], kind=kind, form=form) == ()


def test_the_province_knows_no_kinds() -> None:
    """tinh-1573-qd 4.2: one conference a year."""
    (refusal,) = check_conference(REGULATIONS["tinh-1573-qd"], kind=Kind.DINH_KY)

    assert (refusal.field, refusal.clause, refusal.allowed) == ("kind", "Điều 4.2", ())


@pytest.mark.parametrize(
    ("id", "clause"), [("tinh-1573-qd", "Điều 4.1"), ("vinh-hoa-2025", "III.3")]
)
@pytest.mark.parametrize("form", [Form.TRUC_TUYEN, Form.GIAN_TIEP])
def test_two_regulations_know_the_direct_form_only(id: str, clause: str, form: Form) -> None:
    """tinh-1573-qd 4.1, vinh-hoa-2025 III.3."""
    (refusal,) = check_conference(REGULATIONS[id], form=form)

    assert (refusal.value, refusal.clause, refusal.allowed) == (form, clause, ("truc_tiep",))


@pytest.mark.parametrize("chair", [Chair.CHU_TICH, Chair.DONG_CHU_TRI])
def test_the_procedure_of_hong_an_is_the_secretarys(chair: Chair) -> None:
    """hong-an-qt-vp-12 1 and 2: chair `bi_thu` only."""
    (refusal,) = check_conference(REGULATIONS["hong-an-qt-vp-12"], chair=chair)

    assert (refusal.field, refusal.regulation) == ("chair", "hong-an-qt-vp-12")


def test_every_fault_of_a_conference_is_told_at_once() -> None:
    """Nobody asks twice."""
    refusals = check_conference(
        REGULATIONS["tinh-1573-qd"], kind=Kind.DOT_XUAT, form=Form.TRUC_TUYEN
    )

    assert [refusal.field for refusal in refusals] == ["kind", "form"]


@pytest.mark.parametrize(
    ("id", "chair", "body", "clause"),
    [
        ("hai-phong-13-hd", Chair.BI_THU, "Văn phòng Đảng ủy", "IV.1"),
        ("hai-phong-13-hd", Chair.CHU_TICH, "Văn phòng HĐND và UBND", "IV.2"),
        ("hong-an-qt-vp-12", Chair.BI_THU, "Văn phòng Đảng ủy", "5.2 Bước 1"),
        (
            "cat-hai-2025",
            Chair.DONG_CHU_TRI,
            "Văn phòng Đảng ủy phối hợp với Văn phòng HĐND và UBND",
            "IV.3",
        ),
    ],
)
def test_the_office_in_charge_follows_the_chair(
    id: str, chair: Chair, body: str, clause: str
) -> None:
    """hai-phong-13-hd IV, cat-hai-2025 IV.3."""
    office = office_in_charge(REGULATIONS[id], chair)

    assert office and (office.body, office.clause) == (body, clause)


def test_when_both_chair_the_heads_assign_the_office() -> None:
    """hai-phong-13-hd IV.3 names no body."""
    office = office_in_charge(REGULATIONS["hai-phong-13-hd"], Chair.DONG_CHU_TRI)

    assert office and (office.body, office.assigned_by) == (None, "Bí thư Đảng ủy, Chủ tịch UBND")


def test_the_province_names_an_office_by_level() -> None:
    """tinh-1573-qd 6.1.1 for the province, 6.2 for the commune."""
    tinh = REGULATIONS["tinh-1573-qd"]
    province = office_in_charge(tinh, Chair.BI_THU, level=Level.TINH)
    commune = office_in_charge(tinh, Chair.BI_THU)

    assert province and province.body == "Ban Tuyên giáo và Dân vận cấp ủy"
    assert commune and commune.body is None


def test_no_office_is_in_charge_for_a_chair_the_regulation_does_not_know() -> None:
    """An inherited office does not serve a refused chair."""

    assert office_in_charge(REGULATIONS["hong-an-qt-vp-12"], Chair.CHU_TICH) is None


@pytest.mark.parametrize(
    ("id", "chair", "body"),
    [
        ("hai-phong-13-hd", Chair.BI_THU, "Văn phòng Đảng ủy"),
        ("hai-phong-13-hd", Chair.CHU_TICH, "Văn phòng HĐND và UBND"),
        ("hai-phong-13-hd", Chair.DONG_CHU_TRI, "Văn phòng Đảng ủy"),
        ("vinh-hoa-2025", Chair.DONG_CHU_TRI, "Văn phòng Đảng ủy"),
        ("tinh-1573-qd", Chair.BI_THU, "Văn phòng Đảng ủy"),
        ("tinh-1573-qd", Chair.CHU_TICH, "Văn phòng UBND"),
        ("hong-an-qt-vp-12", Chair.BI_THU, "Văn phòng Đảng ủy"),
    ],
)
def test_the_dossier_is_kept_where_the_regulation_says(id: str, chair: Chair, body: str) -> None:
    """hai-phong-13-hd V.4.1, tinh-1573-qd 15.2.1."""
    office = keeper(REGULATIONS[id], chair)

    assert office and office.body == body
