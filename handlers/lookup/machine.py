"""The look-up: code, then secret; wrong tries are counted and limited."""

from statemachine import State

from handlers.conversation import Conversation, Misread, Question, Said
from handlers.lookup.check import barred, found, note_wrong
from handlers.petition.access import theirs, view
from handlers.petition.code import code_and_secret
from handlers.reading import said
from handlers.turn import Answer, Turn
from storage import petitions
from storage.secrets import SECRET_LENGTH, tidy
from storage.tables import Petition


def read_code(turn: Turn, answer: Answer) -> Said | Misread:
    """A code alone, or code and secret in one message; one's own needs no secret here."""
    read = code_and_secret(turn, answer.text)
    if read is None:
        return Misread(key="lookup-code-unclear")
    code, secret = read
    if (petition := theirs(turn, code)) is not None:
        return said("show", petition=petition)
    return _checked(turn, code, secret) if secret else said("give_code", code=code)


def read_secret(turn: Turn, answer: Answer) -> Said | Misread:
    """The secret that goes with the code given before, unless another code is typed."""
    typed = tidy(answer.text)
    if not typed:
        return Misread(key="lookup-wrong")
    # A secret may look like a code without its dash, but never like a longer one.
    if len(typed) > SECRET_LENGTH and code_and_secret(turn, answer.text) is not None:
        return read_code(turn, answer)
    return _checked(turn, str(turn.data["code"]), answer.text)


def _checked(turn: Turn, code: str, secret: str) -> Said | Misread:
    until = barred(turn, code)
    if until is not None:
        return said("stop", until=until)
    petition = found(turn, code, secret)
    if petition is None:
        note_wrong(turn, code)
        return Misread(key="lookup-wrong")
    return said("show", petition=petition)


QUESTIONS = {
    "asking_code": Question(ask=lambda turn: turn.reply("lookup-ask-code"), read=read_code),
    "asking_secret": Question(
        ask=lambda turn: turn.reply("lookup-ask-secret", code=turn.data["code"]),
        read=read_secret,
    ),
}


class Lookup(Conversation):
    """Ask for the code, then for the secret; show the timeline, or stop who guesses."""

    opening = State(initial=True)
    asking_code = State()
    asking_secret = State()
    shown = State(final=True)
    stopped = State(final=True)

    begin = opening.to(asking_secret, cond="knows_code") | opening.to(asking_code)
    give_code = asking_secret.from_(asking_code, asking_secret)
    show = shown.from_(asking_code, asking_secret)
    stop = stopped.from_(asking_code, asking_secret)

    questions = QUESTIONS

    def knows_code(self, turn: Turn) -> bool:
        return bool(turn.data.get("code"))

    def on_give_code(self, turn: Turn, code: str) -> None:
        turn.data["code"] = code

    def on_show(self, turn: Turn, petition: Petition) -> None:
        assert turn.address.id is not None
        petitions.prove(turn.work, turn.address.id, petition, turn.now)
        turn.said.append(view(turn, petition))

    def on_stop(self, turn: Turn, until: str) -> None:
        contact = turn.commune.contact or turn.say("office-contact-unknown")
        home = turn.command("menu-home", "/start")
        turn.said.append(turn.reply("lookup-barred", choices=[home], time=until, contact=contact))
