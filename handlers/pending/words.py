"""How an entry of the register is named: its code, its village, a line of a list."""

from collections.abc import Mapping

from handlers.petition.register import code_of
from handlers.voice import Voice
from locales.dates import numeric_date
from storage.tables import PendingCase, Village


def village_of(voice: Voice, case: PendingCase, known: Mapping[int | None, str]) -> str:
    """The village, or that the person lives elsewhere."""
    return known.get(case.village_id) or voice.say("entering-ask-village.elsewhere")


def village_name(voice: Voice, case: PendingCase) -> str:
    """The same of one entry."""
    found = voice.work.session.get(Village, case.village_id) if case.village_id else None
    return village_of(voice, case, {case.village_id: found.name} if found else {})


def line(voice: Voice, case: PendingCase) -> str:
    """An entry in a line, without what it is about."""
    return voice.say(
        "pending-line",
        code=code_of(case),
        name=case.name,
        kind=voice.say(f"pending-kind-{case.kind}"),
        village=village_name(voice, case),
        date=numeric_date(case.received_on),
        state=voice.say(f"pending-state-{case.state}"),
    )
