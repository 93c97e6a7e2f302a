"""How a person is led to each question of each conversation, by the shortest way that there is."""

from collections.abc import Callable, Mapping

from stage import Actor
from stage.walks import WAYS as INTAKE
from stage.walks import enrol, lead_to, register, write

from handlers.enrol.machine import WRONG_CODES
from handlers.route import CONVERSATIONS
from storage import addresses, attempts
from storage.work import Work

Way = Callable[[Actor], object]

# Nothing is open: what is said comes unasked.
NOTHING = ""
# The petition that Bình has sent before anybody else comes.
FIRST = "XM25-0001"


def every_state() -> set[str]:
    """Every question of every conversation as a row keeps it, and that none is open."""
    asked = {f"{name}:{at}" for name, machine in CONVERSATIONS.items() for at in machine.questions}
    return asked | {NOTHING}


def _of_intake(question: str) -> Way:
    return lambda actor: lead_to(actor, question)


def _say(*texts: str) -> Way:
    def lead(actor: Actor) -> None:
        actor.open()
        for text in texts:
            actor.say(text)

    return lead


def _own(command: str) -> Way:
    """With a petition of one's own."""
    return lambda actor: actor.say(f"{command} {register(actor)}")


def _office(command: str, *more: str) -> Way:
    def lead(actor: Actor) -> None:
        _become_staff(actor)
        for text in (command, *more):
            actor.say(text)

    return lead


def _become_staff(actor: Actor) -> None:
    if not actor.seen or "/thoat" not in dict(actor.seen[-1].menu):
        enrol(actor)


def _join(actor: Actor) -> None:
    actor.say(f"/thamgia {actor.program.invite()}")


# What each way is called, where it leads, and how.
WAYS: Mapping[str, tuple[str, Way]] = {
    "never seen before": (NOTHING, lambda actor: actor),
    "greeted": (NOTHING, _say()),
    "wrote unasked": (NOTHING, _say("Đường thôn Đông hỏng.")),
    "has a petition": (NOTHING, register),
    "left a draft": (NOTHING, lambda actor: lead_to(actor, "asking_phone").say("/start")),
    **{f"Intake:{at}": (f"Intake:{at}", _of_intake(at)) for at in INTAKE},
    "Lookup:asking_code": ("Lookup:asking_code", _say("/tracuu")),
    "Lookup:asking_secret": ("Lookup:asking_secret", _say("/tracuu", FIRST)),
    "Supplement:adding": ("Supplement:adding", _own("/them")),
    "Supplement:adding more": (
        "Supplement:adding",
        lambda actor: (_own("/them")(actor), write("Thêm một ý.")(actor)),
    ),
    "Correction:writing": ("Correction:writing", _own("/sua")),
    "Withdrawal:confirming": ("Withdrawal:confirming", _own("/rut")),
    "Enrol:asking_name": ("Enrol:asking_name", _join),
    "Refusal:choosing_ground": ("Refusal:choosing_ground", _office(f"/xet {FIRST} khongnhan")),
    "Refusal:choosing_ground of a seat": (
        "Refusal:choosing_ground",
        _office(f"/xet {FIRST} tuchoi"),
    ),
    "Refusal:writing_note": ("Refusal:writing_note", _office(f"/xet {FIRST} khongnhan", "1")),
    "Refusal:writing_note of a seat": (
        "Refusal:writing_note",
        _office(f"/xet {FIRST} tuchoi", "1"),
    ),
    "Ask:writing_note": ("Ask:writing_note", _office(f"/bosung {FIRST}")),
    "Renewal:confirming": ("Renewal:confirming", _office(f"/xet {FIRST} caplai")),
}


def bar(actor: Actor) -> None:
    """As after too many wrong secrets and codes of staff: neither may be tried now."""

    def record(work: Work) -> None:
        account = addresses.account(work, actor.channel, actor.account)
        address = addresses.arrive(work, account, actor.name, actor.program.now)
        limit = max(actor.program.house.limits.wrong_secrets, WRONG_CODES)
        for subject in (f"address:{address.id}", f"enrol:{address.id}"):
            for _ in range(limit):
                attempts.record(work, address.commune_id, subject, actor.program.now)

    actor.program.change(record)
