"""Invitations: a page for each on the list, and one to write a name on."""

from pathlib import Path

from handlers.papers.inviting import Invitation, invitation, invitations
from papers.held_by import writing_by
from papers.meeting import Meeting
from papers.printing import pages_of, text_of
from storage.work import Work


def guests_of(held: Meeting, *, each: bool) -> list[str]:
    def look(work: Work) -> list[str]:
        compose = invitations if each else invitation
        view = compose(held.writing(work)).view
        assert isinstance(view, Invitation)
        return [one.name for one in view.guests]

    return held.place.database.read_now(look)


def test_each_on_the_list_has_a_page_in_the_order_of_names(printed: dict[str, Path]) -> None:
    first, second, *_ = text_of(printed["invitations"]).split("\f")

    assert "Ông/Bà: Đặng Thị Ánh" in first
    assert "Ông/Bà: Vũ Văn Hùng" in second
    assert "Nội dung Ông/Bà đã đăng ký: Nhà văn hóa cần sửa mái." in first
    assert pages_of(printed["invitations"]) == 2


def test_the_general_one_has_room_for_a_name(held: Meeting, printed: dict[str, Path]) -> None:
    told = text_of(printed["invitation"])

    assert guests_of(held, each=False) == [""]
    assert "Ông/Bà: ……………" in told
    assert "Số" in told and "-GM/VPĐU" in told
    assert pages_of(printed["invitation"]) == 1


def test_no_page_bears_a_number(printed: dict[str, Path]) -> None:
    """Each is a paper of its own."""
    _, second, *_ = text_of(printed["invitations"]).split("\f")

    assert second.split()[0] == "ĐẢNG"


def test_with_nobody_on_the_list_there_is_one_to_write_on(held: Meeting) -> None:
    def look(work: Work) -> list[str]:
        nowhere = writing_by(held, work, "hai-phong-13-hd", id=999)  # nobody is on its list
        view = invitations(nowhere).view
        assert isinstance(view, Invitation)
        return [one.name for one in view.guests]

    assert guests_of(held, each=True) == ["Đặng Thị Ánh", "Vũ Văn Hùng"]
    assert held.place.database.read_now(look) == [""]
