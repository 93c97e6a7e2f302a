"""A list of delegates that came as a file: put on the list by a job, and its sender is told."""

from dialogue.roles import Action
from documents.errors import Unreadable
from handlers.held_roles import still_may
from handlers.seats.lines import Checked
from handlers.seats.report import told
from handlers.seats.taking import take
from handlers.sent_lists import Order, tell, why
from handlers.voice import Voice
from storage.tables import Conference, Staff
from storage.tables.delegate import DelegateSource

IMPORT = "import_delegates"


def put_on_list(voice: Voice, order: Order, job_id: int, checked: Checked) -> None:
    """Take what was read, and tell who sent it, in one transaction; nothing once the role that
    allowed it has ended."""
    if not still_may(voice.work, order.staff, Action.INVITE):
        return
    conference = voice.work.session.get_one(Conference, order.conference)
    report = take(
        voice.work,
        conference,
        checked,
        partial=order.partial,
        source=DelegateSource.LIST,
        now=voice.now,
        acting=voice.work.session.get(Staff, order.staff),
    )
    code = conference.code
    partly = f"/moi {code} ghi {order.attachment}"
    reply = told(voice, conference, report, partly=partly, again=_again(code))
    tell(voice, order, f"delegates:{job_id}", reply)


def refuse(voice: Voice, order: Order, job_id: int, fault: Unreadable) -> None:
    """The file is no list that can be read: say why, and what would be one."""
    conference = voice.work.session.get_one(Conference, order.conference)
    again = voice.command("seats-send-again", _again(conference.code))
    reason = why(voice, fault, "seats-column")
    reply = voice.reply("seats-unreadable", choices=[again], reason=reason)
    tell(voice, order, f"delegates:{job_id}", reply)


def _again(code: str) -> str:
    return f"/moi {code} tep"
