"""What holds in every database after every transaction, whatever was done in whatever order.

`check` reads all tables once and says in sentences what is wrong; it needs nothing but a `Work`,
on either engine. Add a promise as a function that is given the rows and yields its sentences.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from sqlalchemy import Table, select, text
from sqlalchemy.event import listen
from sqlmodel import SQLModel

from dialogue.matter import DeadlineState, EventKind, state_after
from dialogue.petition import PetitionEvent as Event
from dialogue.petition import PetitionState, after, may
from handlers.converse import LEFT, TRAIL
from handlers.files import FETCH, FETCH_PAPER
from handlers.held import ANSWERS, CONTENT
from handlers.messages import Reply
from handlers.pending.file import IMPORT as IMPORT_PENDING
from handlers.seats.file import IMPORT as IMPORT_DELEGATES
from handlers.who_answers import CONVERSATIONS
from storage.deadlines import NOT_OWED
from storage.secrets import CLEAR, SECRET_LENGTH
from storage.work import Work

Row = Mapping[str, Any]
IMPORTS = (IMPORT_DELEGATES, IMPORT_PENDING)
OPEN = ("waiting", "sending")
SETTLED = ("sent", "failed", "dropped")
_SECRET = re.compile(rf"[{CLEAR}]{{{SECRET_LENGTH}}}")
_WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
_HASH = re.compile(r"[0-9a-f]{64}")
# Lines of history that say what became of the opinion, with the event each of them stands for.
_LIFE = {
    "submitted": Event.SUBMIT,
    "accepted": Event.ACCEPT,
    "declined": Event.DECLINE,
    "documents_requested": Event.REQUEST_DOCUMENTS,
    "supplied": Event.SUPPLY_DOCUMENTS,
    "undone": Event.UNDO,
    "withdrawn": Event.WITHDRAW,
    "classified": Event.CLASSIFY,
    "assigned": Event.ASSIGN,
    "given_back": Event.GIVE_BACK,
    "taken_back": Event.TAKE_BACK,
    "reassigned": Event.REASSIGN,
    "settled": Event.SETTLE,
    "left_open": Event.LEAVE_OPEN,
    "noted": Event.NOTE,
    "submitted_upward": Event.SUBMIT_UPWARD,
    "passed_on": Event.PASS_ON,
    "reopened": Event.REOPEN,
    "replied": Event.REPLY,
    "closed": Event.CLOSE,
    "petitioned_again": Event.PETITION_AGAIN,
}
# What its author adds or corrects may open a decision anew.
_REOPENS = {"supplement": ("declined",), "corrected": ("accepted", "documents_requested")}
_SEATS = {
    "seat_granted": ("granted",),
    "seat_refused": ("refused",),
    "seat_undone": ("requested",),
    "seat_waiting": ("requested",),
    "seat_promoted": ("granted",),
    "seat_given_up": ("not_wanted",),
    "withdrawn": ("not_wanted",),
    "boxed": ("not_wanted",),
}


@dataclass(frozen=True)
class Rows:
    """Every row of every table, read at one moment."""

    tables: Mapping[str, list[Row]]

    def __getitem__(self, table: str) -> list[Row]:
        return self.tables[table]

    @cached_property
    def by_id(self) -> Mapping[str, Mapping[int, Row]]:
        """The rows of each table that numbers its rows."""
        return {
            name: {row["id"]: row for row in rows}
            for name, rows in self.tables.items()
            if rows and "id" in rows[0]
        }

    def find(self, table: str, number: int | None) -> Row | None:
        """One row by its number."""
        return self.by_id.get(table, {}).get(number) if number is not None else None

    @cached_property
    def history(self) -> Mapping[int, list[str]]:
        """What happened to each petition, in order."""
        kinds: dict[int, list[str]] = defaultdict(list)
        for line in self["petition_event"]:
            kinds[line["petition_id"]].append(line["kind"])
        return kinds

    @cached_property
    def held_files(self) -> set[int]:
        """The files that conversations hold until it is known where they belong."""
        return {number for row in self["conversation"] for number in _held_files(row["data"])}


Promise = Callable[[Rows], Iterator[str]]


def check(work: Work, *, secrets: Collection[str] = (), since: "Since | None" = None) -> list[str]:
    """What is wrong, a sentence each; empty when all is well.

    `secrets` are texts that may stand nowhere but in a message that has not arrived yet.
    `since` spares reading again the tables to which nothing was written.
    """
    work.session.flush()
    rows = read_all(work) if since is None else since.read(work)
    found = [sentence for promise in PROMISES for sentence in promise(rows)]
    return [*found, *_secrets_in_clear(rows, secrets), *_broken_references(work, since)]


def read_all(work: Work) -> Rows:
    """Every row as it stands."""
    return Rows({table: _read(work, table) for table in _EVERYTHING})


def _read(work: Work, table: str) -> list[Row]:
    found = work.session.connection().execute(_EVERYTHING[table])
    return [row._mapping for row in found]


class Since:
    """The rows of one moment, and the tables that its connection has written to since."""

    def __init__(self, work: Work) -> None:
        self._rows = read_all(work)
        self._written: set[str] = set()
        listen(work.session.connection(), "before_cursor_execute", self._note)

    def forget(self) -> None:
        """Everything was rolled back."""
        self._written.clear()

    def wrote_to(self, table: str) -> bool:
        """Whether any of its rows may be another now."""
        return table in self._written

    def read(self, work: Work) -> Rows:
        """The rows as they stand now."""
        now = {table: _read(work, table) for table in self._written}
        return Rows({**self._rows.tables, **now})

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if found := _WRITES.match(statement):
            self._written.add(found[1])


# Built once: building them takes longer than running them.
_EVERYTHING = {
    table.name: select(table).order_by(*table.primary_key.columns)
    for table in SQLModel.metadata.sorted_tables
}


def petitions_are_whole(rows: Rows) -> Iterator[str]:
    """What was sent has code, secret, name and history; a draft has none of them."""
    for row in rows["petition"]:
        kinds = rows.history.get(row["id"], [])
        if row["state"] == "draft":
            yield from _wrong_in_draft(row, kinds)
        else:
            yield from _wrong_in_sent(row, kinds)


def _wrong_in_draft(row: Row, kinds: list[str]) -> Iterator[str]:
    which = f"draft {row['id']}"
    if row["code"] or row["secret_hash"] or row["submitted_at"] or kinds:
        yield f"{which} has a code, a secret, a moment of sending or a history"
    if row["seat"] == "granted":
        yield f"{which} has a seat already"


def _wrong_in_sent(row: Row, kinds: list[str]) -> Iterator[str]:
    which = f"petition {row['id']} ({row['code']})"
    if not (row["code"] and row["name"] and row["submitted_at"]):
        yield f"{which} lacks its code, a name or the moment of sending"
    if not _HASH.fullmatch(row["secret_hash"] or ""):
        yield f"{which} has no hash of a secret"
    if row["conference_id"] and not row["regulation_id"]:
        yield f"{which} goes to a conference and names no regulation"
    if kinds[:1] != ["submitted"] or kinds.count("submitted") != 1:
        yield f"{which} was not sent exactly once: {kinds}"
    if row["version"] < 1:
        yield f"{which} has version {row['version']}"


def petitions_say_something(rows: Rows) -> Iterator[str]:
    """Nothing is sent without content."""
    with_content = {part["petition_id"] for part in rows["petition_part"]}
    for row in rows["petition"]:
        if row["state"] != "draft" and row["id"] not in with_content:
            yield f"petition {row['code']} has no content"
    for part in rows["petition_part"]:
        if not part["text"].strip() and part["attachment_id"] is None:
            yield f"part {part['id']} of petition {part['petition_id']} is empty"


def nobody_has_two_drafts(rows: Rows) -> Iterator[str]:
    """What was begun is gone on with, never begun beside itself."""
    drafts = Counter(row["person_id"] for row in rows["petition"] if row["state"] == "draft")
    for person, count in drafts.items():
        if count > 1:
            yield f"person {person} has {count} drafts"


def history_leads_to_the_state(rows: Rows) -> Iterator[str]:
    """Whoever reads the history alone arrives at the state that the petition has."""
    for row in rows["petition"]:
        kinds = rows.history.get(row["id"], [])
        told = _state_after(kinds)
        if row["state"] != "draft" and told != row["state"]:
            yield f"petition {row['code']} is {row['state']}, its history ends {told}: {kinds}"


def _state_after(kinds: list[str]) -> str:
    state: str = PetitionState.DRAFT
    for kind in kinds:
        if state in _REOPENS.get(kind, ()):
            state = PetitionState.RECEIVED
        elif kind in _LIFE and not may(state, _LIFE[kind]):
            return f"at {kind!r}, which cannot follow {state}"
        elif kind in _LIFE:
            state = after(state, _LIFE[kind])
    return str(state)


def seats_are_decided_by_the_history(rows: Rows) -> Iterator[str]:
    """No seat is given, refused or taken back without a line that says so."""
    for row in rows["petition"]:
        decisions = [kind for kind in rows.history.get(row["id"], []) if kind in _SEATS]
        may_be = _SEATS[decisions[-1]] if decisions else ("not_wanted", "requested")
        if row["state"] != "draft" and row["seat"] not in may_be:
            yield f"the seat of {row['code']} is {row['seat']} after {decisions}"
        if row["want"] == "send" and row["seat"] not in ("not_wanted", "requested"):
            yield f"petition {row['id']} wants no seat and has it {row['seat']}"


def every_line_of_history_is_in_the_audit(rows: Rows) -> Iterator[str]:
    """Each change of a petition stands twice: for its author, and for the record."""
    audited: dict[int, list[str]] = defaultdict(list)
    for line in rows["audit"]:
        if line["subject"] == "petition":
            audited[line["subject_id"]].append(line["action"])
    for row in rows["petition"]:
        told, kept = rows.history.get(row["id"], []), audited.get(row["id"], [])
        if sorted(told) != sorted(kept):
            yield f"petition {row['code']} has the history {told} and the audit {kept}"


def staff_join_and_leave_in_the_audit(rows: Rows) -> Iterator[str]:
    """A role begins and ends by a line of the audit; a change of role is both in one."""
    lines = [line for line in rows["audit"] if line["subject"] == "staff"]
    replaced = {line["detail"].get("replaces") for line in lines}
    began = {line["subject_id"] for line in lines if line["action"] in ("join", "role_changed")}
    ended = {line["subject_id"] for line in lines if line["action"] in ("leave", "revoke")}
    for duty in rows["staff"]:
        if duty["id"] not in began:
            yield f"role {duty['id']} ({duty['role']}) began without a line in the audit"
        if duty["left_at"] and duty["id"] not in ended | replaced:
            yield f"role {duty['id']} ({duty['role']}) ended without a line in the audit"


def invitations_are_used_by_somebody(rows: Rows) -> Iterator[str]:
    """A code is used up by whom it made staff, or not at all; only its hash is kept."""
    for row in rows["invitation"]:
        if bool(row["used_at"]) != bool(row["used_by"]):
            yield f"invitation {row['id']} is used by {row['used_by']} at {row['used_at']}"
        if not _HASH.fullmatch(row["code_hash"]):
            yield f"invitation {row['id']} keeps something else than a hash"


def numbers_have_neither_gap_nor_double(rows: Rows) -> Iterator[str]:
    """Each number that was given belongs to one petition, and none lies beyond the counter."""
    given: dict[tuple[int, str], list[int]] = defaultdict(list)
    for row in rows["petition"]:
        if row["code"]:
            year, _, number = row["code"].rpartition("-")
            given[row["commune_id"], f"petition:20{year[-2:]}"].append(int(number))
    counters = {(row["commune_id"], row["name"]): row["value"] for row in rows["counter"]}
    for key in sorted({*given, *(key for key in counters if key[1].startswith("petition:"))}):
        numbers, last = sorted(given[key]), counters.get(key, 0)
        if numbers != list(range(1, last + 1)):
            yield f"{key[1]} of commune {key[0]} stands at {last}, the codes are {numbers}"


def everybody_has_an_address(rows: Rows) -> Iterator[str]:
    """First contact makes one person; only whose words came on paper has no address."""
    reached = {row["person_id"] for row in rows["address"]}
    on_paper = {row["person_id"] for row in rows["petition"] if row["origin"] != "chat"}
    for person in rows["person"]:
        if person["id"] not in reached | on_paper:
            yield f"person {person['id']} has no address"
    twice = Counter((row["account_id"], row["external"]) for row in rows["address"])
    for (account, external), count in twice.items():
        if count > 1:
            yield f"{external!r} of account {account} has {count} addresses"


def one_commune_throughout(rows: Rows) -> Iterator[str]:
    """What refers to a row of a commune belongs to that commune itself."""
    for table, column, target in _LINKS:
        for row in rows[table]:
            other = rows.find(target, row[column])
            if other is not None and other["commune_id"] != row["commune_id"]:
                yield f"{table} {row.get('id', '')} and its {target} are of two communes"


def _links() -> list[tuple[str, str, str]]:
    """Every reference between tables that both belong to communes: (table, column, target)."""
    return [
        (table.name, key.parent.name, key.column.table.name)
        for table in SQLModel.metadata.sorted_tables
        for key in table.foreign_keys
        if "commune_id" in table.columns and "commune_id" in key.column.table.columns
    ]


_LINKS = _links()


def conversations_stand_at_a_question(rows: Rows) -> Iterator[str]:
    """The open question is one that the program has, and what it remembers can be found."""
    for row in rows["conversation"]:
        which = f"conversation {row['address_id']} ({row['state'] or 'closed'})"
        if row["state"] and not _is_question(row["state"]):
            yield f"{which} stands at a question that does not exist"
        if not isinstance(row["data"], dict) or not _are_pairs(row["offered"]):
            yield f"{which} remembers what cannot be read"
            continue
        yield from (f"{which} {wrong}" for wrong in _wrong_memory(rows, row))


def _is_question(state: str) -> bool:
    name, _, question = state.partition(":")
    return name in CONVERSATIONS and question in CONVERSATIONS[name].questions


def _are_pairs(offered: Any) -> bool:
    return isinstance(offered, list) and all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(word, str) for word in pair)
        for pair in offered
    )


def _wrong_memory(rows: Rows, row: Row) -> Iterator[str]:
    data = row["data"]
    machine = CONVERSATIONS.get(row["state"].partition(":")[0])
    if not machine and set(data) - {CONTENT}:
        yield f"is closed and remembers {sorted(data)}"
    for passed in {*data.get(TRAIL, ()), *filter(None, [data.get(LEFT)])}:
        if machine and passed not in machine.questions:
            yield f"has passed {passed!r}, which is none of its questions"
    if "petition" in data and rows.find("petition", data["petition"]) is None:
        yield f"is about petition {data['petition']}, which does not exist"
    yield from _wrongly_held(rows, data)


def _wrongly_held(rows: Rows, data: Mapping[str, Any]) -> Iterator[str]:
    for file in sorted(_held_files(data)):
        if rows.find("attachment", file) is None:
            yield f"holds file {file}, which does not exist"
    for key, value in data.items():
        if key not in (CONTENT, ANSWERS) and isinstance(value, str) and re.search(r"\s", value):
            yield f"remembers words under {key!r}"


def _held_files(data: Any) -> set[int]:
    if not isinstance(data, dict):
        return set()
    held = [*data.get(CONTENT, ()), *data.get(ANSWERS, ())]
    return {file for entry in held for file, _ in entry["files"]}


def files_belong_somewhere(rows: Rows) -> Iterator[str]:
    """A file is part of a petition, goes with a notice or an answer, is a signed paper, or a
    conversation holds it.

    What a page uploads (it names no source) comes before the message that carries it.
    """
    used = {part["attachment_id"] for part in rows["petition_part"]} | rows.held_files
    used |= {row["attachment_id"] for row in (*rows["conclusion"], *rows["answer"])}
    used |= {row["attachment_id"] for row in rows["dossier_paper"]}
    used |= {row["payload"]["attachment"] for row in rows["job"] if row["kind"] in IMPORTS}
    for row in rows["attachment"]:
        if row["source"] and row["id"] not in used:
            yield f"file {row['id']} ({row['state']}) belongs to nothing"


def files_come_or_are_given_up(rows: Rows) -> Iterator[str]:
    """Who waits for a file does not wait for ever: there is work that will fetch it."""
    fetched = {
        row["payload"]["attachment"]
        for row in rows["job"]
        if row["kind"] in (FETCH, FETCH_PAPER, *IMPORTS) and row["state"] in ("waiting", "running")
    }
    for row in rows["attachment"]:
        if row["state"] == "waiting" and row["id"] not in fetched:
            yield f"file {row['id']} waits and no job will fetch it"
        if row["state"] == "stored" and not (_HASH.fullmatch(row["sha256"]) and row["mime"]):
            yield f"file {row['id']} is stored without its hash or its kind"
        if row["state"] == "failed" and not row["reason"]:
            yield f"file {row['id']} failed without a reason"


def jobs_are_leased_or_not(rows: Rows) -> Iterator[str]:
    """Work that is being done has a lease, all other work has none."""
    for row in rows["job"]:
        leased = bool(row["lease"] and row["leased_until"])
        if leased != (row["state"] == "running"):
            yield f"job {row['id']} is {row['state']} with the lease {row['lease']!r}"
        if row["state"] == "set_aside" and not row["reason"]:
            yield f"job {row['id']} was set aside without a reason"


def messages_are_queued_soundly(rows: Rows) -> Iterator[str]:
    """A message has one key, its address's account, a state that its lease and moment fit."""
    keys = Counter((row["commune_id"], row["key"]) for row in rows["outbox"])
    yield from (f"{count} messages have the key {k[1]}" for k, count in keys.items() if count > 1)
    for row in rows["outbox"]:
        which = f"message {row['id']} ({row['key']})"
        address = rows.find("address", row["address_id"])
        if address is not None and address["account_id"] != row["account_id"]:
            yield f"{which} leaves by another account than its address has"
        if bool(row["lease"] and row["leased_until"]) != (row["state"] == "sending"):
            yield f"{which} is {row['state']} with the lease {row['lease']!r}"
        if bool(row["settled_at"]) != (row["state"] in SETTLED):
            yield f"{which} is {row['state']} and was settled at {row['settled_at']}"
        if (row["lane"] == "reply") != (row["key"].partition(":")[0] in ("reply", "file")):
            yield f"{which} is in the lane of {row['lane']}"


