"""How papers speak of opinions: who raised one, its words, which stand together, of how many."""

from collections.abc import Iterable, Sequence
from datetime import date

from dialogue.rules import Recipient
from dialogue.task import OPEN
from handlers.papers.writing import Writing
from handlers.voice import Voice
from locales.names import name_order
from storage.papers_given import Given
from storage.papers_opinions import Opinion
from storage.tables import Petition
from storage.tables.petition import Behalf, Disposition

# Room to write what is not known.
DOTS = "………………"
# The keys of the regulations' lists of recipients whose bodies are not the regulation's to name.
AGENCIES, RAISERS, LOCALITY = "agencies", "raisers", "locality"


def table_date(day: date | None) -> str:
    """A day in a table: "04/11/2025"."""
    return f"{day:%d/%m/%Y}" if day else DOTS


def gathered(opinions: Iterable[Opinion]) -> list[tuple[Opinion, ...]]:
    """Each matter: an opinion alone, or all of a group, where the first of it stands.

    The first is one that is classified, for the matter is arranged by it.
    """
    matters: dict[tuple[str, int | None], list[Opinion]] = {}
    for one in opinions:
        key = ("group", one.group.id) if one.group else ("", one.petition.id)
        matters.setdefault(key, []).append(one)
    return [tuple(sorted(matter, key=_not_classified)) for matter in matters.values()]


def _not_classified(opinion: Opinion) -> bool:
    return not opinion.petition.disposition


def people_in(opinions: Iterable[Opinion]) -> int:
    """How many people raised these: each once, and with whom they speak for."""
    sizes: dict[int, int] = {}
    for one in opinions:
        author = one.petition.person_id
        sizes[author] = max(sizes.get(author, 0), one.petition.group_size or 1)
    return sum(sizes.values())


def by_name(opinions: Iterable[Opinion]) -> list[Opinion]:
    """In the order of Vietnamese names."""
    return sorted(opinions, key=lambda one: (name_order(one.petition.name), one.petition.id))


def who(voice: Voice, opinion: Opinion) -> str:
    """Who raised it, for whom, where they live, and its code."""
    petition = opinion.petition
    is_resident = petition.position == voice.say("intake-ask-position.resident")
    position = "" if is_resident else petition.position
    known = [petition.name or DOTS, position, _behalf(voice, petition), opinion.village]
    return f"{', '.join(part for part in known if part)}\n({opinion.code})"


def nameless(opinion: Opinion) -> str:
    """Its code and the village, for papers that go to more than the office."""
    return "\n".join(part for part in (opinion.code, opinion.village) if part)


def codes(matter: Sequence[Opinion]) -> str:
    """Of a matter in a paper that goes to more than the office: its codes by village."""
    by_village: dict[str, list[str]] = {}
    for one in matter:
        by_village.setdefault(one.village, []).append(one.code)
    return "\n".join(
        f"{', '.join(found)} ({village})" if village else ", ".join(found)
        for village, found in by_village.items()
    )


def _behalf(voice: Voice, petition: Petition) -> str:
    if petition.behalf == Behalf.GROUP:
        return voice.say("paper-for-group", size=petition.group_size)
    if petition.behalf == Behalf.OTHER and petition.behalf_name:
        return voice.say("paper-for-other", name=petition.behalf_name)
    return ""


def content(voice: Voice, opinion: Opinion) -> str:
    """Its words as they are, and that files came with them."""
    files = voice.say("paper-files", count=opinion.files) if opinion.files else ""
    return "\n".join(part for part in (opinion.words, files) if part) or DOTS


def title_of(voice: Voice, matter: Sequence[Opinion]) -> str:
    """What a matter is about: of a group its title and how many people raised it."""
    group = matter[0].group
    if group is None or len(matter) == 1:
        return content(voice, matter[0])
    return f"{group.title} ({together(voice, matter)})"


def together(voice: Voice, matter: Sequence[Opinion]) -> str:
    """How many people raised a matter."""
    return voice.say("paper-together", count=people_in(matter))


def answer(voice: Voice, given: Given | None) -> str:
    """What the agency answered, with the paper's number; else who still has it."""
    if given is None or (given.answer is None and given.task.state not in OPEN):
        return DOTS
    if given.answer is None:
        due = given.task.due_on
        key = "paper-answer-owed.by" if due else "paper-answer-owed"
        return voice.say(key, agency=given.agency, date=table_date(due))
    text = given.answer.text
    if not given.is_published:
        text = voice.say("paper-answer-draft", agency=given.agency, text=text)
    return "\n".join(part for part in (text, document(voice, given)) if part)


def document(voice: Voice, given: Given) -> str:
    """The number and day of the agency's paper, where it has one."""
    answered = given.answer
    if answered is None or not answered.number:
        return ""
    if answered.signed_on is None:
        return voice.say("paper-document", number=answered.number)
    day = table_date(answered.signed_on)
    return voice.say("paper-document.signed", number=answered.number, date=day)


def disposition(writing: Writing, key: str) -> str:
    """A disposition as the regulation calls it (hai-phong-13-hd V.1(3))."""
    stated = writing.regulation.papers.get("synthesis_report")
    if stated and key in stated.groups:
        return stated.groups[key]
    known = key in tuple(Disposition)
    return writing.voice.say(f"classify-ask-disposition.{key}" if known else "paper-not-classified")


def regulation_words(writing: Writing) -> str:
    """What the conference is held by, with its number where it has one."""
    stated = writing.regulation
    return f"{stated.title} ({stated.number})" if stated.number else stated.title


def field(voice: Voice, name: str) -> str:
    """A field, or that it has none yet."""
    return name or voice.say("paper-no-field")


def recipients(
    writing: Writing,
    paper: str,
    *,
    agencies: Sequence[str] = (),
    village: str = "",
    raisers: str = "",
) -> tuple[str, ...]:
    """To whom the regulation has a paper sent; by name what is known by name. `raisers` are said
    first, where a letter is addressed to them."""
    known = {AGENCIES: tuple(agencies), LOCALITY: (village,)}
    rules = writing.regulation.recipients.get(paper, {})
    others = [
        _recipient(writing.voice, name, rule)
        for key, rule in rules.items()
        if not (key == RAISERS and raisers)
        for name in [one for one in known.get(key, ()) if one] or [rule.body]
    ]
    return (raisers, *others) if raisers and RAISERS in rules else tuple(others)


def _recipient(voice: Voice, body: str, rule: Recipient) -> str:
    if not rule.purpose:
        return body
    said = rule.purpose.removeprefix(voice.say("paper-recipient.to"))
    return voice.say("paper-recipient", body=body, purpose=said.lstrip())
