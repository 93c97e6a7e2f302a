"""The papers that office and front need for people: speakers' list, invitations, opinion slips."""

from dialogue.roles import Action
from handlers.messages import Reply
from handlers.ordered import order_paper
from handlers.seats.overview import back
from handlers.turn import Turn
from storage.tables import Conference

# Keys of the papers, in the order in which they are offered.
OFFERED = ("speakers", "speakers_sheet", "invitations", "invitation", "opinion_slip")


def ask(turn: Turn, conference: Conference, key: str) -> Reply:
    """Which of them; or have the one that is named made."""
    if key in OFFERED:
        return order_paper(turn, key, Action.INVITE, conference)
    ways = [
        turn.command(f"seats-paper-{one}", f"/moi {conference.code} giay {one}") for one in OFFERED
    ]
    return turn.reply("seats-papers-ask", choices=[*ways, back(turn, conference)])
