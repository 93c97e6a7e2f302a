"""Values that a revision renames on purpose, on the way up and on the way down."""

from collections.abc import Mapping

from migrations import revisions
from migrations.data_set import DataSet, Row

# By revision, table and column: what a value is called afterwards.
Names = Mapping[tuple[str, str], Mapping[str, str]]

UP: Mapping[str, Names] = {
    # `announced` meant that one could register, until there was a state for it.
    "0003": {("conference", "state"): {"announced": "registration_open"}},
}
_CLASSIFIED = (
    "assigned settled left_open noted submitted_upward passed_on replied closed petitioned_again"
)
DOWN: Mapping[str, Names] = {
    "0003": {
        ("petition", "state"): dict.fromkeys(_CLASSIFIED.split(), "classified"),
        ("conference", "state"): {
            "registration_open": "announced",
            "registration_closed": "announced",
            "postponed": "draft",
            "in_session": "concluded",
            "replies_due": "concluded",
            "archived": "concluded",
        },
    },
    "0005": {("conference", "state"): {"discarded": "cancelled"}},
}


def upgraded(then: DataSet) -> dict[str, list[Row]]:
    """The rows of a data set as every later revision leaves them."""
    tables = then.tables
    for revision in revisions.known():
        if revision > then.revision:
            tables = _renamed(tables, UP.get(revision, {}))
    return tables


def one_step_down(then: DataSet) -> dict[str, list[Row]]:
    """The rows of a data set as its own revision takes them back."""
    return _renamed(then.tables, DOWN.get(then.revision, {}))


def _renamed(tables: dict[str, list[Row]], names: Names) -> dict[str, list[Row]]:
    return {table: [_row(table, row, names) for row in rows] for table, rows in tables.items()}


def _row(table: str, row: Row, names: Names) -> Row:
    return {
        column: names.get((table, column), {}).get(value, value)
        if isinstance(value, str)
        else value
        for column, value in row.items()
    }
