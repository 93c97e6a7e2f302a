"""A register that came as a file: entered by a job, and its sender is told row by row."""

from collections.abc import Sequence

from dialogue.roles import Action
from documents.errors import Unreadable
from documents.list_rows import Row
from handlers.held_roles import still_may
from handlers.listed_rows import Fault
from handlers.messages import Choice, Reply
from handlers.pending.taking import Report, take
from handlers.sent_lists import Order, row_lines, tell, why
from handlers.voice import Voice
from storage.tables import Staff

IMPORT = "import_pending_cases"


def enter_rows(voice: Voice, order: Order, job_id: int, rows: Sequence[Row]) -> None:
    """Enter what was read, and tell who sent it, in one transaction."""
    if not still_may(voice.work, order.staff, Action.KEEP_REGISTER):
        return
    acting = voice.work.session.get_one(Staff, order.staff)
    report = take(voice, acting.commune_id, rows, partial=order.partial, acting=acting)
    _tell(voice, order, job_id, told(voice, order, report))


def refuse(voice: Voice, order: Order, job_id: int, fault: Unreadable) -> None:
    """The file is no list that can be read: say why, and what would be one."""
    reason = why(voice, fault, "pending-column")
    reply = voice.reply("pending-unreadable", choices=[_again(voice)], reason=reason)
    _tell(voice, order, job_id, reply)


def told(voice: Voice, order: Order, report: Report) -> Reply:
    """What became of the rows, as far as one message goes."""
    if report.done:
        key, ways = "pending-taken-partly" if report.faults else "pending-taken", []
    else:
        key, ways = "pending-not-taken", _ways_on(voice, order, report)
    return voice.reply(
        key,
        choices=[*ways, voice.command("pending-list", "/sodon")],
        added=report.added,
        known=report.known,
        right=report.right,
        wrong=len(report.faults),
        rows="\n".join(row_lines(voice, [row_of(voice, fault) for fault in report.faults])),
    )


def row_of(voice: Voice, fault: Fault) -> tuple[int, str, str]:
    """The row, the name in it, and why it was refused."""
    return fault.row, fault.name, voice.say(fault.reason, known=fault.known)


def _ways_on(voice: Voice, order: Order, report: Report) -> list[Choice]:
    if not report.right:
        return [_again(voice)]
    partly = f"/sodon ghi {order.attachment}"
    return [voice.command("seats-take-right", partly, count=report.right), _again(voice)]


def _again(voice: Voice) -> Choice:
    return voice.command("seats-send-again", "/sodon tep")


def _tell(voice: Voice, order: Order, job_id: int, reply: Reply) -> None:
    tell(voice, order, f"pending:{job_id}", reply)
