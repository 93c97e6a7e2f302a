"""Communes and the lists that belong to them."""

from collections.abc import Sequence
from itertools import count

from sqlmodel import SQLModel, col, select

from storage.once import insert_once
from storage.tables import Agency, Commune, Field, Village
from storage.work import Work


def by_code(work: Work, code: str) -> Commune | None:
    """The commune with this code."""
    return work.session.exec(select(Commune).where(Commune.code == code)).first()


def every(work: Work) -> Sequence[Commune]:
    """All communes of the installation, by name."""
    return work.session.exec(select(Commune).order_by(Commune.name)).all()


def villages(work: Work, commune_id: int) -> Sequence[Village]:
    """The villages in the order of the commune's own list."""
    return work.session.exec(
        select(Village).where(Village.commune_id == commune_id).order_by(col(Village.position))
    ).all()


def fields(work: Work, commune_id: int) -> Sequence[Field]:
    """The fields (lĩnh vực) in the order of the commune's own list."""
    return work.session.exec(
        select(Field).where(Field.commune_id == commune_id).order_by(col(Field.position))
    ).all()


def set_villages(work: Work, commune_id: int, names: Sequence[str]) -> None:
    """The list as it is stated now; villages that it no longer names stay, after the others."""
    _add(work, Village, commune_id, names)
    _arrange(villages(work, commune_id), names)


def set_fields(work: Work, commune_id: int, names: Sequence[str]) -> None:
    """The list of fields as it is stated now; others stay, after these."""
    _add(work, Field, commune_id, names)
    _arrange(fields(work, commune_id), names)


def set_agencies(work: Work, commune_id: int, names: Sequence[str]) -> None:
    """The list of agencies as it is stated now; others stay, after these."""
    _add(work, Agency, commune_id, names)
    _arrange(agencies(work, commune_id), names)


def _add(work: Work, model: type[SQLModel], commune_id: int, names: Sequence[str]) -> None:
    for name in names:
        insert_once(work, model, commune_id=commune_id, name=name, position=0)


def _arrange(rows: Sequence[Village | Field | Agency], names: Sequence[str]) -> None:
    places = {name: place for place, name in enumerate(names, start=1)}
    behind = count(len(names) + 1)
    for row in rows:
        row.position = places.get(row.name) or next(behind)


def agency_by_name(work: Work, commune_id: int, name: str) -> Agency | None:
    """The agency of this name."""
    return work.session.exec(
        select(Agency).where(Agency.commune_id == commune_id, Agency.name == name)
    ).first()


def agencies(work: Work, commune_id: int) -> Sequence[Agency]:
    """The agencies in the order of the commune's own list."""
    return work.session.exec(
        select(Agency).where(Agency.commune_id == commune_id).order_by(col(Agency.position))
    ).all()
