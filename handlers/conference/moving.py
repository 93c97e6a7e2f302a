"""What was sent to a conference that is not held: put on another one together, or in the box.

1. An officer chooses the other conference and says yes; a discarded plan gives up its petitions
   by itself. Either queues one job.
2. The job moves them in pieces, each a transaction, with the notice to each author in it. What
   has gone is not found again, so a piece that comes twice does no harm.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dialogue.conference_life import NOT_HELD, PAST, ConferenceEvent
from dialogue.roles import Action
from handlers.clock.frame import Frame
from handlers.clock.opening import open_conference
from handlers.conference import view
from handlers.conference.record import acting, record
from handlers.messages import Reply
from handlers.petition.placing import can_be_placed, put_in_box, put_on
from handlers.refused import not_allowed
from handlers.turn import Turn
from handlers.voice import Voice
from locales.dates import local_date
from storage import conferences, groups, jobs, placing
from storage.tables import Conference, Petition, Staff

MOVE = "move_petitions"
VERB, YES = "chuyensang", "dongy"
PIECE = 20


def move(turn: Turn, conference: Conference, words: Sequence[str]) -> list[Reply]:
    """/hoinghi CODE chuyensang [OTHER [dongy]]: choose the other one, be asked, and do it."""
    if not turn.may(Action.MANAGE_CONFERENCE):
        return [not_allowed(turn)]
    if conference.state not in NOT_HELD:
        return view.outdated(turn, conference)
    count = placing.count_waiting(turn.work, conference)
    if not count:
        return [turn.reply("conference-move-none"), view.show(turn, conference)]
    code, said = [*words, "", ""][:2]
    target = next((one for one in _ahead(turn) if one.code == code.upper()), None)
    if target is None:
        return [_choose(turn, conference, count)]
    if said != YES:
        return [_ask(turn, conference, target, count)]
    return _queued(turn, conference, target, count)


def _ahead(turn: Turn) -> Sequence[Conference]:
    return conferences.upcoming(turn.work, turn.commune_id, turn.now)


def _choose(turn: Turn, conference: Conference, count: int) -> Reply:
    offered = [
        turn.command(
            "intake-conference-choice",
            f"/hoinghi {conference.code} {VERB} {one.code}",
            title=one.title,
            date=turn.date(local_date(one.starts_at)),
        )
        for one in _ahead(turn)
    ]
    key = "conference-move-choose" if offered else "conference-move-nowhere"
    choices = [*offered, *view.ways(turn)]
    return turn.reply(key, choices=choices, code=conference.code, count=count)


def _ask(turn: Turn, conference: Conference, target: Conference, count: int) -> Reply:
    command = f"/hoinghi {conference.code} {VERB} {target.code} {YES}"
    return turn.reply(
        "conference-move-ask",
        choices=[
            turn.command("conference-move-yes", command),
            turn.command("conference-move-no", f"/hoinghi {conference.code}"),
        ],
        code=conference.code,
        target=target.title,
        count=count,
    )


def _queued(turn: Turn, conference: Conference, target: Conference, count: int) -> list[Reply]:
    """Their groups go along at once: what is similar stays side by side."""
    by = acting(turn, ConferenceEvent.CHANGE)
    groups.go_along(turn.work, conference, target)
    note = f"{target.code}: {target.title}"
    line = record(turn, conference, "petitions_moved", by=by, note=note)
    queue(turn, conference, by, to=target, what=str(line.id))
    said = turn.reply(
        "conference-moving", choices=view.ways(turn), count=count, target=target.title
    )
    return [said]


def queue(
    turn: Turn, conference: Conference, by: Staff, *, what: str, to: Conference | None = None
) -> None:
    """Move them to another conference, or to the general box; `what` names the occasion."""
    jobs.put(
        turn.work,
        commune_id=conference.commune_id,
        kind=MOVE,
        key=f"{MOVE}:{conference.id}:{what}",
        payload={"from": conference.id, "to": to.id if to else None, "by": by.id},
        now=turn.now,
    )


def move_piece(voice: Voice, payload: Mapping[str, Any], after: int) -> int | None:
    """Move some of them; the last one looked at, or None at the end.

    Nothing more goes to a conference that has been held or called off meanwhile.
    """
    get = voice.work.session.get_one
    source, by = get(Conference, payload["from"]), get(Staff, payload["by"])
    target = get(Conference, payload["to"]) if payload["to"] else None
    if target is not None and target.state in PAST:
        return None
    found = placing.some(voice.work, source, after=after, limit=PIECE)
    frame = open_conference(voice.work, voice.house, target, voice.now) if target else None
    for petition in found:
        _move_one(voice, petition, frame, by)
    return found[-1].id if len(found) == PIECE else None


def _move_one(voice: Voice, petition: Petition, frame: Frame | None, by: Staff) -> None:
    if frame is None:
        put_in_box(voice, petition, by=by)
    elif can_be_placed(voice, petition):
        put_on(voice, petition, frame.conference, seen=petition.version, by=by, frame=frame)
