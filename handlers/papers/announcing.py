"""What goes out to the people: the public notice, and the slip on which they write by hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.letterhead import Letterhead
from documents.word import Picture
from handlers.papers import stating
from handlers.papers.stating import Barred, Facts
from handlers.papers.writing import Paper, Writing
from storage import communes


@dataclass(frozen=True, kw_only=True)
class PublicNotice:
    """What the notice says."""

    head: Letterhead
    conference: Facts
    basis: str
    barred: Sequence[Barred]
    qr: Picture | None


@dataclass(frozen=True, kw_only=True)
class OpinionSlip:
    """What the slip asks: the commune's fields, and what the regulation has those asked who want
    to attend."""

    head: Letterhead
    commune: str
    conference: Facts
    fields: Sequence[str]
    asked: Sequence[str]
    qr: Picture | None


def public_notice(writing: Writing) -> Paper:
    """hai-phong-13-hd V.1(1), V.2*: content, time, place and number of participants."""
    view = PublicNotice(
        head=writing.head("public_notice"),
        conference=stating.facts(writing),
        basis=stating.basis(writing),
        barred=stating.barred(writing),
        qr=stating.qr(writing),
    )
    return writing.paper("public_notice", view, name=f"thong-bao-{writing.conference.code}")


def opinion_slip(writing: Writing) -> Paper:
    """tinh-1573-qd 15.2.2: what people fill in by hand; also how to send it from a phone."""
    known = communes.fields(writing.voice.work, writing.conference.commune_id)
    view = OpinionSlip(
        head=writing.head("opinion_slip"),
        commune=writing.issuer.name,
        conference=stating.facts(writing),
        fields=[field.name for field in known],
        asked=stating.asked(writing),
        qr=stating.qr(writing),
    )
    return writing.paper("opinion_slip", view, name=f"phieu-lay-y-kien-{writing.conference.code}")
