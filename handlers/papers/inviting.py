"""Invitations to a conference: one for each person on the list, and one with room for a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.letterhead import Letterhead
from documents.word import Picture
from handlers.papers import stating
from handlers.papers.stating import Facts
from handlers.papers.writing import Paper, Writing
from storage import papers_session


@dataclass(frozen=True, kw_only=True)
class Invited:
    """Who is invited; empty where the name is written in by hand. `content` is what they
    registered to speak about."""

    name: str
    position: str
    content: str


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What the invitations say; each of `guests` has a page."""

    head: Letterhead
    conference: Facts
    basis: str
    guests: Sequence[Invited]
    qr: Picture | None


# What they registered is theirs; an invitation has one page.
LONGEST = 300
NOBODY = Invited(name="", position="", content="")


def invitation(writing: Writing) -> Paper:
    """hai-phong-13-hd V.1(1): one for whoever is invited, the name written in."""
    return _paper(writing, [NOBODY], f"giay-moi-{writing.conference.code}")


def invitations(writing: Writing) -> Paper:
    """A page for each on the list and for each who has a seat; with nobody yet, one to fill in."""
    guests = [
        Invited(
            name=one.name,
            position=", ".join(part for part in (one.position, one.village) if part),
            content=stating.unended(stating.excerpt(one.content, LONGEST)),
        )
        for one in papers_session.guests(writing.voice.work, writing.conference)
    ]
    return _paper(writing, guests or [NOBODY], f"giay-moi-tung-nguoi-{writing.conference.code}")


def _paper(writing: Writing, guests: Sequence[Invited], name: str) -> Paper:
    view = Invitation(
        head=writing.head("invitation"),
        conference=stating.facts(writing),
        basis=stating.basis(writing),
        guests=guests,
        qr=stating.qr(writing),
    )
    return writing.paper("invitation", view, name=name)
