"""The fake OpenAPI as an ASGI application: tokens, messages, uploads, templates, media."""

import asyncio
import email
import hashlib
import hmac
from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from fakes.zalo_oa.messages import Refuse, put_message, put_template
from fakes.zalo_oa.state import APP_ID, APP_SECRET, OA_ID, Json, Lent, State

LARGEST = {"image": 1_000_000, "file": 5_000_000}
GRANTS = {
    "refresh_token": {"refresh_token", "app_id", "grant_type"},
    "authorization_code": {"code", "code_verifier", "app_id", "grant_type"},
}
CODE_LIVES = timedelta(minutes=10)
BEGINNINGS = {"image": (b"\xff\xd8", b"\x89PNG"), "file": (b"%PDF-",)}


class OpenApi:
    """Everything under one root, as the settings of the tests name it."""

    def __init__(self, state: State) -> None:
        self._state = state

    def application(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/v4/oa/permission", self.consent),
                Route("/v4/oa/access_token", self.tokens, methods=["POST"]),
                Route("/v2.0/oa/getoa", self.about),
                Route("/v3.0/oa/message/cs", self.say, methods=["POST"]),
                Route("/v3.0/oa/message/template", self.fill_in, methods=["POST"]),
                Route("/message/template", self.fill_in, methods=["POST"]),
                Route("/v2.0/oa/upload/{kind}", self.upload, methods=["POST"]),
                Route("/media/{name}", self.media),
            ]
        )

    async def consent(self, request: Request) -> Response:
        """An administrator agrees; the browser goes back with a code, to where the console says."""
        asked, state = dict(request.query_params), self._state
        if asked.get("redirect_uri") != state.habits.callback or asked.get("app_id") != APP_ID:
            return JSONResponse({"error_name": "invalid_redirect_uri", "error": -14003})
        with state.changes:
            code = state.next_id("code")
            state.codes[code] = (asked.get("code_challenge", ""), state.now() + CODE_LIVES)
        back = {"code": code, "oa_id": state.habits.consents_for}
        if state.habits.repeats_state:
            back["state"] = asked.get("state", "")
        return RedirectResponse(f"{state.habits.callback}?{urlencode(back)}", 302)

    async def tokens(self, request: Request) -> Response:
        """Spends a refresh token or a code; failures come with status 200 and no number."""
        assert request.headers["content-type"] == "application/x-www-form-urlencoded"
        given = dict(parse_qsl((await request.body()).decode()))
        await asyncio.sleep(0.01)  # two at once must be able to meet
        known = given.keys() == GRANTS.get(given.get("grant_type", ""))
        right = request.headers.get("secret_key") == APP_SECRET and given["app_id"] == APP_ID
        if not (known and right):
            return _no_token("invalid_request", -14002)
        with self._state.changes:
            if given["grant_type"] == "authorization_code":
                return self._for_code(given)
            if given["refresh_token"] != self._state.refresh:
                self._state.spent += 1
                return _no_token("invalid_refresh_token", -14014)
            return JSONResponse(_next_pair(self._state))

    def _for_code(self, given: Json) -> Response:
        """Once, within ten minutes, by who began it."""
        challenge, until = self._state.codes.pop(given["code"], ("", None))
        hashed = hashlib.sha256(given["code_verifier"].encode()).digest()
        shown = urlsafe_b64encode(hashed).rstrip(b"=").decode()
        if until is None or self._state.now() >= until or challenge != shown:
            return _no_token("invalid_code", -1)  # no table says which
        return JSONResponse(_next_pair(self._state))

    async def about(self, request: Request) -> Response:
        """What the account is."""

        async def tell(state: State, given: Json) -> Json:
            return {"oa_id": OA_ID, "name": "Xã Mẫu", "oa_type": 4}

        return await _answered(request, self._state, tell, given={})

    async def say(self, request: Request) -> Response:
        return await _answered(request, self._state, put_message)

    async def fill_in(self, request: Request) -> Response:
        return await _answered(request, self._state, put_template)

    async def upload(self, request: Request) -> Response:
        kind = request.path_params["kind"]
        content = _file_in(request.headers["content-type"], await request.body())

        async def lend(state: State, given: Json) -> Json:
            if not state.spend(f"lent in {state.now():%Y-%m}", state.habits.uploads_per_month):
                raise Refuse(-211, "quota of this feature is used up")
            if len(content) > LARGEST[kind] or not content.startswith(BEGINNINGS[kind]):
                raise Refuse(-201, "file is invalid")
            number = state.next_id("up")
            state.lent[number] = Lent(content=content, kind=kind, at=state.now())
            return {"attachment_id" if kind == "image" else "token": number}

        return await _answered(request, self._state, lend, given={})

    async def media(self, request: Request) -> Response:
        found = self._state.media.get(request.path_params["name"])
        return Response(status_code=404) if found is None else Response(found)


def _next_pair(state: State) -> Json:
    state.renewals += 1
    state.access = f"access-{state.renewals}"
    state.refresh = f"refresh-{state.renewals}"
    state.access_until = state.now() + timedelta(seconds=state.habits.access_seconds)
    return {
        "access_token": state.access,
        "refresh_token": state.refresh,
        "expires_in": str(state.habits.access_seconds),
    }


def _file_in(content_type: str, body: bytes) -> bytes:
    """The only field of a multipart body, which is called "file"."""
    whole = email.message_from_bytes(f"content-type: {content_type}\r\n\r\n".encode() + body)
    [part] = whole.get_payload()
    assert part.get_param("name", header="content-disposition") == "file"
    assert part.get_filename()
    return bytes(part.get_payload(decode=True))


async def _answered(request: Request, state: State, do: Any, given: Json | None = None) -> Response:
    """Errors have status 200 too."""
    given = await request.json() if given is None else given
    with state.changes:
        state.calls.append((request.url.path, given))
        state.changes.notify()
    try:
        with state.changes:
            if not state.spend(f"called {state.now():%d %H:%M}", state.habits.calls_per_minute):
                raise Refuse(-32, "your application reached limit call api")
            _see_token(state, request)
            if state.habits.revoked:
                raise Refuse(state.habits.revoked, "OA is removed")
            _see_proof(state, request)
            _refuse(state, request.url.path, given)
        data = await do(state, given)
    except Refuse as no:
        return JSONResponse({"error": no.code, "message": no.said})
    with state.changes:
        state.changes.notify()
    return JSONResponse({"error": 0, "message": "Success", "data": data})


def _see_token(state: State, request: Request) -> None:
    given = request.headers.get("access_token", "")
    late = state.access_until is None or state.now() >= state.access_until
    if not given or given != state.access or late:
        business = request.url.path == "/message/template"
        raise Refuse(-124 if business else -216, "Access token is invalid")


def _see_proof(state: State, request: Request) -> None:
    """Where the console demands it: the access token under the app's secret."""
    wanted = hmac.new(APP_SECRET.encode(), state.access.encode(), hashlib.sha256).hexdigest()
    if state.habits.wants_proof and request.headers.get("appsecret_proof") != wanted:
        raise Refuse(-242, "appsecret_proof is invalid")


def _refuse(state: State, path: str, given: Json) -> None:
    for one in state.refusals:
        if one.path == path and one.times > 0 and one.when(given):
            one.times -= 1
            raise Refuse(one.code, one.said)


def _no_token(name: str, code: int) -> Response:
    said = {"error_name": name, "error_reason": name, "error_description": "", "error": code}
    return JSONResponse(said)
