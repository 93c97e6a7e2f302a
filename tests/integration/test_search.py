"""Searching on both databases: in step with every change, by an index, within one commune."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert, text, update
from sqlmodel import col, select
from stage import Program
from stage.answers import ECONOMY, give, group

from dialogue.petition import PetitionState
from scheduler.ticks import make_words
from storage import addresses, search, search_index
from storage.search import MOST, Sight
from storage.tables import (
    Agency,
    Answer,
    OpinionGroup,
    Petition,
    PetitionPart,
    PetitionSearch,
    Staff,
    Task,
    Village,
)
from storage.tables.task import AnswerState
from storage.work import Work

OFFICE = Sight(commune_id=1, agencies=None, identity=True)
AGENCY = Sight(commune_id=1, agencies=frozenset({1}), identity=False)
ROAD = "Đường thôn Đông lầy lội, xin sửa trước mùa mưa. Gọi 0987 654 321."


@pytest.fixture
def town(program: Program) -> Program:
    """An has sent a petition about the road."""
    program.change(lambda work: send(work, program))
    return program


def send(work: Work, program: Program, code: str | None = "XM25-0001") -> Petition:
    """One petition as the conversation leaves it; without a code a draft."""
    commune = program.commune(work)
    account = addresses.account(work, "web", "main")
    address = addresses.arrive(work, account, "an", program.now)
    petition = Petition(
        commune_id=commune.id,
        person_id=address.person_id,
        address_id=address.id,
        code=code,
        state=PetitionState.RECEIVED if code else PetitionState.DRAFT,
        name="Nguyễn Văn An",
        phone="0912345678",
        village_id=1,
        created_at=program.now,
        changed_at=program.now,
        submitted_at=program.now,
    )
    work.session.add(petition)
    work.session.flush()
    work.session.add(
        PetitionPart(
            commune_id=commune.id,
            petition_id=petition.id,
            address_id=address.id,
            text=ROAD,
            created_at=program.now,
        )
    )
    return petition


def codes(program: Program, typed: str, sight: Sight = OFFICE) -> list[str]:
    """What somebody finds who types this."""

    def find(work: Work) -> list[str]:
        numbers = search.find(work, sight, search.searchable(typed))
        return [one.code or "" for one in search.still_seen(work, sight, numbers)]

    return program.database.write_now(find)


def run(statement: Any) -> Callable[[Work], object]:
    return lambda work: work.session.execute(statement)


FOUND = ("lầy lội", "lay loi", "LỘI LẦY đường", "mưa xin sử", "xm25-0001", "1", "an nguyen")
PHONES = ("0912 345 678", "+84 912345678", "091234", "0987654321", "0987.654.321")
NOT_FOUND = ("lầy khô", "la loi", "xm25-0002", "binh", "0912345679", '" OR 1:*', "x & !b | '")


def test_all_words_in_any_order_find_it_and_the_last_may_be_unfinished(town: Program) -> None:
    wrong = [typed for typed in FOUND + PHONES if codes(town, typed) != ["XM25-0001"]]

    assert wrong == []


def test_a_word_that_it_has_not_finds_nothing(town: Program) -> None:
    """Signs that are a database's own are no signs here."""
    assert [typed for typed in NOT_FOUND if codes(town, typed)] == []


def test_an_agency_finds_what_it_was_given_and_nothing_by_who_has_sent_it(town: Program) -> None:
    before = codes(town, "lầy lội", AGENCY)
    give(town, "XM25-0001", agency=agency_of(town))

    assert before == []
    assert codes(town, "lầy lội", AGENCY) == ["XM25-0001"]
    for hidden in ("Nguyễn", "0912345678", "0987654321", "0987"):
        assert codes(town, hidden, AGENCY) == []
        assert codes(town, hidden) == ["XM25-0001"]


def agency_of(program: Program) -> str:
    """The name of the agency whose number is 1."""
    return next(one.name for one in program.all_of(Agency) if one.id == 1)


def test_what_was_taken_back_from_an_agency_it_finds_no_more(town: Program) -> None:
    give(town, "XM25-0001", agency=agency_of(town))
    town.change(run(update(Task).values(state="cancelled")))

    assert codes(town, "lầy", AGENCY) == []


def test_another_commune_finds_nothing_of_it(town: Program) -> None:
    town.add_neighbour()

    assert codes(town, "lầy", Sight(commune_id=2, agencies=None, identity=True)) == []


