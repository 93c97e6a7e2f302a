"""What papers about a session tell is the same on both databases."""

from stage import Actor, Program
from stage.walks import enrol, register

from storage import delegates, papers_session
from storage.delegates import Newcomer
from storage.tables.delegate import DelegateSource
from storage.work import Work

CONFERENCE = "DT2510"


def test_speakers_guests_and_matters_are_found(program: Program) -> None:
    chi = enrol(Actor(program=program, name="chi"))
    code = register(Actor(program=program, name="an"))
    chi.say(f"/xet {code} cho")

    def add(work: Work) -> None:
        people = [
            Newcomer("Vũ Văn Ân", "Thôn Đoài", "Nước sạch", ("vu van an", "thon doai")),
            Newcomer("Lê Thị Ánh", "Thôn Hạ", "", ("le thi anh", "thon ha")),
        ]
        conference = program.conference(work)
        delegates.add_all(work, conference, people, source=DelegateSource.LIST, now=program.now)

    program.change(add)

    def look(work: Work) -> None:
        conference = program.conference(work)
        guests = papers_session.guests(work, conference)
        assert [one.name for one in guests] == ["Lê Thị Ánh", "Vũ Văn Ân", "Nguyễn Văn An"]
        first, second = papers_session.speeches(work, conference)
        assert (first.name, first.content) == ("Vũ Văn Ân", "Nước sạch")
        assert (second.name, second.village) == ("Nguyễn Văn An", "Thôn Đông")
        assert second.content
        (matter,) = papers_session.concluded(work, conference)
        assert (matter.code, matter.outcome, matter.answer, matter.raised) == (code, "", "", False)
        assert papers_session.conclusion_words(work, conference) == []
        assert papers_session.happened_at(work, conference, "session_begun") is None

    program.database.read_now(look)
