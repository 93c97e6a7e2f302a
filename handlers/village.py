"""In which village somebody lives: one of the commune's list, or elsewhere."""

from handlers.conversation import Question
from handlers.messages import Reply
from handlers.petition import sender
from handlers.turn import Turn


def ask_village(turn: Turn) -> Reply:
    """The commune's villages, in its order."""
    offered = sender.offer_villages(turn)
    return turn.reply("intake-ask-village", sender.ELSEWHERE, choices=offered)


ASKING_VILLAGE = Question(ask=ask_village, read=sender.read_village)
