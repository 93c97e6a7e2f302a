"""What a person has sent or claimed is found at their address, and nothing else is."""

from integration.storage_kit import COMMUNE, NOW, address_of, submitted
from stage import Program

from storage import petitions
from storage.tables import Petition
from storage.work import Work


def test_a_draft_is_nothing_that_was_sent(program: Program) -> None:
    def look(work: Work) -> None:
        an = address_of(work)
        begun = {"created_at": NOW, "changed_at": NOW}
        work.session.add(
            Petition(commune_id=COMMUNE, person_id=an.person_id, address_id=an.id, **begun)
        )
        assert not petitions.has_any(work, an)
        submitted(work)
        assert petitions.has_any(work, an)

    program.database.write_now(look)


def test_what_was_claimed_is_there_for_who_claimed_it_alone(program: Program) -> None:
    def look(work: Work) -> None:
        petition, binh, chi = submitted(work), address_of(work, "Bình"), address_of(work, "Chi")
        assert binh.id is not None
        petitions.prove(work, binh.id, petition, NOW)
        assert petitions.has_any(work, binh)
        assert not petitions.has_any(work, chi)
        assert [one.id for one in petitions.of_reader(work, binh, limit=5)] == [petition.id]
        assert petitions.count_of_reader(work, binh) == 1

    program.database.write_now(look)


def test_a_page_begins_where_the_one_before_ended(program: Program) -> None:
    def look(work: Work) -> None:
        codes = [f"VH25-{number:04}" for number in range(1, 6)]
        for code in codes:
            submitted(work, code)
        pages = [
            petitions.of_reader(work, address_of(work), offset=offset, limit=2)
            for offset in (0, 2, 4)
        ]
        assert [one.code for page in pages for one in page] == codes[::-1]
        assert petitions.count_of_reader(work, address_of(work)) == len(codes)

    program.database.write_now(look)
