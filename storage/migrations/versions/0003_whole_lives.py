"""The whole life of a petition and of a conference: both tables take all of their states.

A conference that was `announced` becomes `registration_open`, for that is what it meant until now.
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

PETITION_WAS = "draft received documents_requested accepted declined withdrawn classified"
PETITION = (
    f"{PETITION_WAS} assigned settled left_open noted submitted_upward passed_on replied closed "
    "petitioned_again"
)
CONFERENCE_WAS = "draft announced cancelled concluded"
CONFERENCE = (
    "draft announced registration_open registration_closed in_session concluded replies_due "
    "archived postponed cancelled"
)
# What a state is to the program before, which knows no nearer one.
PETITION_DOWN = {
    "classified": "assigned settled left_open noted submitted_upward passed_on replied closed "
    "petitioned_again"
}
CONFERENCE_DOWN = {
    "announced": "registration_open registration_closed",
    "draft": "postponed",
    "concluded": "in_session replies_due archived",
}


def upgrade() -> None:
    _check_state("petition", PETITION_WAS, PETITION)
    _check_state("conference", CONFERENCE_WAS, CONFERENCE)
    _turn("conference", {"registration_open": "announced"})


def downgrade() -> None:
    """Drops no row and no column, but what the version before has no word for: a petition beyond
    its classification is `classified`; a conference with registration is `announced`, one that is
    postponed a `draft`, one in session or after it `concluded`."""
    _turn("petition", PETITION_DOWN)
    _turn("conference", CONFERENCE_DOWN)
    _check_state("petition", PETITION, PETITION_WAS)
    _check_state("conference", CONFERENCE, CONFERENCE_WAS)


def _turn(table: str, becomes: dict[str, str]) -> None:
    for state, were in becomes.items():
        op.execute(f"UPDATE {table} SET state = '{state}' WHERE {_one_of(were)}")


def _check_state(table: str, before: str, after: str) -> None:
    """Let the database keep `state` among other values than before."""
    if op.get_bind().dialect.name == "sqlite":
        _make_anew(table, _one_of(before), _one_of(after))
        return
    name = op.f(f"ck_{table}_state")
    op.drop_constraint(name, table, type_="check")
    op.create_check_constraint(name, table, _one_of(after))


def _make_anew(table: str, before: str, after: str) -> None:
    """SQLite changes a check only with its whole table: the same one, but for these words.

    Not by a batch: Alembic writes the constraints in another order each time.
    """
    body = _told("type = 'table'", table)[0].partition("(")[2]
    indexes = _told("type = 'index'", table)
    op.execute(f"CREATE TABLE new_{table} ({body.replace(before, after)}")
    op.execute(f"INSERT INTO new_{table} SELECT * FROM {table}")
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE new_{table} RENAME TO {table}")
    for index in indexes:
        op.execute(index)


def _told(what: str, table: str) -> list[str]:
    """The statements by which SQLite made the table or its indexes."""
    of_it = f"{what} AND tbl_name = '{table}' AND sql NOT NULL ORDER BY name"
    found = op.get_bind().exec_driver_sql(f"SELECT sql FROM sqlite_master WHERE {of_it}")
    return list(found.scalars())


def _one_of(states: str) -> str:
    return "state IN ({})".format(", ".join(f"'{state}'" for state in states.split()))
