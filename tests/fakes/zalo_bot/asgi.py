"""The fake Bot Platform as an ASGI application."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from fakes.zalo_bot.methods import METHODS, Refuse
from fakes.zalo_bot.state import State


def application(state: State) -> Starlette:
    """`/bot{TOKEN}/{method}`, and the files that people sent."""

    async def call(request: Request) -> Response:
        token, method = request.path_params["token"], request.path_params["method"]
        given = await _given(request)
        try:
            if token != state.token:
                raise Refuse(401, "Unauthorized")
            with state.changes:
                state.calls.append((method, given))
                state.changes.notify()
                refusal = _refusal(state, method)
            if refusal:
                raise refusal
            if method not in METHODS:  # names are case-sensitive
                raise Refuse(404, "Not Found")
            return JSONResponse({"ok": True, "result": await METHODS[method](state, given)})
        except Refuse as no:
            said = {"ok": False, "error_code": no.code, "description": no.said}
            return JSONResponse(said, no.status)

    async def media(request: Request) -> Response:
        found = state.media.get(request.path_params["name"])
        return Response(status_code=404) if found is None else Response(found)

    return Starlette(
        routes=[
            Route("/bot{token}/{method}", call, methods=["POST"]),
            Route("/media/{name}", media),
        ]
    )


async def _given(request: Request) -> dict[str, object]:
    body = await request.body()
    assert request.headers["content-type"] == "application/json"
    return dict(await request.json()) if body else {}


def _refusal(state: State, method: str) -> Refuse | None:
    for one in state.refusals:
        if one.method == method and one.times > 0:
            one.times -= 1
            return Refuse(one.code, one.said, one.status)
    return None
