"""Finding petitions by words, accents and đ optional, within what somebody may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, cast, column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlmodel import col

from locales.words import words_and_phones
from storage.search_index import NOT_FOUND, content_word, freshen, identity_word
from storage.tables import Petition, PetitionSearch, Task
from storage.tables.search import INDEX_TABLE
from storage.tasks import GONE
from storage.work import Work

Rows = Select[*tuple[Any, ...]]

# Whoever finds more has to name another word: nobody turns so many pages.
MOST = 200
# Of more words than this the first ones decide.
MOST_WORDS = 12


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What somebody may find: all of a commune, or only what these agencies were given.

    Without `identity` nothing is found by a name, a telephone number or a published answer.
    """

    commune_id: int
    agencies: frozenset[int] | None
    identity: bool


def searchable(typed: str) -> list[str]:
    """The words that count; none where nothing can be looked for."""
    return words_and_phones(typed)[:MOST_WORDS]


def find(work: Work, sight: Sight, words: Sequence[str]) -> list[int]:
    """The petitions with all these words, the newest first; one more than `MOST` at most.

    The last word may be the beginning of one.
    """
    freshen(work, sight.commune_id)
    return list(work.session.execute(found(work, sight, words)).scalars())


def found(work: Work, sight: Sight, words: Sequence[str]) -> Rows:
    """The query: first the index, in which each word is the commune's own, then the rows."""
    named = _with(work, sight, words).cte("named")
    # Left to itself PostgreSQL may read a whole commune, one petition after the other.
    first = named.prefix_with("MATERIALIZED", dialect="postgresql")
    return (
        select(col(Petition.id))
        .join(first, first.c.number == col(Petition.id))
        .where(*_within(sight))
        .order_by(col(Petition.submitted_at).desc(), col(Petition.id).desc())
        .limit(MOST + 1)
    )


def still_seen(work: Work, sight: Sight, numbers: Sequence[int]) -> list[Petition]:
    """Of petitions that were found, those that may be seen still, in their order."""
    rows = work.session.execute(
        select(Petition).where(col(Petition.id).in_(numbers), *_seen(sight))
    )
    # Asked for the commune as well, SQLite reads all of it.
    found = [one for one in rows.scalars() if one.commune_id == sight.commune_id]
    return sorted(found, key=lambda one: numbers.index(one.id or 0))


def _within(sight: Sight) -> list[ColumnElement[bool]]:
    return [col(Petition.commune_id) == sight.commune_id, *_seen(sight)]


def _seen(sight: Sight) -> list[ColumnElement[bool]]:
    alive = col(Petition.state).not_in(NOT_FOUND)
    if sight.agencies is None:
        return [alive]
    given = select(col(Task.petition_id)).where(
        col(Task.commune_id) == sight.commune_id,
        col(Task.agency_id).in_(sorted(sight.agencies)),
        col(Task.state).not_in(GONE),
    )
    return [alive, col(Petition.id).in_(given)]


def _with(work: Work, sight: Sight, words: Sequence[str]) -> Rows:
    """The numbers of the petitions that have all the words."""
    *whole, last = ([*_signed(sight, word)] for word in words)
    if work.session.get_bind().dialect.name == "postgresql":
        return _on_postgresql(whole, last)
    return _on_sqlite(whole, last)


def _signed(sight: Sight, word: str) -> list[str]:
    """What stands in the index for a word that this person may find by."""
    known = [content_word(sight.commune_id, word)]
    return [*known, identity_word(sight.commune_id, word)] if sight.identity else known


# Words have letters and digits only, so that nothing in them is a sign of either language.
def _on_postgresql(whole: Sequence[list[str]], last: list[str]) -> Rows:
    query = " & ".join([*(_any(one, "'{}'", "|") for one in whole), _any(last, "'{}':*", "|")])
    matches = col(PetitionSearch.words).op("@@", is_comparison=True)(cast(query, TSQUERY))
    return select(col(PetitionSearch.petition_id).label("number")).where(matches)


def _on_sqlite(whole: Sequence[list[str]], last: list[str]) -> Rows:
    query = " AND ".join([*(_any(one, '"{}"', "OR") for one in whole), _any(last, '"{}"*', "OR")])
    index = table(INDEX_TABLE, column("rowid"), column(INDEX_TABLE))
    matches = index.c[INDEX_TABLE].op("MATCH", is_comparison=True)(query)
    return select(index.c.rowid.label("number")).where(matches)


def _any(signed: Iterable[str], form: str, either: str) -> str:
    return "(" + f" {either} ".join(form.format(word) for word in signed) + ")"
