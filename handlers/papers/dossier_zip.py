"""The whole dossier as one archive: numbered folders, every paper, every file, a list, the sums."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from dialogue.roles import Action
from documents.archive import MIME, SUMS, Archive, Damaged
from documents.safe_names import Paths, with_ending
from handlers import ordered
from handlers.held_roles import still_may
from handlers.messages import Reply
from handlers.ordered import Made, Poured, Wish
from handlers.papers.contents import (
    contents,
    handed_name,
    missing_lines,
    signed_line,
    with_lost,
)
from handlers.papers.dossier import Dossier, Entry, Signed, dossier_of
from handlers.papers.listed import PAPERS
from handlers.papers.writing import Paper, Writing
from handlers.turn import Turn
from handlers.voice import Voice
from locales.dates import LOCAL
from storage.dossier import Stored
from storage.tables import Conference

WHAT = "dossier"
# So many lines a message has of what is missing; the rest stands in the contents.
MOST_MISSING = 8


@dataclass(frozen=True, kw_only=True)
class Item:
    """One file of the archive: a paper that is still to be written, or one that is kept."""

    path: str
    source: Made | Stored


@dataclass(frozen=True, kw_only=True)
class DossierZip:
    """All that is needed to write it without the database."""

    name: str
    items: tuple[Item, ...]
    list_path: str
    contents: Paper
    made_at: datetime
    missing: tuple[Entry, ...]
    told: Reply | None = None
    mime: str = MIME

    def pour(self, out: IO[bytes], find: Callable[[str], Path]) -> Poured:
        """Write it to `out`; `find` says where the bytes of a hash are kept."""
        faults, lost = [], []
        with Archive(out, self.made_at) as archive:
            for item in self.items:
                try:
                    faults.append(_add(archive, item, find))
                except Damaged:
                    lost.append(item.path)
            listed = with_lost(self.contents, lost).write()
            archive.put(self.list_path, listed.data)
        faults.append(listed.fault)
        return Poured(fault=next(filter(None, faults), ""), lost=tuple(lost))


def order(turn: Turn, conference: Conference) -> None:
    """Have it made; it arrives by itself."""
    ordered.order(turn, WHAT, Action.EXPORT_DOSSIER, conference=conference.id)


def archive(voice: Voice, wish: Wish) -> DossierZip | None:
    """The dossier; None where who asked may not have it any more."""
    if not still_may(voice.work, wish.staff, Action.EXPORT_DOSSIER):
        return None
    conference = voice.work.session.get_one(Conference, wish.detail["conference"])
    return made(Writing(voice=voice, conference=conference))


def made(writing: Writing) -> DossierZip:
    """Everything that is to be written, read in this one transaction."""
    dossier = dossier_of(writing, tuple(PAPERS), files=True)
    say, code = writing.voice.say, writing.conference.code
    list_path = f"00. {say('dossier-list-name')}.docx"
    paths = Paths([SUMS, list_path])
    return DossierZip(
        name=f"ho-so-{code}.zip",
        items=tuple(_items(writing, dossier, paths)),
        list_path=list_path,
        contents=contents(writing, dossier),
        made_at=writing.voice.now.astimezone(LOCAL),
        missing=dossier.missing,
        told=_told(writing.voice, writing.conference, dossier),
    )


def _add(archive: Archive, item: Item, find: Callable[[str], Path]) -> str:
    """Add one file; what is wrong with a commune's own template."""
    if isinstance(item.source, Stored):
        archive.copy(item.path, _place(find, item.source), item.source.sha256)
        return ""
    written = item.source.write()
    archive.put(item.path, written.data)
    return written.fault


def _place(find: Callable[[str], Path], file: Stored) -> Path:
    """Raises Damaged for bytes that never came."""
    try:
        return find(file.sha256)
    except FileNotFoundError as fault:
        raise Damaged(file.name) from fault


def _items(writing: Writing, dossier: Dossier, paths: Paths) -> Iterator[Item]:
    say = writing.voice.say
    phases: dict[object, int] = {}
    for number, entry in enumerate(dossier.entries, start=1):
        folders = [f"{number:02d}. {entry.title}"]
        if entry.phase:
            place = phases.setdefault(entry.phase, len(phases) + 1)
            folders.insert(0, f"{place}. {say(f'dossier-phase-{entry.phase}')}")
        yield from _files_of(writing, entry, folders, paths)
    # Beside the phases, or behind the last paper of a flat list.
    last = len(phases) if phases else len(dossier.entries)
    width = 1 if phases or not last else 2
    others = f"{last + 1:0{width}d}. {say('dossier-others')}"
    for entry in dossier.extra:
        yield from _files_of(writing, entry, [others], paths)
    sent = f"{last + 2:0{width}d}. {say('dossier-petition-files')}"
    for code, file in dossier.petition_files:
        yield Item(path=paths.of(sent, code, _named(writing.voice, file)), source=file)


def _files_of(
    writing: Writing, entry: Entry, folders: Sequence[str], paths: Paths
) -> Iterator[Item]:
    """The program's own paper first, then the signed ones, then what agencies handed in."""
    voice = writing.voice
    for key in entry.makes if entry.is_to_be_made else ():
        paper = PAPERS[key].compose(writing)
        ending = Path(paper.name).suffix
        name = voice.say("dossier-made-name", title=voice.say(f"paper-title-{key}"))
        yield Item(path=paths.of(*folders, f"{name}{ending}"), source=paper)
    for one in entry.signed:
        if one.is_here:
            path = paths.of(*folders, _signed_name(voice, one))
            yield Item(path=path, source=one.file)
    for handed in entry.handed:
        name = f"{handed_name(handed)} - {_named(voice, handed.file)}"
        yield Item(path=paths.of(*folders, name), source=handed.file)


def _signed_name(voice: Voice, one: Signed) -> str:
    """Number and day before the name that the file came with."""
    said = signed_line(voice, one).replace("/", "-")
    name = _named(voice, one.file)
    return f"{said} - {name}"


def _named(voice: Voice, file: Stored) -> str:
    return with_ending(file.name or voice.say(f"file-kind-{file.kind}"), file.mime)


def _told(voice: Voice, conference: Conference, dossier: Dossier) -> Reply:
    """What comes with the archive: whose it is, and what is still missing."""
    every = missing_lines(voice, dossier.missing)
    lines = every[:MOST_MISSING]
    if len(every) > MOST_MISSING:
        lines.append(voice.say("dossier-missing-more"))
    key = "dossier-ready-missing" if lines else "dossier-ready"
    return voice.reply(
        key,
        choices=[voice.command("dossier-back", f"/hoso {conference.code}", code=conference.code)],
        conference=conference.title,
        keeper=dossier.keeper,
        list="\n".join(lines),
    )