def messages_can_be_read(rows: Rows) -> Iterator[str]:
    """What waits to be shown says something; what showed a secret and has arrived, nothing."""
    for row in rows["outbox"]:
        which = f"message {row['id']} ({row['key']})"
        try:
            reply = Reply.from_json(row["body"])
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            yield f"{which} cannot be read: {fault!r}"
            continue
        if row["settled_at"] and reply.sensitive and (reply.lines or reply.choices):
            yield f"{which} has arrived and still shows its secret"
        if row["state"] in OPEN and not reply.lines.strip():
            yield f"{which} is empty"
        if row["state"] in OPEN and not all(choice.label.strip() for choice in reply.choices):
            yield f"{which} has a button without a word"


def replies_are_whole_and_in_order(rows: Rows) -> Iterator[str]:
    """The replies to one event stand together and are numbered: A1 A2 B1 B2, never A1 B1 A2."""
    lanes: dict[int, list[tuple[str, int]]] = defaultdict(list)
    numbers: dict[str, list[int]] = defaultdict(list)
    for row in rows["outbox"]:
        kind, _, rest = row["key"].partition(":")
        if kind == "reply":
            event, _, number = rest.rpartition(":")
            lanes[row["address_id"]].append((event, int(number)))
            numbers[event].append(int(number))
    for event, given in numbers.items():
        if given != list(range(len(given))):
            yield f"the replies to {event} are {given}"
    for address, replies in lanes.items():
        events = [event for event, _ in groupby(replies, key=lambda reply: reply[0])]
        if len(events) != len(set(events)):
            yield f"address {address} gets replies that interleave: {events}"


