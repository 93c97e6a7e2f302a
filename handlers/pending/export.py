"""The register as an Excel file, with the columns by which one is read in again."""

from dialogue.roles import Action
from handlers import ordered
from handlers.held_roles import still_may
from handlers.messages import Reply
from handlers.ordered import Wish
from handlers.pending.words import village_of
from handlers.petition.register import code_of
from handlers.refused import to_work
from handlers.sheets import Sheet
from handlers.turn import Turn
from handlers.voice import Voice
from locales.dates import numeric_date
from storage import communes, pending

WHAT = "pending"
COLUMNS = (
    *("number", "code", "name", "village", "kind", "content", "keeper", "received_on"),
    *("state", "next_step", "conference", "petition", "closed_on"),
)
WIDTHS = (6, 8, 26, 20, 14, 60, 28, 12, 18, 40, 12, 14, 12)


def order(turn: Turn) -> Reply:
    """Have it written; it arrives by itself."""
    ordered.order(turn, WHAT, Action.KEEP_REGISTER)
    back = turn.command("pending-list", "/sodon")
    return turn.reply("file-ordered", choices=[back, to_work(turn)])


def sheet(voice: Voice, wish: Wish) -> Sheet | None:
    """Every entry, closed ones too, by number."""
    if not still_may(voice.work, wish.staff, Action.KEEP_REGISTER):
        return None
    assert voice.commune.id is not None
    villages = {one.id: one.name for one in communes.villages(voice.work, voice.commune.id)}
    petitions = pending.codes_of_petitions(voice.work, voice.commune.id)
    conferences = pending.codes_of_conferences(voice.work, voice.commune.id)
    return Sheet(
        name=f"so-don-{voice.commune.code}.xlsx",
        header=[voice.say(f"pending-column-{key}") for key in COLUMNS],
        rows=[
            (
                str(place),
                code_of(case),
                case.name,
                village_of(voice, case, villages),
                voice.say(f"pending-kind-{case.kind}"),
                case.content,
                case.keeper,
                numeric_date(case.received_on),
                voice.say(f"pending-state-{case.state}"),
                case.next_step,
                conferences.get(case.conference_id, ""),
                petitions.get(case.petition_id, ""),
                numeric_date(case.closed_on) if case.closed_on else "",
            )
            for place, case in enumerate(pending.every(voice.work, voice.commune.id), start=1)
        ],
        widths=WIDTHS,
    )
