"""The pages that people open: the chooser, a commune's chat, what an invitation's QR opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.channels.web import headers, places, session
from bot.channels.web.origin import Origins
from bot.channels.web.places import Place
from bot.channels.web.templates import Templates
from bot.channels.web.web import OtherWay, Web
from dialogue.conference_life import AHEAD, ConferenceState
from locales import dates
from locales.catalogue import DEFAULT
from storage import communes, conferences
from storage.tables import Commune, Conference

NO_STORE = "no-store"
# Of these nobody was told.
_UNKNOWN = (ConferenceState.DRAFT, ConferenceState.DISCARDED)
# What a visitor is told of a conference that is no longer ahead.
_STANDING = {
    ConferenceState.IN_SESSION: "begun",
    ConferenceState.CONCLUDED: "concluded",
    ConferenceState.REPLIES_DUE: "concluded",
    ConferenceState.ARCHIVED: "concluded",
    ConferenceState.POSTPONED: "postponed",
    ConferenceState.CANCELLED: "cancelled",
}


@dataclass(frozen=True, kw_only=True)
class Pages:
    """Serves `/`, `/c/CODE` and `/c/CODE/h/CONFERENCE`."""

    web: Web
    templates: Templates
    origins: Origins
    embed_origins: Sequence[str]

    async def choose(self, request: Request) -> Response:
        """The list of communes, or the only one at once."""
        listed = _shown(await self.web.database.read(communes.every))
        if len(listed) == 1:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/c/{listed[0].code}{query}", 302)
        title = "web-choose" if listed else "web-choose-none"
        page = self.templates.fill(
            "choose",
            lang=DEFAULT,
            title=self.web.text(DEFAULT, title),
            html="".join(_item(commune) for commune in listed),
        )
        return HTMLResponse(page, headers={"cache-control": NO_STORE})

    async def chat(self, request: Request) -> Response:
        """The chat; the page carries the cookie with which its socket is known."""
        place = await self._place(request)
        notice = self.web.text(place.language, "web-sample") if place.is_sample else ""
        page = self.templates.fill(
            "chat",
            code=place.code,
            name=place.name,
            lang=place.language,
            title=self.web.text(place.language, "web-title", name=place.name),
            sample_notice=notice,
        )
        response = self._framable(page)
        response.headers.append("set-cookie", self._cookie(request))
        return response

    async def conference(self, request: Request) -> Response:
        """What a conference is about, and the way on into the chat."""
        place = await self._place(request)
        code = request.path_params["conference"]
        if not places.is_code(code):
            raise HTTPException(404)
        found = await self.web.database.read(
            lambda work: conferences.by_code(work, place.commune_id, code)
        )
        if found is None or found.state in _UNKNOWN:
            raise HTTPException(404)
        return self._framable(self._conference_page(place, found))

    def _conference_page(self, place: Place, conference: Conference) -> str:
        def say(key: str, /, **values: object) -> str:
            return self.web.text(place.language, key, **values)

        return self.templates.fill(
            "conference",
            lang=place.language,
            commune=place.name,
            title=conference.title,
            standing=say(f"web-conference-{self._standing(conference)}"),
            details=say(
                "web-conference-details",
                time=dates.full_time(conference.starts_at, place.language),
                place=conference.place,
                content=conference.content,
            ),
            chat=f"/c/{place.code}?start={quote(f'h-{conference.code}')}",
            go=say("web-conference-go"),
            html="".join(
                self._other_way(place, way, conference.code)
                for way in self.web.other_ways(place.commune_id)
            ),
            contact=say("web-conference-contact", contact=place.contact) if place.contact else "",
        )

    def _other_way(self, place: Place, way: OtherWay, code: str) -> str:
        """A link to another channel, and the word to type where the link cannot say it."""
        label = self.web.text(place.language, f"web-conference-{way.channel}")
        link = way.link.replace("{start}", quote(f"h-{code}"))
        shown = (
            f'<a class="choice outside" href="{escape(link)}" rel="noreferrer">{escape(label)}</a>'
        )
        if way.takes_start:
            return f'<div class="way">{shown}</div>'
        said = escape(self.web.text(place.language, "web-conference-type", word=code))
        word = said.replace(escape(code), f"<strong>{escape(code)}</strong>")
        return f'<div class="way">{shown}<p class="text">{word}</p></div>'

    def _standing(self, conference: Conference) -> str:
        if conference.state not in AHEAD:
            return _STANDING[ConferenceState(conference.state)]
        now = self.web.clock()
        if conference.starts_at <= now:
            return "begun"
        if conferences.takes_registrations(conference, now):
            return "open"
        return "announced" if conference.state == ConferenceState.ANNOUNCED else "closed"

    async def _place(self, request: Request) -> Place:
        place = await places.find(self.web.database, request.path_params["code"])
        if place is None:
            raise HTTPException(404)
        return place

    def _framable(self, page: str) -> HTMLResponse:
        own = {
            headers.CSP: headers.policy(embed_origins=self.embed_origins),
            "cache-control": NO_STORE,
        }
        return HTMLResponse(page, headers=own)

    def _cookie(self, request: Request) -> str:
        framed = session.is_framed_page(request)
        who = session.of_kind(request, framed=framed) or session.begin(framed=framed)
        return session.cookie(who, secure=self.origins.is_secure(request))


def _shown(every: Sequence[Commune]) -> Sequence[Commune]:
    """The sample is only shown as long as there is no real commune."""
    return [commune for commune in every if not commune.is_sample] or every


def _item(commune: Commune) -> str:
    return f'<li><a href="/c/{escape(commune.code)}">{escape(commune.name)}</a></li>'
