"""/tim: staff find petitions by words, each as far as their role may see."""

from collections.abc import Iterator

import pytest
from sqlalchemy import update
from sqlmodel import col
from stage import Actor
from stage.answers import enrol_agency, give
from stage.scenes import Scenes
from stage.walks import enrol, register

from dialogue.petition import PetitionState
from dialogue.roles import Role
from storage import petitions
from storage.tables import Petition, PetitionPart, Staff
from storage.work import Work

FIRST = "XM25-0001"
ROADS = 10


@pytest.fixture
def town(scenes: Scenes) -> Iterator[Actor]:
    """An has sent a petition about the road; there are ten more like it by others."""
    with scenes.at("petitions to be found", _play) as an:
        yield an


def _play(an: Actor) -> None:
    register(an, "Đường thôn Đông lầy lội.")
    an.program.change(lambda work: _copy(work, an))


def _copy(work: Work, an: Actor) -> None:
    first = petitions.by_code(work, 1, FIRST)
    assert first is not None
    values = first.model_dump(exclude={"id", "code", "secret_hash"})
    for number in range(2, 2 + ROADS):
        petition = Petition(**values, code=f"XM25-{number:04d}")
        petition.name = "Trần Thị Bình"
        work.session.add(petition)
        work.session.flush()
        work.session.add(
            PetitionPart(
                commune_id=1,
                petition_id=petition.id,
                address_id=first.address_id,
                text=f"Ngõ {number} ngập nước.",
                created_at=an.program.now,
            )
        )


def staff(an: Actor, role: Role = Role.OFFICE, **more: str) -> Actor:
    return enrol(Actor(program=an.program, name=f"{role}", **more), role=role)


@pytest.mark.parametrize("channel", ["web", "poor"])
def test_the_office_finds_by_words_leafs_through_and_opens_one(town: Actor, channel: str) -> None:
    chi = staff(town, channel=channel)
    chi.say("/tim").say("NGAP nuoc")
    assert "Tìm thấy 10 kiến nghị" in chi.text and "đang xem 1–8" in chi.text
    chi.press("Trang sau ›")
    assert "đang xem 9–10" in chi.text and "‹ Trang trước" in chi.labels
    chi.press("Mở XM25-0002")

    assert "Ngõ 2 ngập nước." in chi.text and "Trần Thị Bình" in chi.text


def test_words_may_stand_behind_the_command_and_be_changed_at_any_time(town: Actor) -> None:
    chi = staff(town).say("/tim xm25 1")
    assert "Đường thôn Đông lầy lội." in chi.text and "Tìm thấy 1 kiến nghị" in chi.text
    chi.say("tran thi binh")
    assert "Tìm thấy 10 kiến nghị" in chi.text
    chi.say("0912345678 lầy")

    assert "Tìm thấy 1 kiến nghị" in chi.text


def test_whoever_finds_nothing_is_told_what_can_be_tried_and_tries_again(town: Actor) -> None:
    chi = staff(town).say("/tim cầu treo")
    assert "gõ ít từ hơn" in chi.text
    assert "ít nhất một chữ cái" in chi.say("???").text
    assert "Không tìm theo ảnh" in chi.send_photo().text

    assert FIRST in chi.say("lầy").text


def test_an_agency_finds_its_own_tasks_and_no_name(town: Actor) -> None:
    dung = enrol_agency(Actor(program=town.program, name="dung"))
    assert "Không tìm thấy" in dung.say("/tim lầy").text
    give(town.program, FIRST)

    assert FIRST in dung.say("lầy").text
    dung.press(f"Mở việc {FIRST}")
    assert "Đường thôn Đông lầy lội." in dung.text
    for hidden in ("Nguyễn Văn An", "0912 345 678"):
        assert "Không tìm thấy" in dung.say(f"/tim {hidden}").text


@pytest.mark.parametrize("role", [Role.BOARD, Role.FRONT, Role.CHAIR])
def test_board_front_and_chair_find_in_the_whole_commune(town: Actor, role: Role) -> None:
    assert FIRST in staff(town, role).say("/tim nguyen van an").text


@pytest.mark.parametrize("role", [Role.CITY, Role.OPERATOR])
def test_city_and_operator_do_not_search_in_what_people_wrote(town: Actor, role: Role) -> None:
    assert "không làm việc này được" in staff(town, role).say("/tim lầy").text


def test_a_citizen_is_told_that_the_command_is_for_staff(town: Actor) -> None:
    assert "dành cho cán bộ" in town.say("/tim lầy").text


def test_who_runs_the_system_and_works_for_an_agency_sees_no_more_than_the_agency(
    town: Actor,
) -> None:
    dung = enrol_agency(Actor(program=town.program, name="dung"))
    dung.say(f"/thamgia {town.program.invite(Role.OPERATOR)}")

    assert "Không tìm thấy" in dung.say("/tim lầy").text
    assert "không được giao cho cơ quan" in dung.say(f"/xet {FIRST}").text


def test_another_commune_finds_nothing_of_it(town: Actor) -> None:
    town.program.add_neighbour()
    other = Actor(program=town.program, name="other", account="ben")
    other.say(f"/thamgia {town.program.invite(commune='ben')}").say("Lê Thị Hoa")

    assert "Không tìm thấy" in other.say(f"/tim {FIRST}").text


def test_what_was_withdrawn_while_somebody_leafs_has_left_the_page(town: Actor) -> None:
    chi = staff(town).say("/tim ngập")

    def withdraw(work: Work) -> None:
        petition = petitions.by_code(work, 1, "XM25-0002")
        assert petition is not None
        petition.state = PetitionState.WITHDRAWN

    town.program.change(withdraw)
    chi.press("Trang sau ›")

    assert "Mở XM25-0002" not in chi.labels and "Mở XM25-0003" in chi.labels
    assert "Không tìm thấy" in chi.say("/tim ngõ 2").text


def test_a_role_that_ended_meanwhile_finds_nothing_more(town: Actor) -> None:
    """Of two roles, the one that may search is taken away while the page is open."""
    chi = staff(town)
    chi.say(f"/thamgia {town.program.invite(Role.OPERATOR)}").say("/tim ngập")
    town.program.change(
        lambda work: work.session.execute(
            update(Staff).where(col(Staff.role) == Role.OFFICE).values(left_at=town.program.now)
        )
    )

    assert "XM25" not in chi.press("Trang sau ›").text
    assert "không làm việc này được" in chi.say("ngập").text
