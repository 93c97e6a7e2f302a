"""A conference's dossier: what its regulation asks for, what is there, and who owes the rest."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dialogue import conference as law
from dialogue.dossier import Standing, is_time, standing
from dialogue.names import Chair, Kind, Phase
from dialogue.rules import DossierItem, Exemption
from dialogue.task import Purpose, TaskState
from handlers.papers.writing import Writing
from storage import dossier
from storage.dossier import Owing, Stored
from storage.tables.petition import FileState

# Which of the program's papers a dossier's paper consists of, where it is not the one of its name.
MADE_OF: Mapping[str, tuple[str, ...]] = {
    "invitation": ("invitation", "invitations"),
    "opinion_slips": ("opinion_slip",),
    "synthesis_report": ("synthesis_report", "synthesis_sheet"),
    "result_reports": ("result_reports", "reply_covers"),
}
# Whose answers a dossier's paper waits for.
ANSWERS = {"answers": Purpose.PREPARED, "result_reports": Purpose.REPLY}
NOTICE, AGAIN, UPWARD = "conclusion_notice", "petitioned_again", "petition_upward"
# Where a signed paper goes that belongs to none of the others.
OTHERS = "others"
# The list of the dossier is no paper of it.
CONTENTS = "dossier_contents"


@dataclass(frozen=True, kw_only=True)
class Signed:
    """One file of a signed paper; `id` is None for the notice, which was issued elsewhere.
    `attachment` is the number of the file, `is_here` whether its bytes have come."""

    id: int | None
    attachment: int | None
    number: str
    signed_on: date | None
    file: Stored
    is_here: bool = True


@dataclass(frozen=True, kw_only=True)
class Handed:
    """A file with an agency's answer to a petition."""

    code: str
    agency: str
    number: str
    file: Stored


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One paper. `standing` is None for what no regulation asks for; `makes` are keys of PAPERS,
    `owed_by` those who have to bring it, in words; `has_content` whether a paper "nếu có" would
    say anything."""

    key: str
    title: str
    phase: Phase | None = None
    clause: str = ""
    standing: Standing | None = None
    makes: tuple[str, ...] = ()
    signed: tuple[Signed, ...] = ()
    handed: tuple[Handed, ...] = ()
    owed_by: tuple[str, ...] = ()
    has_content: bool = True

    @property
    def is_missing(self) -> bool:
        """Whether somebody still owes it, or a part of it, or its signed form."""
        return self.standing in (Standing.MISSING, Standing.UNSIGNED) or bool(
            self.standing and self.owed_by and self.standing is not Standing.OPTIONAL
        )

    @property
    def is_to_be_made(self) -> bool:
        """Whether the program's paper belongs into the dossier now."""
        is_due = self.standing is not Standing.LATER
        return bool(self.makes) and is_due and self.has_content


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """All of it; `exempt` where the kind of conference has no fixed list."""

    keeper: str
    keeper_clause: str
    entries: tuple[Entry, ...]
    extra: tuple[Entry, ...]
    petition_files: tuple[tuple[str, Stored], ...]
    exempt: Exemption | None = None

    @property
    def missing(self) -> tuple[Entry, ...]:
        """What is still to come, of what the regulation asks for."""
        return tuple(entry for entry in self.entries if entry.is_missing)

    def find(self, key: str) -> Entry | None:
        """The paper of this key."""
        return next((one for one in (*self.entries, *self.extra) if one.key == key), None)


