"""Many at the same moment, on both engines: one decision, one code each, nothing lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from stage import Actor, Program
from stage.walks import code_of, enrol, lead_to, register

from storage.tables import Petition, PetitionEvent, PetitionPart, Staff

CROWD = 6


def all_at_once(*acts: Callable[[], object]) -> None:
    """Do all of it in the same moment; whatever fails is raised."""
    start = Barrier(len(acts))

    def act(one: Callable[[], object]) -> object:
        start.wait()
        return one()

    with ThreadPoolExecutor(len(acts)) as threads:
        list(threads.map(act, acts))


def test_of_many_officers_who_accept_at_once_one_does(program: Program) -> None:
    code = register(Actor(program=program, name="an"))
    officers = [enrol(Actor(program=program, name=f"chi-{n}")) for n in range(CROWD)]
    for officer in officers:
        officer.say(f"/xet {code}")

    all_at_once(*(lambda o=officer: o.press("Chấp nhận nội dung") for officer in officers))

    kinds = [event.kind for event in program.all_of(PetitionEvent)]
    told = [officer for officer in officers if "Đã ghi:" in officer.text]
    assert kinds == ["submitted", "accepted"]
    assert len(told) == 1
    assert all("vừa có thay đổi" in o.text for o in officers if o not in told)


def test_many_who_send_at_once_get_a_code_each(program: Program) -> None:
    people = [lead_to(Actor(program=program, name=f"an-{n}"), "reviewing") for n in range(CROWD)]

    all_at_once(*(lambda p=person: p.press("Gửi") for person in people))

    assert sorted(map(code_of, people)) == [f"XM25-{n:04d}" for n in range(1, CROWD + 1)]


def test_one_code_typed_by_many_at_once_enrols_one(program: Program) -> None:
    people = [Actor(program=program, name=f"chi-{n}").open() for n in range(CROWD)]
    code = program.invite()

    all_at_once(*(lambda p=person: p.say(f"/thamgia {code}") for person in people))

    assert len(program.all_of(Staff)) == 1


def test_an_adds_while_the_office_decides_and_neither_is_lost(program: Program) -> None:
    an = Actor(program=program, name="an")
    code = register(an)
    chi = enrol(Actor(program=program, name="chi"))
    an.say(f"/them {code}")
    chi.say(f"/xet {code}")

    all_at_once(lambda: an.say("Thêm một ý."), lambda: chi.press("Chấp nhận nội dung"))

    petition = program.all_of(Petition)[0]
    texts = [part.text for part in program.all_of(PetitionPart)]
    assert "Thêm một ý." in texts
    assert ("Đã ghi:" in chi.text) == (petition.state == "accepted")


def test_a_first_message_that_comes_twice_at_once_makes_one_person(program: Program) -> None:
    an = Actor(program=program, name="an")
    event = an.incoming(text="Xin chào", event_id="1")

    all_at_once(lambda: program.receive(event), lambda: program.receive(event))

    assert len(an.read().fresh) == 1
