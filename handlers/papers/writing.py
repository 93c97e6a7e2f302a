"""What a paper is written with: whose it is and its head; of a conference the regulation, too."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dialogue.names import Chair
from dialogue.regulation import Regulation
from documents.letterhead import Issuer, Letterhead, Side, letterhead
from documents.templates import Templates, View
from documents.word import MIME
from handlers.clock.frame import regulation_in
from handlers.messages import Reply
from handlers.ordered import Written
from handlers.voice import Voice
from locales.dates import local_date
from locales.folding import fold
from storage.papers_opinions import Opinion, opinions
from storage.tables import Conference

AUTHORITY = ("hdnd", "ubnd", "uy ban nhan dan")


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A Word file that is made from a view without the database."""

    name: str
    template: str
    view: View
    commune: str
    templates: Templates
    told: Reply | None = None
    mime: str = MIME

    def write(self) -> Written:
        """The file; with what is wrong with the commune's own template, where something is."""
        filled = self.templates.fill(self.commune, self.template, self.view)
        return Written(data=filled.data, fault=filled.fault)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where a commune's papers are written, at `voice.now`."""

    voice: Voice

    @property
    def issuer(self) -> Issuer:
        """What the papers say of the commune."""
        commune = self.voice.commune
        return self.voice.house.stationery.issuer(commune.code, commune.name)

    @property
    def side(self) -> Side:
        """Of the two heads, whose papers these are."""
        return Side.COMMITTEE

    def head(
        self, paper: str, *, day: date | None = None, number: str = "", agency: str = ""
    ) -> Letterhead:
        """The first and last lines; see `documents.letterhead.letterhead`."""
        return letterhead(self.issuer, paper, self.side, day=day, number=number, agency=agency)

    def file(self, template: str, view: View, name: str) -> Paper:
        """The file; `name` without its ending."""
        return Paper(
            name=f"{name}.docx",
            template=template,
            view=view,
            commune=self.voice.commune.code,
            templates=self.voice.house.stationery.templates,
        )


@dataclass(frozen=True, kw_only=True)
class Writing(Desk):
    """A paper about one conference."""

    conference: Conference

    @cached_property
    def regulation(self) -> Regulation:
        """By which the conference is held, in the version that binds it."""
        house, bound = self.voice.house, self.conference
        kept = regulation_in(self.voice.work, house, bound.regulation_id, bound.regulation_version)
        return kept or house.regulations[bound.regulation_id]

    @property
    def side(self) -> Side:
        """Of two heads who chair together, the office in charge says whose papers these are."""
        if self.conference.chair == Chair.CHU_TICH:
            return Side.AUTHORITY
        is_authority = fold(self.conference.office).endswith(AUTHORITY)
        both = self.conference.chair == Chair.DONG_CHU_TRI
        return Side.AUTHORITY if both and is_authority else Side.COMMITTEE

    @cached_property
    def opinions(self) -> list[Opinion]:
        """Those of the conference, read once for all papers that are written of it together."""
        return opinions(self.voice.work, self.conference)

    @property
    def day(self) -> date:
        """On which the conference is held."""
        return local_date(self.conference.starts_at)

    @property
    def address(self) -> str:
        """The conference's page, which a QR code opens; empty where the program has no address."""
        base = self.voice.house.public_url
        page = f"/c/{self.voice.commune.code}/h/{self.conference.code}"
        return f"{base}{page}" if base else ""

    def paper(self, template: str, view: View, *, name: str = "") -> Paper:
        """The file; `name` without its ending, else that of the template with the code."""
        stem = f"{template.replace('_', '-')}-{self.conference.code}"
        return self.file(template, view, name or stem)
