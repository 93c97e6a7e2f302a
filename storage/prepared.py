"""A statement of the common way: compiled once for each database, handed to its driver as it is.

SQLAlchemy takes longer over a statement than the database does, and its objects as long again.
What every message needs is asked for in this way; everything else is better off with SQLAlchemy,
which this leans on for what is hard: the text of the statement, the conversion of each value, and
what to do when the driver raises.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter, methodcaller
from typing import Any

from sqlalchemy import Connection, Executable
from sqlalchemy.engine.interfaces import Dialect
from sqlmodel.sql.sqltypes import UTCDateTime

from storage.work import Work

Row = list[Any]
Convert = Callable[[Any], Any]
_MOMENTS: dict[tuple[str, str], Convert] = {}
# What is taken from a driver's cursor.
_ONE, _ALL, _COUNT = methodcaller("fetchone"), methodcaller("fetchall"), attrgetter("rowcount")


@dataclass(frozen=True, kw_only=True, slots=True)
class Compiled:
    """A statement as a driver takes it.

    `names` are those of its values in their order, `fixed` the values that stand in it, `by_name`
    says whether the driver wants names. `puts` and `gets` are (position, conversion) for what the
    driver takes or gives as something else than the tables have.
    """

    text: str
    names: tuple[str, ...]
    puts: tuple[tuple[int, Convert], ...]
    fixed: Mapping[str, Any]
    by_name: bool
    gets: tuple[tuple[int, Convert], ...]

    def values(self, given: Mapping[str, Any]) -> Any:
        """What goes to the driver; raises KeyError where a value is missing."""
        known = {**self.fixed, **given} if self.fixed else given
        values = list(map(known.__getitem__, self.names))
        for place, put in self.puts:
            values[place] = put(values[place])
        return dict(zip(self.names, values, strict=True)) if self.by_name else tuple(values)

    def converted(self, row: Any) -> Row:
        """A row of the driver's, as the tables have it."""
        values = list(row)
        for place, get in self.gets:
            values[place] = get(values[place])
        return values


class Prepared:
    """A statement with named values; without `IN` of a list, which is another one each time."""

    def __init__(self, statement: Executable) -> None:
        self._statement: Any = statement
        self._compiled: dict[str, Compiled] = {}

    def first(self, work: Work, **given: Any) -> Row | None:
        """The first row, or None."""
        compiled, row = self._run(work.connection(), given, _ONE)
        return None if row is None else compiled.converted(row)

    def all(self, work: Work, **given: Any) -> list[Row]:
        """Every row, in the order that the statement says."""
        compiled, rows = self._run(work.connection(), given, _ALL)
        return [compiled.converted(row) for row in rows]

    def change(self, work: Work, **given: Any) -> int:
        """How many rows it changed."""
        _, count = self._run(work.connection(), given, _COUNT)
        return int(count)

    def _run(
        self, connection: Connection, given: Mapping[str, Any], take: Callable[[Any], Any]
    ) -> tuple[Compiled, Any]:
        compiled = self._compiled.get(connection.dialect.name) or self._compile(connection.dialect)
        values = compiled.values(given)
        if connection._has_events or connection.engine._has_events:  # somebody counts statements
            _announce(connection, compiled.text, values)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(compiled.text, values)
            taken = take(cursor)
        except BaseException as fault:  # noqa: BLE001 - it is raised again
            # What makes a broken connection known as such, and gives the fault its usual name.
            connection._handle_dbapi_exception(fault, compiled.text, values, cursor, None)
        cursor.close()
        return compiled, taken

    def _compile(self, dialect: Dialect) -> Compiled:
        made = self._statement.compile(dialect=dialect)
        by_name = not made.positional
        names = tuple(made.binds) if by_name else tuple(made.positiontup)
        given = [_put(made.binds[name].type, dialect) for name in names]
        taken = [_get(one.type, dialect) for one in getattr(made, "_result_columns", ())]
        compiled = Compiled(
            text=str(made),
            names=names,
            puts=tuple((place, put) for place, put in enumerate(given) if put),
            fixed={name: bind.value for name, bind in made.binds.items() if not bind.required},
            by_name=by_name,
            gets=tuple((place, get) for place, get in enumerate(taken) if get),
        )
        self._compiled[dialect.name] = compiled
        return compiled


def _announce(connection: Connection, text: str, values: Any) -> None:
    for told in connection.dispatch.before_cursor_execute:
        told(connection, None, text, values, None, False)


def _put(kind: Any, dialect: Dialect) -> Convert | None:
    put: Convert | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return _remembered("put", kind, dialect, put)


def _get(kind: Any, dialect: Dialect) -> Convert | None:
    get: Convert | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return _remembered("get", kind, dialect, get)


def _remembered(way: str, kind: Any, dialect: Dialect, convert: Convert | None) -> Convert | None:
    """The same moments stand in most rows that a message reads and writes: one memory of them for
    all statements."""
    if convert is None or not isinstance(kind, UTCDateTime):
        return convert
    return _MOMENTS.setdefault((way, dialect.name), lru_cache(1024)(convert))
