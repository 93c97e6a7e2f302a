"""What became of a list, row by row, as far as one message goes."""

from collections.abc import Sequence

from handlers.messages import Choice, Reply
from handlers.seats.lines import Fault
from handlers.seats.taking import Report
from handlers.sent_lists import row_lines
from handlers.voice import Voice
from storage.tables import Conference


def told(
    voice: Voice, conference: Conference, report: Report, *, partly: str = "", again: str = ""
) -> Reply:
    """The report; `partly` is the command that takes the right rows, `again` one for a new try."""
    choices = [voice.command("seats-list", f"/moi {conference.code} daibieu")]
    if report.done:
        key = "seats-taken-partly" if report.faults else "seats-taken"
    else:
        key = "seats-not-taken"
        choices = [*_ways_on(voice, report, partly, again), *choices]
    return voice.reply(
        key,
        choices=choices,
        added=report.added,
        known=report.known,
        right=report.right,
        wrong=len(report.faults),
        rows="\n".join(rows(voice, report.faults)),
    )


def rows(voice: Voice, faults: Sequence[Fault]) -> list[str]:
    """A line for each row that was refused, with why."""
    return row_lines(
        voice,
        [(fault.row, fault.name, voice.say(fault.reason, other=fault.other)) for fault in faults],
    )


def _ways_on(voice: Voice, report: Report, partly: str, again: str) -> list[Choice]:
    ways = []
    if partly and report.right:
        ways.append(voice.command("seats-take-right", partly, count=report.right))
    return [*ways, voice.command("seats-send-again", again)] if again else ways
