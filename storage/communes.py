"""Communes and the lists that belong to them."""

from collections.abc import Sequence

from sqlmodel import col, select

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
    """Add the villages that are not there yet; those that are keep their rows."""
    known = {village.name for village in villages(work, commune_id)}
    for position, name in enumerate(names, start=1):
        if name not in known:
            work.session.add(Village(commune_id=commune_id, name=name, position=position))


def set_fields(work: Work, commune_id: int, names: Sequence[str]) -> None:
    """Add the fields that are not there yet."""
    known = {field.name for field in fields(work, commune_id)}
    for position, name in enumerate(names, start=1):
        if name not in known:
            work.session.add(Field(commune_id=commune_id, name=name, position=position))


def set_agencies(work: Work, commune_id: int, names: Sequence[str]) -> None:
    """Add the agencies that are not there yet."""
    known = set(work.session.exec(select(Agency.name).where(Agency.commune_id == commune_id)).all())
    for position, name in enumerate(names, start=1):
        if name not in known:
            work.session.add(Agency(commune_id=commune_id, name=name, position=position))


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
