"""An online session that takes questions is told to whoever may join it, once."""

from pathlib import Path

import pytest
from stage import Actor
from stage.conclusion import CODE, petition_of
from stage.live import open_session, work
from stage.online import LINK
from stage.walks import enrol, register

from handlers.live.opened import TELL
from storage.still_true import StillTrue
from storage.tables import Outbox, Petition
from storage.work import Work


@pytest.fixture
def hoa(chi: Actor) -> Actor:
    """Another officer of the office."""
    return enrol(Actor(program=chi.program, name="hoa"), "Trần Thị Hoa")


def rows(actor: Actor) -> list[Outbox]:
    return [row for row in actor.program.all_of(Outbox) if row.key.startswith(TELL)]


def test_who_has_registered_and_the_office_are_told(
    an: Actor, binh: Actor, chi: Actor, hoa: Actor, tmp_path: Path
) -> None:
    register(an)
    open_session(chi)
    work(chi.program, tmp_path)

    assert "đã bắt đầu nhận câu hỏi" in an.read().text
    assert LINK in an.text
    assert "đã bắt đầu nhận câu hỏi" in hoa.read().text
    assert binh.read().text == ""
    assert "Phiên đã bắt đầu" not in chi.read().text


def test_who_was_refused_a_seat_is_not_called_to_join(
    an: Actor, chi: Actor, tmp_path: Path
) -> None:
    number = petition_of(an.program, register(an)).id

    def refuse(work: Work) -> None:
        work.session.get_one(Petition, number).seat = "refused"

    an.program.change(refuse)
    open_session(chi)
    work(chi.program, tmp_path)

    assert rows(an) == []


def test_what_has_not_left_when_it_closes_is_dropped(an: Actor, chi: Actor, tmp_path: Path) -> None:
    register(an)
    open_session(chi)
    work(chi.program, tmp_path)
    chi.say(f"/phien {CODE} dongchac")

    [row] = rows(an)
    program = an.program
    assert not program.database.read_now(
        lambda work: StillTrue(work=work, now=program.now).holds(row.commune_id, row.about)
    )


def test_opened_anew_it_is_not_told_again(an: Actor, chi: Actor, tmp_path: Path) -> None:
    register(an)
    open_session(chi)
    work(chi.program, tmp_path)
    chi.say(f"/phien {CODE} dongchac").say(f"/phien {CODE}").press("Bắt đầu nhận câu hỏi")
    work(chi.program, tmp_path)

    assert len(rows(an)) == 1


def test_a_session_of_the_evening_is_told_in_the_evening(
    an: Actor, chi: Actor, tmp_path: Path
) -> None:
    """By the end of the quiet hours it would be over."""
    register(an)
    open_session(chi)
    work(chi.program, tmp_path)

    assert {row.urgent for row in rows(an)} == {True}
