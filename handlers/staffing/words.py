"""How a role and who holds it are said: "Lê Thị Chi: Văn phòng"."""

from handlers.turn import Turn
from locales.dates import local_date
from storage.tables import Agency, Person, Staff


def role_words(turn: Turn, role: str, agency_id: int | None) -> str:
    """The role; of an agency's officer, the agency."""
    if agency_id is None:
        return turn.say(f"role-{role}")
    return turn.work.session.get_one(Agency, agency_id).name


def name_of(turn: Turn, person: Person) -> str:
    """The name, or that it was not given yet."""
    return person.name or turn.say("staff-no-name")


def holder(turn: Turn, duty: Staff, person: Person) -> str:
    """Who holds which role."""
    role = role_words(turn, duty.role, duty.agency_id)
    return turn.say("staff-holder", name=name_of(turn, person), role=role)


def is_away(turn: Turn, duty: Staff) -> bool:
    """Whether it is handed over today; that ends by itself."""
    return duty.away_until is not None and duty.away_until >= local_date(turn.now)