def replies_answer_an_event_that_was_taken(rows: Rows) -> Iterator[str]:
    """Nothing is answered twice: the inbox knows what was answered, as long as it remembers."""
    known = {f"{row['account_id']}:{row['event_id']}" for row in rows["inbox"]}
    remembered = min((row["received_at"] for row in rows["inbox"]), default=None)
    for row in rows["outbox"]:
        kind, _, rest = row["key"].partition(":")
        event = rest.rpartition(":")[0]
        if kind != "reply" or remembered is None or row["created_at"] < remembered:
            continue
        if event not in known:
            yield f"the reply {row['key']} answers an event that was never taken"


def notices_tell_of_something(rows: Rows) -> Iterator[str]:
    """A notice names the line of history that it tells of, and goes to that petition's author."""
    for row in rows["outbox"]:
        found = re.fullmatch(r"petition:(\d+):event:(\d+)", row["key"])
        if not found:
            continue
        event = rows.find("petition_event", int(found[2]))
        petition = rows.find("petition", int(found[1]))
        address = rows.find("address", row["address_id"])
        if event is None or petition is None or event["petition_id"] != petition["id"]:
            yield f"the notice {row['key']} tells of nothing that happened"
        elif address is not None and address["person_id"] != petition["person_id"]:
            yield f"the notice {row['key']} goes to somebody else"


