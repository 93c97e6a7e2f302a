"""What staff are told who may not do a thing, name what is not there, or come too late."""

from handlers.messages import Choice, Reply
from handlers.petition.code import shown_code
from handlers.turn import Turn
from handlers.voice import Voice
from storage.tables import Petition


def not_allowed(turn: Turn) -> Reply:
    """None of this person's roles may do it."""
    roles = ", ".join(turn.say(f"role-{duty.role}") for duty in turn.duties)
    return turn.reply("role-may-not", choices=[to_work(turn)], roles=roles)


def unknown_petition(turn: Turn, code: str) -> Reply:
    """No petition of this commune has the code."""
    return turn.reply("case-unknown", choices=[to_work(turn)], code=shown_code(code))


def too_late(turn: Turn, petition: Petition) -> Reply:
    """Somebody acted in between, or its state no longer takes it: nothing was done."""
    turn.work.session.refresh(petition)
    return turn.reply(
        "case-moved-on",
        choices=[to_case(turn, petition), to_work(turn)],
        code=petition.code,
        state=turn.say(f"state-{petition.state}"),
    )


def to_case(turn: Turn, petition: Petition) -> Choice:
    """A button that opens the petition."""
    return turn.command("work-open", f"/xet {petition.code}", code=petition.code)


def to_work(voice: Voice) -> Choice:
    """A button to what waits."""
    return voice.command("menu-work", "/viec")
