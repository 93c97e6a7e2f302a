"""/hoso CODE muc KEY: one paper of a dossier; its signed copies come and go."""

from dataclasses import replace

from dialogue.roles import Action
from handlers.dossier.overview import back, dossier_now
from handlers.files import shown
from handlers.messages import Choice, File, Reply
from handlers.papers.contents import owed, signed_line
from handlers.papers.dossier import OTHERS, Entry
from handlers.refused import to_work
from handlers.turn import Turn
from storage import audit, dossier
from storage.attachments import if_stored
from storage.tables import Conference, DossierPaper

# A message shows the newest files; all of them are in the archive.
SHOWN = 5


def show(turn: Turn, conference: Conference, key: str) -> Reply:
    """What is there of it, who owes the rest, and what may be done."""
    entry = dossier_now(turn, conference).find(key)
    if entry is None:
        return unknown(turn, conference)
    lines = [signed_line(turn, one) for one in entry.signed[-SHOWN:]]
    if entry.handed:
        lines.append(turn.say("dossier-handed", count=len(entry.handed)))
    lines += filter(None, [owed(turn, entry)])
    return turn.reply(
        "dossier-paper",
        facts=[turn.fact("dossier-fact-clause", entry.clause)] if entry.clause else [],
        choices=[*_makes(turn, conference, entry), *_copies(turn, conference, entry)],
        files=_files(turn, entry),
        title_of=entry.title,
        list="\n".join(lines) or turn.say("dossier-nothing-yet"),
    )


def may_hold(turn: Turn, conference: Conference, key: str) -> bool:
    """Whether a signed paper may be put there: a paper of the dossier, or one of the program's."""
    return key == OTHERS or dossier_now(turn, conference).find(key) is not None


def unknown(turn: Turn, conference: Conference) -> Reply:
    """The dossier has no such paper, or has it no more."""
    return turn.reply("dossier-no-such", choices=[back(turn, conference), to_work(turn)])


def with_ways(turn: Turn, conference: Conference, reply: Reply) -> Reply:
    """What was said, and the way back."""
    return replace(reply, choices=(back(turn, conference), to_work(turn)))


def take_away(turn: Turn, conference: Conference, number: int | None) -> list[Reply]:
    """A signed paper that was the wrong one; it can be put back until its file is removed."""
    row = dossier.find(turn.work, conference, number or 0)
    if row is None:
        return [unknown(turn, conference)]
    acting = turn.acting_as(Action.EXPORT_DOSSIER)
    assert acting.id is not None
    if not dossier.take_away(turn.work, row, by=acting.id, now=turn.now):
        return [turn.reply("dossier-away-already"), show(turn, conference, row.key)]
    _record(turn, row, "dossier_paper_removed")
    again = turn.command("dossier-put-back", f"/hoso {conference.code} lai {row.id}")
    told = turn.reply("dossier-away", choices=[again])
    return [told, show(turn, conference, row.key)]


def put_back(turn: Turn, conference: Conference, number: int | None) -> list[Reply]:
    """It was the right one after all."""
    row = dossier.find(turn.work, conference, number or 0)
    if row is None or not dossier.put_back(turn.work, row):
        return [unknown(turn, conference)]
    _record(turn, row, "dossier_paper_put_back")
    return [turn.reply("dossier-is-back"), show(turn, conference, row.key)]


def _makes(turn: Turn, conference: Conference, entry: Entry) -> list[Choice]:
    return [
        turn.command(
            "dossier-make",
            f"/hoso {conference.code} lap {key}",
            title=turn.say(f"paper-title-{key}"),
        )
        for key in entry.makes
    ]


def _copies(turn: Turn, conference: Conference, entry: Entry) -> list[Choice]:
    command = f"/hoso {conference.code}"
    return [
        turn.command("dossier-add", f"{command} ky {entry.key}"),
        *(
            turn.command(
                "dossier-take-away", f"{command} go {one.id}", paper=signed_line(turn, one)
            )
            for one in entry.signed[-SHOWN:]
            if one.id is not None  # the notice is issued, and stays
        ),
        back(turn, conference),
    ]


def _files(turn: Turn, entry: Entry) -> list[File]:
    found = [
        if_stored(turn.work, one.attachment)
        for one in entry.signed[-SHOWN:]
        if one.is_here and one.attachment
    ]
    return [shown(row) for row in found if row is not None]


def _record(turn: Turn, row: DossierPaper, action: str) -> None:
    assert row.id is not None
    audit.record(
        turn.work,
        commune_id=row.commune_id,
        at=turn.now,
        action=action,
        subject="dossier_paper",
        subject_id=row.id,
        person_id=turn.person.id,
        staff_id=turn.acting_as(Action.EXPORT_DOSSIER).id,
    )