def dates_follow_from_their_events(rows: Rows) -> Iterator[str]:
    """A time limit is started first, and its state is the one that its events lead to."""
    happened: dict[int, list[EventKind]] = defaultdict(list)
    for event in rows["deadline_event"]:
        happened[event["deadline_id"]].append(EventKind(event["kind"]))
        if event["kind"] != event["detail"]["kind"]:
            yield f"event {event['id']} is {event['kind']} and says {event['detail']['kind']}"
    for row in rows["deadline"]:
        state = DeadlineState.OPEN
        for kind in happened[row["id"]]:
            state = state_after(state, kind)
        if happened[row["id"]][:1] != [EventKind.STARTED] or state != row["state"]:
            yield f"limit {row['id']} is {row['state']} after {happened[row['id']]}"


def what_is_owed_has_a_date(rows: Rows) -> Iterator[str]:
    """Who has sent a petition to a conference is owed an answer, unless nobody owes one any more or
    it was cancelled, of which a job makes the dates void; a regulation that was bound is kept."""
    states = {row["petition_id"]: row["state"] for row in rows["deadline"] if row["petition_id"]}
    cancelled = {row["id"] for row in rows["conference"] if row["state"] == "cancelled"}
    for row in rows["petition"]:
        if row["state"] == "draft" or not row["conference_id"] or row["conference_id"] in cancelled:
            continue
        limit, is_owed = states.get(row["id"]), row["state"] not in NOT_OWED
        if limit in ((None, "void") if is_owed else ("open", "stopped")):
            yield f"petition {row['code']} is {row['state']}, its limit {limit}"
    kept = {(row["id"], row["version"]) for row in rows["regulation_text"]}
    for row in rows["deadline"]:
        if (row["regulation_id"], row["regulation_version"]) not in kept:
            yield f"limit {row['id']} is bound to a regulation that was not kept"


