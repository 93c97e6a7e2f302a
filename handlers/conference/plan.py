"""What a conference will be, answer by answer, before it is kept: its fields and what we propose.

These are words for everybody to read, so the conversation may hold them until they are kept.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from dialogue.conference import check_conference, office_in_charge
from dialogue.names import Chair, Form, Kind
from dialogue.regulation import Regulation
from handlers.clock.frame import regulation_in
from handlers.turn import Turn
from locales.dates import LOCAL, local_date
from storage import conferences
from storage.tables import Conference

PLAN = "plan"
FIELDS = (
    *("regulation", "kind", "form", "chair", "office", "starts_at", "registration_closes_at"),
    *("place", "content", "title", "capacity", "participants", "duties"),
)
MOMENTS = frozenset({"starts_at", "registration_closes_at"})
# What the regulation has to know.
RULED = {"kind": Kind, "form": Form, "chair": Chair}
CLOSES_DAYS_BEFORE = 2
CLOSES_AT = time(17, 0)


def plan_of(turn: Turn) -> dict[str, Any]:
    """What has been answered so far."""
    plan: dict[str, Any] = turn.data[PLAN]
    return plan


def begin(turn: Turn) -> None:
    """A new plan is held by the commune's own regulation, unless another one is chosen."""
    turn.data[PLAN] = {}
    put(turn, "regulation", turn.commune.regulation_id)


def plan_from(turn: Turn, conference: Conference, *, without: Sequence[str] = ()) -> dict[str, Any]:
    """The plan of a conference that is kept already, to be changed."""
    plan = {
        "regulation": conference.regulation_id,
        "duties": [[one.who, one.what] for one in conferences.duties(turn.work, conference)],
        **{name: getattr(conference, name) for name in FIELDS[1:-1]},
    }
    plan |= {name: plan[name].isoformat() for name in MOMENTS}
    return {name: value for name, value in plan.items() if name not in without}


def put(turn: Turn, name: str, value: Any) -> None:
    """Keep one answer."""
    turn.data[PLAN] = after(turn, name, value)


def after(turn: Turn, name: str, value: Any) -> dict[str, Any]:
    """The plan with one more answer, and without those that no longer fit it."""
    plan = {**plan_of(turn), name: value}
    if name == "regulation":
        _drop_what_it_does_not_know(turn, plan)
    if name in ("regulation", "chair"):
        _settle_office(turn, plan)
    if name == "starts_at" and _closes_after(plan):
        del plan["registration_closes_at"]
    return plan


def is_complete(plan: Mapping[str, Any]) -> bool:
    """Whether nothing is left to ask."""
    return set(plan) >= set(FIELDS)


def values(turn: Turn) -> dict[str, Any]:
    """The plan as the columns of a conference."""
    plan = plan_of(turn)
    columns: dict[str, Any] = {name: plan[name] for name in FIELDS[1:-1]}
    regulation = regulation_of(turn)
    return {
        **columns,
        **{name: moment(plan, name) for name in MOMENTS},
        "regulation_id": regulation.id,
        "regulation_version": regulation.version,
    }


def moment(plan: Mapping[str, Any], name: str) -> datetime:
    """A moment of the plan, which JSON keeps as text."""
    return datetime.fromisoformat(plan[name])


def regulation_of(turn: Turn) -> Regulation:
    """The regulation by which it will be held; of one that is bound, in the version that binds."""
    return _held_by(turn, plan_of(turn))


def _held_by(turn: Turn, plan: Mapping[str, Any]) -> Regulation:
    chosen = plan["regulation"]
    bound = known(turn)
    if bound is not None and bound.regulation_id == chosen:
        kept = regulation_in(turn.work, turn.house, chosen, bound.regulation_version)
        if kept is not None:
            return kept
    return turn.house.regulations[chosen]


def known(turn: Turn) -> Conference | None:
    """The conference that is changed; None while a new one is planned."""
    if "conference" not in turn.data:
        return None
    return turn.work.session.get_one(Conference, turn.data["conference"])


def knows_kinds(turn: Turn) -> bool:
    """tinh-1573-qd 4.2 knows no kinds: one conference a year, kept as the periodic one (ours)."""
    return bool(regulation_of(turn).kinds.allowed)


def office_is_assigned(turn: Turn, chair: str) -> bool:
    """Whether the heads name the office themselves, because the rule names none."""
    return not _ruled_office(turn, plan_of(turn), chair)


def proposed_close(turn: Turn) -> datetime | None:
    """Two working days before, at 17:00 (ours); None where that is over."""
    day = local_date(moment(plan_of(turn), "starts_at"))
    *_, last = turn.house.calendar.walk(day, -CLOSES_DAYS_BEFORE)
    closes = datetime.combine(last, CLOSES_AT, LOCAL)
    return closes if closes > turn.now else None


def proposed_title(turn: Turn) -> str:
    """From kind and year."""
    plan = plan_of(turn)
    year = local_date(moment(plan, "starts_at")).year
    key = f"plan-title-{plan['kind']}" if knows_kinds(turn) else "plan-title-plain"
    return turn.say(key, year=year)


def _closes_after(plan: Mapping[str, Any]) -> bool:
    if "registration_closes_at" not in plan:
        return False
    return moment(plan, "registration_closes_at") > moment(plan, "starts_at")


def _ruled_office(turn: Turn, plan: Mapping[str, Any], chair: str | None) -> str:
    office = office_in_charge(_held_by(turn, plan), Chair(chair)) if chair else None
    return (office and office.body) or ""


def _settle_office(turn: Turn, plan: dict[str, Any]) -> None:
    ruled = _ruled_office(turn, plan, plan.get("chair"))
    if ruled:
        plan["office"] = ruled
    else:
        plan.pop("office", None)


def _drop_what_it_does_not_know(turn: Turn, plan: dict[str, Any]) -> None:
    regulation = turn.house.regulations[plan["regulation"]]
    for name, names in RULED.items():
        asked: Any = {name: names(plan[name])} if name in plan else {}
        if check_conference(regulation, **asked):
            del plan[name]
    if not regulation.kinds.allowed:
        plan["kind"] = Kind.DINH_KY.value
