"""Makes anew the words by which petitions are found, where the database has marked them as stale.

Words of an index are the words of texts behind a sign: whose commune they are of, and whether
whoever may not see identity finds by them. So one index answers for each commune by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, case, cast, select, text, update
from sqlmodel import col

from dialogue.petition import PetitionState
from locales.words import apart, words, words_and_phones
from storage.plain import table_of
from storage.tables import (
    Agency,
    Answer,
    Field,
    OpinionGroup,
    Petition,
    PetitionPart,
    PetitionSearch,
    Task,
    Village,
)
from storage.tables.task import AnswerState
from storage.tasks import GONE
from storage.work import Work

Rows = Select[*tuple[Any, ...]]

AT_ONCE = 50
# What its author never sent, or has taken back.
NOT_FOUND = (PetitionState.DRAFT, PetitionState.WITHDRAWN)
# In the words of that index: by others ("IS 1", "IS true") it would not be used.
_IS_STALE = text("petition_search.stale")
# What one petition is found by at most: no database takes a row without end.
MOST = 3_000


def content_word(commune_id: int, word: str) -> str:
    """A word of what everybody may read to whom the petition is given."""
    return f"{commune_id}m{word}"


def identity_word(commune_id: int, word: str) -> str:
    """A word of what an agency may not know: who it is, and what was written to them."""
    return f"{commune_id}p{word}"


def freshen(work: Work, commune_id: int) -> None:
    """Make all stale words of a commune anew, as before somebody searches in it."""
    of_commune = stale().where(col(PetitionSearch.commune_id) == commune_id)
    while _freshen(work, of_commune.with_for_update()):
        pass


def freshen_some(work: Work) -> bool:
    """Make some stale words anew that nobody else is at; whether there were any."""
    return _freshen(work, stale().with_for_update(skip_locked=True))


def stale() -> Rows:
    """Found by an index that has no other rows."""
    return (
        select(col(PetitionSearch.petition_id), col(PetitionSearch.commune_id))
        .where(_IS_STALE)
        .order_by(col(PetitionSearch.commune_id), col(PetitionSearch.petition_id))
        .limit(AT_ONCE)
    )


def _freshen(work: Work, waiting: Rows) -> bool:
    # What changes meanwhile waits for the lock, and is marked again after this commit.
    found = work.session.execute(waiting).all()
    if not found:
        return False
    made = _words_of(work, [number for number, _ in found])
    communes = sorted({commune for _, commune in found})
    _write(work, communes, {number: " ".join(made.get(number, ())) for number, _ in found})
    return True


def _write(work: Work, communes: Sequence[int], made: Mapping[int, str]) -> None:
    """All in one statement: for each, SQLite adds a part to its index, and merges these parts the
    more often the larger the index is."""
    own = col(PetitionSearch.petition_id)
    each = case(*((own == number, written) for number, written in made.items()))
    work.session.execute(
        update(PetitionSearch)
        .where(col(PetitionSearch.commune_id).in_(communes), own.in_(list(made)))
        .values(words=cast(each, table_of(PetitionSearch).c.words.type), stale=False)
        .execution_options(synchronize_session=False)
    )


def _words_of(work: Work, numbers: Sequence[int]) -> dict[int, list[str]]:
    """The words of each petition that may be found; a withdrawn one has none."""
    petitions = work.session.execute(_petitions(numbers)).all()
    communes = sorted({commune for _, commune, *_ in petitions})
    shown = _texts(
        work, [_places(numbers), _contents(communes, numbers), _agencies(communes, numbers)]
    )
    hidden = _texts(work, [_people(numbers), _answers(communes, numbers)])
    return {
        number: _signed(commune, code, shown[number], hidden[number])
        for number, commune, code in petitions
    }


def _texts(work: Work, queries: Iterable[Rows]) -> dict[int, list[str]]:
    """The texts that queries find, by the petition that stands first in each row."""
    texts: dict[int, list[str]] = defaultdict(list)
    for query in queries:
        for number, *found in work.session.execute(query):
            texts[number] += filter(None, found)
    return texts


def _signed(commune_id: int, code: str, shown: list[str], hidden: list[str]) -> list[str]:
    """Telephone numbers are of identity wherever they stand."""
    parted = [apart(text) for text in shown]
    content = dict.fromkeys([*_of_code(code), *(one for words, _ in parted for one in words)])
    identity = dict.fromkeys(
        [
            *(one for text in hidden for one in words_and_phones(text)),
            *(one for _, phones in parted for one in phones),
        ]
    )
    signed = [
        *(content_word(commune_id, one) for one in content),
        *(identity_word(commune_id, one) for one in identity if one not in content),
    ]
    return signed[:MOST]


def _of_code(code: str) -> list[str]:
    """ "XM25-0042" is found by "xm25", "0042" and "42"."""
    found = words(code)
    return [*found, *(one.lstrip("0") for one in found if one.isdigit())]


def _petitions(numbers: Sequence[int]) -> Rows:
    return select(col(Petition.id), col(Petition.commune_id), col(Petition.code)).where(
        col(Petition.id).in_(numbers), col(Petition.state).not_in(NOT_FOUND)
    )


def _places(numbers: Sequence[int]) -> Rows:
    """Village, field, and the title of the group of opinions."""
    return (
        select(col(Petition.id), col(Village.name), col(Field.name), col(OpinionGroup.title))
        .select_from(Petition)
        .outerjoin(Village, col(Village.id) == col(Petition.village_id))
        .outerjoin(Field, col(Field.id) == col(Petition.field_id))
        .outerjoin(OpinionGroup, col(OpinionGroup.id) == col(Petition.group_id))
        .where(col(Petition.id).in_(numbers))
    )


def _contents(communes: Sequence[int], numbers: Sequence[int]) -> Rows:
    return (
        select(col(PetitionPart.petition_id), col(PetitionPart.text))
        .where(
            col(PetitionPart.commune_id).in_(communes),
            col(PetitionPart.petition_id).in_(numbers),
            col(PetitionPart.replaced_at).is_(None),
        )
        .order_by(col(PetitionPart.id))
    )


def _agencies(communes: Sequence[int], numbers: Sequence[int]) -> Rows:
    """Those that have to answer it."""
    return (
        select(col(Task.petition_id), col(Agency.name))
        .join(Agency, col(Agency.id) == col(Task.agency_id))
        .where(
            col(Task.commune_id).in_(communes),
            col(Task.petition_id).in_(numbers),
            col(Task.state).not_in(GONE),
        )
    )


def _people(numbers: Sequence[int]) -> Rows:
    """Who has sent it, and for whom."""
    return select(
        col(Petition.id),
        col(Petition.name),
        col(Petition.phone),
        col(Petition.position),
        col(Petition.behalf_name),
    ).where(col(Petition.id).in_(numbers))


def _answers(communes: Sequence[int], numbers: Sequence[int]) -> Rows:
    """What was published; an answer may name its reader."""
    return select(
        col(Answer.petition_id), col(Answer.number), col(Answer.signer), col(Answer.text)
    ).where(
        col(Answer.commune_id).in_(communes),
        col(Answer.petition_id).in_(numbers),
        col(Answer.state) == AnswerState.PUBLISHED,
    )