CHANGES: dict[str, tuple[Any, str, str]] = {
    "a text is written over": (update(PetitionPart).values(text="Kênh cạn."), "lầy", "kênh"),
    "a text is put aside": (
        update(PetitionPart).values(replaced_at=datetime(2025, 10, 1, tzinfo=UTC)),
        "lầy",
        "",
    ),
    "a text is deleted": (delete(PetitionPart), "lầy", ""),
    "a name is taken out": (update(Petition).values(name=""), "nguyễn", ""),
    "a phone is changed": (
        update(Petition).values(phone="0900000001"),
        "0912345678",
        "0900000001",
    ),
    "a village is renamed": (
        update(Village).where(col(Village.id) == 1).values(name="Xóm Mới"),
        "",
        "xóm mới",
    ),
    "it is withdrawn": (update(Petition).values(state=PetitionState.WITHDRAWN), "lầy", ""),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_or_erased_is_not_found_whoever_did_it(town: Program, change: str) -> None:
    """By hand in the database as well, and in the same moment."""
    statement, gone, come = CHANGES[change]
    assert not gone or codes(town, gone) == ["XM25-0001"]
    town.change(run(statement))
    kept = town.database.read_now(
        lambda work: work.session.exec(select(PetitionSearch.words)).one()
    )

    assert kept == ""
    assert not gone or codes(town, gone) == []
    assert not come or codes(town, come) == ["XM25-0001"]


def test_a_withdrawn_one_that_comes_back_is_found_again(town: Program) -> None:
    town.change(run(update(Petition).values(state=PetitionState.WITHDRAWN)))
    assert codes(town, "xm25") == []
    town.change(run(update(Petition).values(state=PetitionState.RECEIVED)))

    assert codes(town, "xm25") == ["XM25-0001"]


def test_agency_group_and_published_answer_find_it_too(town: Program) -> None:
    give(town, "XM25-0001", agency=ECONOMY)
    group(town, "XM25-0001")
    assert codes(town, "phòng kinh tế") == ["XM25-0001"]
    town.change(run(update(Agency).where(col(Agency.name) == ECONOMY).values(name="Phòng Nước")))
    town.change(run(update(OpinionGroup).values(title="Giao thông nông thôn")))

    assert codes(town, "phòng nước") == ["XM25-0001"]
    assert codes(town, "nông thôn giao") == ["XM25-0001"]
    assert codes(town, "kinh tế") == []


def test_an_answer_is_found_once_it_is_published_and_not_by_an_agency(town: Program) -> None:
    give(town, "XM25-0001", agency=agency_of(town))

    def draft(work: Work) -> None:
        task = work.session.exec(select(Task)).one()
        officer = Staff(
            commune_id=1,
            person_id=1,
            role="agency",
            agency_id=1,
            joined_at=town.now,
            seen_at=town.now,
        )
        work.session.add(officer)
        work.session.flush()
        work.session.add(
            Answer(
                commune_id=1,
                task_id=task.id,
                petition_id=task.petition_id,
                version=1,
                state=AnswerState.DRAFTED,
                text="Khởi công tháng tới.",
                drafted_by=officer.id,
                drafted_at=town.now,
            )
        )

    town.change(draft)
    assert codes(town, "khởi công") == []
    town.change(run(update(Answer).values(state=AnswerState.PUBLISHED)))

    assert codes(town, "khởi công") == ["XM25-0001"]
    assert codes(town, "khởi công", AGENCY) == []


def test_a_draft_is_not_in_the_index(program: Program) -> None:
    program.change(lambda work: send(work, program, code=None))
    seen = program.database.read_now(lambda work: work.session.exec(select(PetitionSearch)).all())

    assert seen == []
    assert codes(program, "lầy") == []


def test_a_purged_petition_leaves_nothing_in_the_index(town: Program) -> None:
    codes(town, "lầy")

    def purge(work: Work) -> None:
        work.session.execute(delete(PetitionPart))
        work.session.execute(delete(Petition))

    town.change(purge)

    assert (
        town.database.read_now(lambda work: work.session.exec(select(PetitionSearch)).all()) == []
    )
    assert codes(town, "lầy") == []


def test_words_are_made_beforehand_for_who_searches_later(town: Program) -> None:
    """What the clock does; then nothing is left to do."""
    asyncio.run(make_words(town.database))

    assert not town.database.write_now(search_index.freshen_some)


def test_words_that_are_made_together_are_one_part_of_the_index(sqlite_program: Program) -> None:
    """SQLite merges its parts, and takes the longer over it the larger they are."""
    program = sqlite_program
    for number in range(20):
        program.change(lambda work, n=number: send(work, program, f"XM25-{n:04}"))
    before = parts_of_the_index(program)

    program.database.write_now(search_index.freshen_some)

    assert codes(program, "lầy")
    assert len(parts_of_the_index(program) - before) == 1


def parts_of_the_index(program: Program) -> set[int]:
    """The parts in which SQLite's own index lies (https://sqlite.org/fts5.html)."""
    asked = text("SELECT DISTINCT segid FROM petition_search_fts_idx")
    return set(program.database.read_now(lambda work: set(work.session.execute(asked).scalars())))


def test_what_changes_while_words_are_made_waits_and_is_found(
    postgresql_program: Program,
) -> None:
    """Whoever searches waits for who is about to commit, and finds what they wrote."""
    program = postgresql_program
    program.change(lambda work: send(work, program))
    with program.database.engine.connect() as other, ThreadPoolExecutor(1) as threads:
        other.execute(update(PetitionPart).values(text="Kênh cạn."))
        searching = threads.submit(codes, program, "kênh")
        with pytest.raises(TimeoutError):
            searching.result(timeout=0.2)
        other.commit()

        assert searching.result(timeout=20) == ["XM25-0001"]


def fill(work: Work, count: int) -> None:
    """So many petitions like the first one, each about something else."""
    first = work.session.exec(select(Petition)).one()
    sample = first.model_dump(exclude={"id", "code", "submitted_at", "secret_hash"})
    work.session.execute(
        insert(Petition),
        [
            {
                **sample,
                "code": f"XM25-{n:05d}",
                "submitted_at": first.created_at + timedelta(days=n),
            }
            for n in range(100, 100 + count)
        ],
    )
    work.session.execute(
        text(
            "INSERT INTO petition_part (commune_id, petition_id, address_id, source_message, text, "
            "is_supplement, created_at) SELECT commune_id, id, address_id, '', "
            "'Kênh thoát nước số ' || id, false, created_at FROM petition WHERE id > 1"
        )
    )


def test_more_than_anybody_leafs_through_are_the_newest(town: Program) -> None:
    town.change(lambda work: fill(work, MOST + 50))
    found = codes(town, "kênh nước")

    assert len(found) == MOST + 1
    assert found[0] == f"XM25-{149 + MOST:05d}"


QUERIES: dict[str, Callable[[Work], Any]] = {
    "the office": lambda work: search.found(work, OFFICE, search.searchable("số 999")),
    "an agency": lambda work: search.found(work, AGENCY, search.searchable("số 999")),
    "what is stale": lambda work: search_index.stale(),
    "what is stale of a commune": lambda work: search_index.stale().where(
        col(PetitionSearch.commune_id) == 1
    ),
}
INDEXES = ("ix_search_words", "ix_search_stale", "VIRTUAL TABLE INDEX")


@pytest.mark.parametrize("query", QUERIES)
def test_no_table_is_read_from_end_to_end(town: Program, query: str) -> None:
    """Each of the words comes from the index, the rows by their numbers."""
    town.change(lambda work: fill(work, 300))
    town.change(lambda work: search_index.freshen(work, 1))
    plan = town.database.write_now(lambda work: explained(work, QUERIES[query](work)))

    assert any(index in line for line in plan for index in INDEXES), plan
    assert [line for line in plan if is_scan(line)] == []


def explained(work: Work, query: Any) -> list[str]:
    """The database's plan for a query."""
    engine = work.session.get_bind().engine
    on_server = engine.dialect.name == "postgresql"
    if on_server:
        # A table of a few pages is read as it lies, whatever the query.
        work.session.execute(text("SET LOCAL enable_seqscan = off"))
        work.session.execute(text("ANALYZE petition_search"))
    made = query.compile(engine, compile_kwargs={"render_postcompile": True})
    given = made.params if on_server else tuple(made.params[name] for name in made.positiontup)
    explain = "EXPLAIN" if on_server else "EXPLAIN QUERY PLAN"
    rows = work.session.connection().exec_driver_sql(f"{explain} {made}", given)
    return [str(row[-1]) for row in rows]


def is_scan(line: str) -> bool:
    """PostgreSQL's "Seq Scan", SQLite's "SCAN" of all rows of a table or of a whole index."""
    read = line.strip().removeprefix("->").strip()
    by_index = "VIRTUAL TABLE INDEX" in read or "ix_search_stale" in read or "named" in read
    return "Seq Scan" in read or (read.startswith("SCAN") and not by_index)