PROMISES: tuple[Promise, ...] = (
    petitions_are_whole,
    petitions_say_something,
    nobody_has_two_drafts,
    history_leads_to_the_state,
    seats_are_decided_by_the_history,
    every_line_of_history_is_in_the_audit,
    staff_join_and_leave_in_the_audit,
    invitations_are_used_by_somebody,
    numbers_have_neither_gap_nor_double,
    everybody_has_an_address,
    one_commune_throughout,
    conversations_stand_at_a_question,
    files_belong_somewhere,
    files_come_or_are_given_up,
    jobs_are_leased_or_not,
    messages_are_queued_soundly,
    messages_can_be_read,
    replies_are_whole_and_in_order,
    replies_answer_an_event_that_was_taken,
    notices_tell_of_something,
    dates_follow_from_their_events,
    what_is_owed_has_a_date,
)


def _secrets_in_clear(rows: Rows, more: Collection[str]) -> Iterator[str]:
    """A secret on a receipt that is under way stands in that receipt and nowhere else."""
    secret = {*more, *_under_way(rows)}
    for table, row in _kept(rows) if secret else ():
        for column, value in row.items():
            if not isinstance(value, str | dict | list):
                continue
            shown = str(value)
            if any(word in shown for word in secret):
                yield f"{table} {row.get('id', '')} shows a secret in {column}"


