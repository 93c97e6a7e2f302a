"""Communes and the lists that belong to them."""

from collections.abc import Sequence
from itertools import count

from sqlalchemy import bindparam
from sqlmodel import SQLModel, col, select

from storage.once import insert_once
from storage.plain import columns_of, plain_rows, write
from storage.prepared import Prepared
from storage.tables import Agency, Commune, Field, Village
from storage.work import Work


def _listed(model: type[Village | Field]) -> Prepared:
    return Prepared(
        select(*columns_of(model))
        .where(col(model.commune_id) == bindparam("commune_id"))
        .order_by(col(model.position))
    )


_VILLAGES, _FIELDS = _listed(Village), _listed(Field)


def by_code(work: Work, code: str) -> Commune | None:
    """The commune with this code."""
    return work.session.exec(select(Commune).where(Commune.code == code)).first()


def every(work: Work) -> Sequence[Commune]:
    """All communes of the installation, by name."""
    return work.session.exec(select(Commune).order_by(Commune.name)).all()


def villages(work: Work, commune_id: int) -> Sequence[Village]:
    """The villages in the order of the commune's own list, as plain rows."""
    return plain_rows(work, Village, _VILLAGES, commune_id=commune_id)


def fields(work: Work, commune_id: int) -> Sequence[Field]:
    """The fields (lĩnh vực) in the order of the commune's own list, as plain rows."""
    return plain_rows(work, Field, _FIELDS, commune_id=commune_id)


def set_villages(work: Work, commune_id: int, names: Sequence[str]) -> None:
    """The list as it is stated now; villages that it no longer names stay, after the others."""
    _add(work, Village, commune_id, names)
    _arrange(work, villages(work, commune_id), names)


def set_fields(work: Work, commune_id: int, names: Sequence[str]) -> None:
    """The list of fields as it is stated now; others stay, after these."""
    _add(work, Field, commune_id, names)
    _arrange(work, fields(work, commune_id), names)


def set_agencies(work: Work, commune_id: int, names: Sequence[str]) -> None:
    """The list of agencies as it is stated now; others stay, after these."""
    _add(work, Agency, commune_id, names)
    _arrange(work, agencies(work, commune_id), names)


def _add(work: Work, model: type[SQLModel], commune_id: int, names: Sequence[str]) -> None:
    for name in names:
        insert_once(work, model, commune_id=commune_id, name=name, position=0)


def _arrange(work: Work, rows: Sequence[Village | Field | Agency], names: Sequence[str]) -> None:
    places = {name: place for place, name in enumerate(names, start=1)}
    behind = count(len(names) + 1)
    for row in rows:
        place = places.get(row.name) or next(behind)
        if row.position != place:
            write(work, row, position=place)


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
