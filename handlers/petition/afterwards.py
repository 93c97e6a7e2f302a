"""What its author may still do once there is an answer: say what they think of it, or go on."""

from datetime import datetime

from dialogue import petition as life
from dialogue.petition import ANSWERED, PetitionEvent, PetitionState
from handlers.messages import Choice
from handlers.petition.record import record
from handlers.turn import Turn
from handlers.voice import Voice
from storage import afterwards, petitions
from storage.tables import Petition
from storage.tables.afterwards import Grade

# Behind "/danhgia CODE".
GRADES = {"hailong": Grade.SATISFIED, "motphan": Grade.PARTLY, "chua": Grade.NOT}
# The lines of history that answer, and those from which the time to petition again runs.
ANSWERS = ("settled", "replied")
ENDS = (*ANSWERS, "noted", "submitted_upward", "passed_on", "closed", "concluded")


def may_grade(turn: Voice, petition: Petition) -> bool:
    """Whether there is an answer to speak of: forwarding is none."""
    if petition.state in ANSWERED:
        return True
    was_answered = petition.state == PetitionState.CLOSED
    return was_answered and afterwards.last_of(turn.work, petition, ANSWERS) is not None


def grade_buttons(voice: Voice, petition: Petition) -> list[Choice]:
    """One press says it; for the notice of an answer, and for the timeline."""
    return [
        voice.command(f"grade-{grade}", f"/danhgia {petition.code} {verb}")
        for verb, grade in GRADES.items()
    ]


def again_until(voice: Voice, petition: Petition) -> datetime | None:
    """Until when it may be petitioned again; None where its state does not take it."""
    if not life.may(petition.state, PetitionEvent.PETITION_AGAIN):
        return None
    last = afterwards.last_of(voice.work, petition, ENDS)
    return last.at + voice.house.limits.again_window if last else None


def may_petition_again(voice: Voice, petition: Petition) -> bool:
    """Whether the window is still open (ours)."""
    until = again_until(voice, petition)
    return until is not None and voice.now <= until


def ways(turn: Turn, petition: Petition) -> list[Choice]:
    """The buttons of the timeline."""
    offered = grade_buttons(turn, petition) if _is_ungraded(turn, petition) else []
    if may_petition_again(turn, petition):
        offered.append(turn.command("again-button", f"/kiennghilai {petition.code}"))
    return offered


def _is_ungraded(turn: Turn, petition: Petition) -> bool:
    return may_grade(turn, petition) and afterwards.grade_of(turn.work, petition) is None


def take_up(turn: Turn, petition: Petition) -> None:
    """A petition that was just sent takes an earlier one up, if it was begun for that.

    Each names the other in its history. Where the earlier one has moved on meanwhile, the new one
    stands for itself.
    """
    if petition.continues_id is None:
        return
    earlier = turn.work.session.get_one(Petition, petition.continues_id)
    record(turn, petition, "continues", note=earlier.code or "")
    if life.may(earlier.state, PetitionEvent.PETITION_AGAIN):
        state = life.after(earlier.state, PetitionEvent.PETITION_AGAIN)
        petitions.change(turn.work, earlier, earlier.version, turn.now, state=state)
        record(turn, earlier, "petitioned_again", note=petition.code or "")
