"""One draft at two addresses of its author, on PostgreSQL, where messages run beside each other."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from integration.storage_kit import PATIENCE
from stage import Actor, Program
from stage.walks import lead_to

from storage import addresses, petitions
from storage.tables import Petition, PetitionEvent
from storage.work import Work


def of_the_same_person(program: Program, an: Actor, there: Actor) -> None:
    """As after a channel was joined."""

    def join(work: Work) -> None:
        one, other = (
            addresses.find(work, addresses.account(work, who.channel, "main"), who.name)
            for who in (an, there)
        )
        assert one is not None and other is not None
        other.person_id = one.person_id

    program.change(join)


def test_what_is_sent_at_two_addresses_at_once_is_sent_once(
    postgresql_program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second code in the place of the first would make the first receipt worthless."""
    program = postgresql_program
    an = lead_to(Actor(program=program, name="an", channel="telegram"), "reviewing")
    there = Actor(program=program, name="an").open()
    of_the_same_person(program, an, there)
    there.press("Gửi câu hỏi, kiến nghị").press("Viết tiếp")
    both, held = threading.Barrier(2), petitions.held

    def at_once(work: Work, petition: Petition) -> Petition | None:
        both.wait(PATIENCE)
        return held(work, petition)

    monkeypatch.setattr(petitions, "held", at_once)
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda who: who.press("Gửi"), (an, there)))

    receipts = [who for who in (an, there) if "Mật mã" in who.text]
    (petition,) = program.all_of(Petition)

    assert len(receipts) == 1
    assert str(petition.code) in receipts[0].text
    assert [one.kind for one in program.all_of(PetitionEvent)].count("submitted") == 1
