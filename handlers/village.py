"""In which village somebody lives: one of the commune's list, or elsewhere."""

from handlers.conversation import Misread, Question, Said
from handlers.messages import Choice, Reply
from handlers.reading import not_offered, said
from handlers.turn import Answer, Turn
from storage import communes

ELSEWHERE = "elsewhere"


def ask_village(turn: Turn) -> Reply:
    """The commune's villages, in its order."""
    offered = [
        Choice(label=village.name, value=str(village.id))
        for village in communes.villages(turn.work, turn.commune_id)
    ]
    elsewhere = Choice(label=turn.say("intake-ask-village.elsewhere"), value=ELSEWHERE)
    return turn.reply("intake-ask-village", choices=[*offered, elsewhere])


def read_village(turn: Turn, answer: Answer) -> Said | Misread:
    """Its row; None for who lives elsewhere."""
    if answer.value == ELSEWHERE:
        return said("choose_village", village=None)
    for village in communes.villages(turn.work, turn.commune_id):
        if answer.value == str(village.id):
            return said("choose_village", village=village.id)
    return not_offered(turn, answer)


ASKING_VILLAGE = Question(ask=ask_village, read=read_village)