def _under_way(rows: Rows) -> Iterator[str]:
    for row in rows["outbox"]:
        if row["body"].get("sensitive"):
            values = (value for _, value in row["body"].get("facts", ()))
            yield from (value for value in values if _SECRET.fullmatch(value))


def _kept(rows: Rows) -> Iterator[tuple[str, Row]]:
    """Every row but the messages that show a secret to whom it belongs, and people's own words."""
    for table in rows.tables:
        for row in rows[table]:
            if table == "outbox" and row["body"].get("sensitive") and row["state"] in OPEN:
                continue
            if table != "petition_part":
                yield table, row


def _broken_references(work: Work, since: Since | None) -> Iterator[str]:
    if work.session.get_bind().dialect.name == "sqlite":
        found = work.session.execute(text("PRAGMA foreign_key_check")).all()
        yield from (f"{row[0]} {row[1]} refers to a {row[2]} that does not exist" for row in found)
        return
    for table in SQLModel.metadata.sorted_tables:  # enforced, unless somebody switched it off
        if since is None or since.wrote_to(table.name):
            yield from _dangling(work, table)


def _dangling(work: Work, table: Table) -> Iterator[str]:
    for key in table.foreign_keys:
        target = key.column.table.alias("target")
        missing = (
            select(key.parent)
            .outerjoin(target, target.c[key.column.name] == key.parent)
            .where(key.parent.is_not(None), target.c[key.column.name].is_(None))
        )
        for (number,) in work.session.execute(missing):
            yield f"{table.name} refers to {target.element.name} {number}, which does not exist"
