"""The public notice of a conference: when, where, what about, and how people take part."""

from dataclasses import dataclass

from documents.letterhead import Letterhead
from documents.qr import qr_code
from documents.word import Picture
from handlers.papers.writing import Paper, Writing


@dataclass(frozen=True, kw_only=True)
class PublicNotice:
    """What the notice says; dates in full."""

    head: Letterhead
    conference: str
    regulation: str
    kind: str
    form: str
    chair: str
    time: str
    place: str
    content: str
    participants: str
    closes: str
    address: str
    qr: Picture | None
    contact: str


def public_notice(writing: Writing) -> Paper:
    """hai-phong-13-hd V.1(1), V.2*: content, time, place and number of participants."""
    voice, conference = writing.voice, writing.conference
    address = writing.address
    view = PublicNotice(
        head=writing.head("public_notice"),
        conference=conference.title,
        regulation=writing.regulation.number or writing.regulation.title,
        kind=voice.say(f"kind-{conference.kind}") if writing.regulation.kinds.allowed else "",
        form=voice.say(f"form-{conference.form}"),
        chair=voice.say(f"chair-{conference.chair}"),
        time=voice.time(conference.starts_at),
        place=conference.place,
        content=conference.content,
        participants=str(conference.participants or ""),
        closes=voice.time(conference.registration_closes_at),
        address=address,
        qr=Picture(png=qr_code(address), width=30) if address else None,
        contact=voice.commune.contact,
    )
    return writing.paper("public_notice", view)
