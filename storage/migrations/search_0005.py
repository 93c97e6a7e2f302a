"""What revision 0005 gives the database so that searched words stay in step with what they are of.

Triggers see every change, whichever code or hand makes it: they empty a petition's words and mark
them as stale. SQLite drops a table's triggers with it, so that a revision that makes a table anew
there would lose them: `env.py` puts back what is missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from alembic import op
from sqlalchemy import Connection, inspect

_MARK = (
    "INSERT INTO petition_search (petition_id, commune_id) "
    "SELECT p.id, p.commune_id FROM petition p WHERE p.code IS NOT NULL AND {which} "
    "ON CONFLICT (petition_id) DO UPDATE SET words = '', stale = true"
)
# What SQLite is told in PostgreSQL's words.
_DIFFERS = " IS DISTINCT FROM "
_OF_PETITION = ("code", "name", "phone", "position", "behalf_name", "village_id", "field_id")
_WITHDRAWN = "{0}.state = 'withdrawn'"
_TASK_GONE = "{0}.state IN ('given_back', 'cancelled')"


def _changed(*columns: str) -> str:
    return " OR ".join(f"OLD.{column}{_DIFFERS}NEW.{column}" for column in columns)


def _other(condition: str) -> str:
    """Whether a condition on the row holds no longer, or holds now."""
    return f"({condition.format('OLD')}){_DIFFERS}({condition.format('NEW')})"


@dataclass(frozen=True, kw_only=True)
class _Trigger:
    """After such a change of a row, `when` it counts, the words of these petitions are stale."""

    name: str
    table: str
    change: str
    when: str = ""
    which: str


_TRIGGERS = (
    _Trigger(
        name="petition_sent",
        table="petition",
        change="INSERT",
        when="NEW.code IS NOT NULL",
        which="p.id = NEW.id",
    ),
    _Trigger(
        name="petition_changed",
        table="petition",
        change="UPDATE",
        when=f"{_changed(*_OF_PETITION, 'group_id')} OR {_other(_WITHDRAWN)}",
        which="p.id = NEW.id",
    ),
    _Trigger(
        name="part_added", table="petition_part", change="INSERT", which="p.id = NEW.petition_id"
    ),
    _Trigger(
        name="part_changed",
        table="petition_part",
        change="UPDATE",
        when=_changed("text", "replaced_at"),
        which="p.id = NEW.petition_id",
    ),
    _Trigger(
        name="part_gone", table="petition_part", change="DELETE", which="p.id = OLD.petition_id"
    ),
    _Trigger(name="task_given", table="task", change="INSERT", which="p.id = NEW.petition_id"),
    _Trigger(
        name="task_changed",
        table="task",
        change="UPDATE",
        when=f"{_changed('agency_id')} OR {_other(_TASK_GONE)}",
        which="p.id = NEW.petition_id",
    ),
    _Trigger(name="task_gone", table="task", change="DELETE", which="p.id = OLD.petition_id"),
    _Trigger(
        name="answer_added",
        table="answer",
        change="INSERT",
        when="NEW.state = 'published'",
        which="p.id = NEW.petition_id",
    ),
    _Trigger(
        name="answer_changed",
        table="answer",
        change="UPDATE",
        when="OLD.state = 'published' OR NEW.state = 'published'",
        which="p.id = NEW.petition_id",
    ),
    _Trigger(
        name="answer_gone",
        table="answer",
        change="DELETE",
        when="OLD.state = 'published'",
        which="p.id = OLD.petition_id",
    ),
    _Trigger(
        name="group_renamed",
        table="opinion_group",
        change="UPDATE",
        when=_changed("title"),
        which="p.commune_id = NEW.commune_id AND p.group_id = NEW.id",
    ),
    _Trigger(
        name="village_renamed",
        table="village",
        change="UPDATE",
        when=_changed("name"),
        which="p.commune_id = NEW.commune_id AND p.village_id = NEW.id",
    ),
    _Trigger(
        name="field_renamed",
        table="field",
        change="UPDATE",
        when=_changed("name"),
        which="p.commune_id = NEW.commune_id AND p.field_id = NEW.id",
    ),
    _Trigger(
        name="agency_renamed",
        table="agency",
        change="UPDATE",
        when=_changed("name"),
        which=(
            "p.id IN (SELECT t.petition_id FROM task t "
            "WHERE t.commune_id = NEW.commune_id AND t.agency_id = NEW.id)"
        ),
    ),
)
# SQLite's own index reads `petition_search`; these three keep the two alike.
_FORGET = (
    "INSERT INTO petition_search_fts (petition_search_fts, rowid, words) "
    "VALUES ('delete', OLD.petition_id, OLD.words);"
)
_LEARN = "INSERT INTO petition_search_fts (rowid, words) VALUES (NEW.petition_id, NEW.words);"
_FTS = {
    "search_added": ("AFTER INSERT ON petition_search", _LEARN),
    "search_changed": ("AFTER UPDATE OF words ON petition_search", _FORGET + _LEARN),
    "search_gone": ("AFTER DELETE ON petition_search", _FORGET),
}


def create() -> None:
    """The triggers, and on SQLite the index; every petition that was sent waits to be indexed."""
    if _is_sqlite():
        # Any sign is part of a word: what a word is was decided before (`locales/words.py`).
        op.execute(
            "CREATE VIRTUAL TABLE petition_search_fts USING fts5(words, "
            "content='petition_search', content_rowid='petition_id', "
            "tokenize='ascii', detail=none, columnsize=0)"
        )
        for statement in _on_sqlite():
            op.execute(statement)
    else:
        for trigger in _TRIGGERS:
            _create_on_postgresql(trigger)
    op.execute(_MARK.format(which="true"))


def drop() -> None:
    """The triggers and SQLite's index."""
    if _is_sqlite():
        for name in (*_FTS, *(trigger.name for trigger in _TRIGGERS)):
            op.execute(f"DROP TRIGGER tr_{name}")
        op.execute("DROP TABLE petition_search_fts")
        return
    for trigger in _TRIGGERS:
        op.execute(f"DROP FUNCTION tr_{trigger.name}() CASCADE")


def put_back(connection: Connection) -> None:
    """On SQLite: the triggers that went with a table that was made anew."""
    if connection.dialect.name == "sqlite" and inspect(connection).has_table("petition_search"):
        for statement in _on_sqlite():
            connection.exec_driver_sql(statement)


def _on_sqlite() -> Iterator[str]:
    for name, (after, does) in _FTS.items():
        yield f"CREATE TRIGGER IF NOT EXISTS tr_{name} {after} BEGIN {does} END"
    for trigger in _TRIGGERS:
        when = _when(trigger).replace(_DIFFERS, " IS NOT ")
        yield (
            f"CREATE TRIGGER IF NOT EXISTS tr_{trigger.name} {_after(trigger)} {when} "
            f"BEGIN {_MARK.format(which=trigger.which)}; END"
        )


def _create_on_postgresql(trigger: _Trigger) -> None:
    function = f"tr_{trigger.name}()"
    op.execute(
        f"CREATE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ BEGIN {_MARK.format(which=trigger.which)}; RETURN NULL; END $$"
    )
    op.execute(
        f"CREATE TRIGGER tr_{trigger.name} {_after(trigger)} {_when(trigger)} "
        f"EXECUTE FUNCTION {function}"
    )


def _after(trigger: _Trigger) -> str:
    return f"AFTER {trigger.change} ON {trigger.table} FOR EACH ROW"


def _when(trigger: _Trigger) -> str:
    return f"WHEN ({trigger.when})" if trigger.when else ""


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"
