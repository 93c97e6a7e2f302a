"""After the storm: what was promised against what is there, each fault as a sentence."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fakes.telegram import Seen
from sqlmodel import col, select
from states import invariants

from crash import talks
from crash.storm import FIRST_CHAT, OFFICER, Storm
from crash.talks import Sent
from crash.telegram import TelegramTalk
from storage.blobs import Blobs
from storage.database import Database
from storage.tables import (
    Account,
    Address,
    Attachment,
    Inbox,
    Outbox,
    Petition,
    PetitionEvent,
    PetitionPart,
)
from storage.tables.petition import FileState
from storage.tables.traffic import Delivery
from storage.work import Work

# (chat, kind, text) of a message as the person sees it.
Copy = tuple[int, str, str]


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """What came of a storm."""

    faults: list[str]
    acknowledged: int
    petitions: int
    messages: int
    in_doubt: int
    twice: int


def reckon(storm: Storm) -> Reckoning:
    """Compare what people and platform have seen with the database."""
    database = Database(storm.database_url)
    try:
        return database.read_now(lambda work: _Books(storm, work).close())
    finally:
        database.close()


class _Books:
    def __init__(self, storm: Storm, work: Work) -> None:
        self.storm, self.work = storm, work
        self.blobs = Blobs(storm.folder / "data" / "files")
        self.parts: dict[int, list[PetitionPart]] = defaultdict(list)
        for part in self._all(PetitionPart):
            self.parts[part.petition_id].append(part)
        self.petitions = {row.code: row for row in self._all(Petition) if row.code}
        self.files = {row.id: row for row in self._all(Attachment)}
        self.accounts = {row.id: row for row in self._all(Account)}
        self.addresses = {row.id: row for row in self._all(Address)}
        self.rows = self._all(Outbox)

    def close(self) -> Reckoning:
        extras = self._extras()
        faults = [
            *invariants.check(self.work),
            *self._petitions(),
            *self._inbox(),
            *self._decisions(),
            *self._outbox(),
            *self._pages(),
            *self._unexplained(extras),
            *_logged(self.storm.program.log),
        ]
        return Reckoning(
            faults=faults,
            acknowledged=len(self._delivered()) + sum(len(p.confirmed) for p in self.storm.pages),
            petitions=len(self.petitions),
            messages=len(self.rows),
            in_doubt=self.storm.leases.in_doubt.total(),
            twice=len(extras),
        )

    def _petitions(self) -> Iterator[str]:
        """Every petition that was promised is there once, with every message and its photo."""
        promised = Counter(sent.code for sent in self.storm.sent)
        if promised.keys() != self.petitions.keys() or promised.most_common(1)[0][1] > 1:
            yield f"promised and there differ: {promised.keys() ^ self.petitions.keys()}"
            return
        for sent in self.storm.sent:
            row = self.petitions[sent.code]
            assert row.id is not None
            if row.name != f"Nguyễn Văn {sent.nonce}":
                yield f"{sent.code} bears another's name"
            yield from self._content(sent, self.parts[row.id])

    def _content(self, sent: Sent, parts: list[PetitionPart]) -> Iterator[str]:
        texts = [part.text for part in sorted(parts, key=lambda part: part.id or 0) if part.text]
        if texts != [talks.line(sent.nonce, number) for number in range(talks.LINES + 1)]:
            yield f"{sent.code} has other words: {texts}"
        photos = [self.files[part.attachment_id] for part in parts if part.attachment_id]
        if len(photos) != 1 or photos[0].state != FileState.STORED:
            yield f"{sent.code} has not its one photo: {[photo.state for photo in photos]}"
        elif not self.blobs.path(photos[0].sha256).exists():
            yield f"the photo of {sent.code} is not in the folder"

    def _inbox(self) -> Iterator[str]:
        """Every acknowledged event was taken."""
        taken = {(self.accounts[row.account_id].channel, row.event_id) for row in self._all(Inbox)}
        for update_id in self._delivered():
            if ("telegram", str(update_id)) not in taken:
                yield f"update {update_id} was acknowledged and is not there"
        on_web = {event.partition(":")[2] for channel, event in taken if channel == "web"}
        for page in self.storm.pages:
            if page.confirmed - on_web:
                yield f"confirmed on the web and not there: {page.confirmed - on_web}"

    def _decisions(self) -> Iterator[str]:
        """Every decision that the officer saw made was made once."""
        made: Counter[int] = Counter()
        for event in self._all(PetitionEvent):
            made[event.petition_id] += event.kind == "accepted"
        for sent in self.storm.accepted:
            petition = self.petitions[sent.code]
            if made[petition.id or 0] != 1:
                yield f"{sent.code} was accepted {made[petition.id or 0]} times"

    def _outbox(self) -> Iterator[str]:
        """Every message for Telegram has arrived."""
        seen = {(s.chat_id, s.message_id) for chat in self._chats() for s in self._seen(chat)}
        for row in self._on_telegram():
            if row.state != Delivery.SENT:
                yield f"outbox {row.id} is {row.state}: {row.reason}"
            elif not set(self._ids(row)) <= seen:
                yield f"outbox {row.id} was settled and never arrived"

    def _pages(self) -> Iterator[str]:
        """Every row for a page that was read to the end has been shown there."""
        shown = {number for page in self.storm.pages for number in page.rows}
        for row in self.rows:
            for_page = self.accounts[row.account_id].channel == "web" and row.lane == "reply"
            if for_page and row.id not in shown:
                yield f"outbox {row.id} never reached its page"

    def _extras(self) -> list[Copy]:
        """Messages that no row knows of: the first copies of those sent twice."""
        known = {place for row in self._on_telegram() for place in self._ids(row)}
        return [
            _copy(seen)
            for chat in self._chats()
            for seen in self._seen(chat)
            if (seen.chat_id, seen.message_id) not in known
        ]

    def _unexplained(self, extras: list[Copy]) -> Iterator[str]:
        """A message may come twice only if a process died while it was on its way."""
        allowed: Counter[Copy] = Counter()
        by_place = {(s.chat_id, s.message_id): s for c in self._chats() for s in self._seen(c)}
        for row in self._on_telegram():
            times = self.storm.leases.in_doubt[row.id or 0]
            for place in self._ids(row) if times else ():
                allowed[_copy(by_place[place])] += times
        for copy, times in (Counter(extras) - allowed).items():
            yield f"{times} × too often: {copy}"

    def _on_telegram(self) -> list[Outbox]:
        return [row for row in self.rows if self.accounts[row.account_id].channel == "telegram"]

    def _ids(self, row: Outbox) -> list[tuple[int, int]]:
        chat = int(self.addresses[row.address_id].external)
        return [(chat, int(number)) for number in row.external_id.split(",") if number]

    def _chats(self) -> list[int]:
        return [OFFICER, *range(FIRST_CHAT, FIRST_CHAT + 1 + len(self.storm.sent))]

    def _seen(self, chat: int) -> list[Seen]:
        return TelegramTalk(self.storm.telegram, chat).fake.sent(chat)

    def _delivered(self) -> set[int]:
        tries = self.storm.telegram.deliveries()
        return {one.update_id for one in tries if one.status == 200}

    def _all(self, table: type) -> list:
        statement = select(table).order_by(col(table.id))
        return list(self.work.session.exec(statement))


def _copy(seen: Seen) -> Copy:
    return seen.chat_id, seen.kind, seen.text


def _logged(log: Path) -> Iterator[str]:
    """Nothing was logged as a fault of ours."""
    for line in log.read_text().splitlines():
        if re.search(r"Traceback|\[error|\"level\": \"error\"", line):
            yield f"logged: {line[:300]}"


def summary(reckoning: Reckoning, storm: Storm) -> str:
    """The figures as one JSON line."""
    figures = {name: value for name, value in vars(reckoning).items() if name != "faults"}
    return json.dumps({"ends": dict(storm.ends), **figures}, ensure_ascii=False)
