"""Who sent a petition: hidden from the agency that answers, unless the office allows it."""

from collections.abc import Iterator

import pytest
from stage import Actor
from stage.answers import ECONOMY, POLICE, enrol_agency, give
from stage.scenes import Scenes
from stage.walks import enrol, register
from states.invariants import check

from dialogue.roles import Role
from dialogue.task import Part
from storage.tables import Answer, Audit, Task

CODE = "XM25-0001"
NAME, PHONE = "Nguyễn Văn An", "0912345678"


@pytest.fixture
def an(scenes: Scenes) -> Iterator[Actor]:
    """An's petition is with the economic department, where Dũng works; the police help."""
    with scenes.at("given to two agencies", _play) as an:
        yield an


def _play(an: Actor) -> None:
    register(an)
    give(an.program, CODE, agency=ECONOMY)
    give(an.program, CODE, agency=POLICE, part=Part.COORDINATING)
    enrol(Actor(program=an.program, name="chi"))
    enrol_agency(Actor(program=an.program, name="dung"))
    enrol_agency(Actor(program=an.program, name="sau"), "Lò Thị Sáu", POLICE)
    an.read()


@pytest.fixture
def chi(an: Actor) -> Actor:
    """The officer of that scene."""
    return Actor(program=an.program, name="chi")


@pytest.fixture
def dung(an: Actor) -> Actor:
    """Who works at the lead agency."""
    return Actor(program=an.program, name="dung").read()


def allow(chi: Actor) -> Actor:
    """For the lead agency."""
    chi.say(f"/traloi {CODE}")
    return chi.press_value(f"/traloi {CODE} chobiet 1 1")


def seen(actor: Actor) -> str:
    """Everything that both views of the petition show."""
    return actor.say(f"/xet {CODE}").text + actor.say(f"/traloi {CODE}").text


def test_an_agency_sees_nobody_until_it_is_allowed(dung: Actor) -> None:

    assert NAME not in seen(dung)
    assert PHONE not in seen(dung)


def test_where_the_office_allows_it_the_agency_sees_name_and_phone(chi: Actor, dung: Actor) -> None:
    chi.say(f"/traloi {CODE}").press("Cho cơ quan biết người gửi")
    allow(chi)

    assert seen(dung).count(NAME) == 2
    assert seen(dung).count(PHONE) == 2


def test_its_author_is_told_to_whom_and_how_to_object(an: Actor, chi: Actor) -> None:
    allow(chi)
    an.read()

    assert an.last.title == "Cơ quan trả lời được biết người gửi"
    assert ECONOMY in an.text
    assert "Xem diễn biến" in an.labels
    assert ECONOMY in an.press("Xem diễn biến").text


def test_the_agency_is_told_without_the_name(chi: Actor, dung: Actor) -> None:
    allow(chi)
    dung.read()

    assert dung.last.title == "Được biết người gửi"
    assert NAME not in dung.text


def test_another_agency_of_the_same_petition_still_sees_nobody(an: Actor, chi: Actor) -> None:
    allow(chi)

    assert NAME not in seen(Actor(program=an.program, name="sau"))


def test_it_is_withdrawn(an: Actor, chi: Actor, dung: Actor) -> None:
    allow(chi).press("Thôi cho biết người gửi")

    assert NAME not in seen(dung)
    assert an.read().last.title == "Cơ quan trả lời thôi biết người gửi"


def test_both_are_on_record_with_who_did_it_and_without_a_name(chi: Actor) -> None:
    allow(chi).press("Thôi cho biết người gửi")
    lines = [one for one in chi.program.all_of(Audit) if one.action.startswith("author_")]

    assert [one.action for one in lines] == ["author_named", "author_hidden"]
    assert all(one.staff_id for one in lines)
    assert chi.program.database.read_now(check) == []


def test_given_to_another_agency_it_begins_without(chi: Actor, dung: Actor) -> None:
    allow(chi)
    chi.say(f"/giao {CODE} thuhoi")
    chi.say(f"/giao {CODE}").press(ECONOMY).press("Không cần phối hợp").say("20/10/2025")

    assert chi.program.all_of(Task)[-1].agency_id == chi.program.all_of(Task)[0].agency_id
    assert NAME not in seen(dung)


def test_who_is_writing_the_answer_is_not_interrupted(chi: Actor, dung: Actor) -> None:
    dung.say(f"/traloi {CODE}").press("Soạn câu trả lời").say("Đã xem xét.")
    allow(chi)
    dung.press("Xong phần nội dung").press("Không có số").press("Không ghi ngày")
    dung.press("Không ghi người ký").press("Gửi duyệt")

    assert [one.state for one in chi.program.all_of(Answer)] == ["drafted"]


def test_of_two_officers_the_second_is_told(an: Actor, chi: Actor) -> None:
    hoa = enrol(Actor(program=an.program, name="hoa"), "Trần Thị Hoa")
    allow(chi)
    allow(hoa)

    assert "vừa có thay đổi" in hoa.text
    assert len([one for one in chi.program.all_of(Audit) if one.action == "author_named"]) == 1


@pytest.mark.parametrize("verb", ["chobiet", "thoichobiet"])
@pytest.mark.parametrize("role", sorted({*Role} - {Role.OFFICE, Role.AGENCY}))
def test_no_other_role_may(an: Actor, role: Role, verb: str) -> None:
    other = enrol(Actor(program=an.program, name="khac"), "Lê Văn Khác", role)

    assert "không làm việc này được" in other.say(f"/traloi {CODE} {verb} 1 1").text


def test_an_agency_may_not_allow_itself(an: Actor, dung: Actor) -> None:

    assert "không làm việc này được" in dung.say(f"/traloi {CODE} chobiet 1 1").text
    assert "Cho cơ quan biết người gửi" not in dung.say(f"/traloi {CODE}").labels


def test_another_commune_does_not_know_it(an: Actor) -> None:
    an.program.add_neighbour()
    mai = Actor(program=an.program, name="mai", account="ben")
    mai.say(f"/thamgia {an.program.invite(commune='ben')}").say("Đỗ Thị Mai")

    assert "Không có việc nào" in mai.say(f"/traloi {CODE} chobiet 1 1").text