def dossier_of(writing: Writing, papers: Collection[str], *, files: bool = False) -> Dossier:
    """The dossier as it stands now; `papers` are the keys that the program can make. With `files`
    also what people sent with their petitions."""
    work, conference = writing.voice.work, writing.conference
    kind = Kind(conference.kind)
    keeper = law.keeper(writing.regulation, Chair(conference.chair), day=writing.day)
    items = law.dossier(writing.regulation, kind)
    found = _Found.of(writing, papers, {item.key for item in items})
    return Dossier(
        keeper=(keeper and (keeper.body or keeper.assigned_by)) or found.office,
        keeper_clause=keeper.clause if keeper else "",
        entries=tuple(found.entry(item) for item in items),
        extra=tuple(found.others([item.key for item in items])),
        petition_files=tuple(dossier.petition_files(work, conference)) if files else (),
        exempt=writing.regulation.dossier_exempt.get(kind),
    )


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What the database knows of a dossier, by the keys of its papers."""

    writing: Writing
    papers: Collection[str]
    office: str
    owing: Sequence[Owing]
    signed: Mapping[str, list[Signed]]
    handed: Mapping[str, list[Handed]] = field(default_factory=dict)
    empty: Collection[str] = ()

    @staticmethod
    def of(writing: Writing, papers: Collection[str], asked: Collection[str]) -> "_Found":
        work, conference = writing.voice.work, writing.conference
        chair, office = Chair(conference.chair), conference.office
        if not office:
            in_charge = law.office_in_charge(writing.regulation, chair, day=writing.day)
            office = (in_charge and in_charge.body) or writing.voice.say("dossier-office")
        return _Found(
            writing=writing,
            papers=papers,
            office=office,
            owing=dossier.owing(work, conference),
            signed=_signed(writing, {*papers, *asked}),
            handed=_handed(writing),
            empty=tuple(_empty(writing)),
        )

    def entry(self, item: DossierItem) -> Entry:
        """A paper that the regulation asks for."""
        makes = self._makes(item.key)
        signed = self.signed.get(item.key, ())
        state = self.writing.conference.state
        owed_by = self._agencies(item.key) if is_time(item.key, item.phase, state) else ()
        stands = standing(
            item,
            state,
            is_signed=bool(signed),
            is_made=bool(makes),
            is_owed=bool(owed_by),
        )
        is_owed = stands in (Standing.MISSING, Standing.UNSIGNED)
        return Entry(
            key=item.key,
            title=item.title,
            phase=item.phase,
            clause=item.clause,
            standing=stands,
            makes=makes,
            signed=tuple(signed),
            handed=tuple(self.handed.get(item.key, ())),
            owed_by=owed_by or ((self.office,) if is_owed else ()),
            has_content=item.key not in self.empty,
        )

    def others(self, asked: Collection[str]) -> Iterator[Entry]:
        """The program's other papers, and signed ones that belong to none."""
        used = {paper for key in asked for paper in self._makes(key)}
        rest = [key for key in self.papers if key not in used and key != CONTENTS]
        for key in rest:
            yield self._own(key, (key,))
        if OTHERS not in asked:
            yield self._own(OTHERS, ())

    def _own(self, key: str, makes: tuple[str, ...]) -> Entry:
        return Entry(
            key=key,
            title=self.writing.voice.say(f"paper-title-{key}"),
            makes=makes,
            signed=tuple(self.signed.get(key, ())),
            handed=tuple(self.handed.get(key, ())),
        )

    def _makes(self, key: str) -> tuple[str, ...]:
        return tuple(paper for paper in MADE_OF.get(key, (key,)) if paper in self.papers)

    def _agencies(self, key: str) -> tuple[str, ...]:
        """Who still has to answer, and how many answers wait for their publication."""
        say, purpose = self.writing.voice.say, ANSWERS.get(key)
        owed: dict[str, int] = defaultdict(int)
        waiting = 0
        for one in self.owing:
            if one.purpose == purpose and one.state == TaskState.DRAFTED:
                waiting += one.count
            elif one.purpose == purpose:
                owed[one.agency] += one.count
        lines = [say("dossier-owes", agency=name, count=count) for name, count in owed.items()]
        role = say(f"role-{self.writing.voice.commune.publisher}")
        told = [say("dossier-unpublished", role=role, count=waiting)] if waiting else []
        return (*lines, *told)


def _signed(writing: Writing, known: Collection[str]) -> dict[str, list[Signed]]:
    """By key; what is given up because its bytes never came is none. A changed regulation may no
    longer ask for what came under the one before."""
    work, conference = writing.voice.work, writing.conference
    found: dict[str, list[Signed]] = defaultdict(list)
    for notice, file in dossier.notices(work, conference):
        found[NOTICE].append(
            Signed(
                id=None,
                attachment=file.id,
                number=notice.number,
                signed_on=notice.issued_on,
                file=dossier.stored(file),
                is_here=file.state == FileState.STORED,
            )
        )
    for row, file in dossier.signed(work, conference):
        if file.state != FileState.FAILED:
            found[row.key if row.key in known else OTHERS].append(
                Signed(
                    id=row.id,
                    attachment=file.id,
                    number=row.number,
                    signed_on=row.signed_on,
                    file=dossier.stored(file),
                    is_here=file.state == FileState.STORED,
                )
            )
    return found


def _handed(writing: Writing) -> dict[str, list[Handed]]:
    keys = {purpose: key for key, purpose in ANSWERS.items()}
    found: dict[str, list[Handed]] = defaultdict(list)
    for one in dossier.answer_files(writing.voice.work, writing.conference):
        found[keys[Purpose(one.purpose)]].append(
            Handed(code=one.code, agency=one.agency, number=one.number, file=one.file)
        )
    return found


def _empty(writing: Writing) -> Iterator[str]:
    """Papers "nếu có" that would say nothing."""
    work, conference = writing.voice.work, writing.conference
    if not dossier.is_petitioned_again(work, conference):
        yield AGAIN
    if not dossier.goes_upward(work, conference):
        yield UPWARD
