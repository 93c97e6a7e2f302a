"""The web chat as one ASGI application: its routes and what stands before them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from bot.channels.hook import StraightToHooks
from bot.channels.web.body import Bodies
from bot.channels.web.downloads import Downloads
from bot.channels.web.forgetting import Forgetting
from bot.channels.web.guard import HostGuard
from bot.channels.web.headers import SecurityHeaders, tidy_origins
from bot.channels.web.health import Health
from bot.channels.web.hub import Hub
from bot.channels.web.limits import Gate
from bot.channels.web.origin import Origins
from bot.channels.web.pages import Pages
from bot.channels.web.problems import Problems
from bot.channels.web.sockets import Sockets
from bot.channels.web.static_files import ChatFiles
from bot.channels.web.templates import STATIC, Templates
from bot.channels.web.uploads import Uploads
from bot.channels.web.web import Web
from storage.errors import StorageError


def web_app(web: Web) -> Starlette:
    """The application; its lifespan runs the delivery to open pages.

    Raises ValueError where `embed_origins` names something that is no origin.
    """
    templates = Templates()
    origins = Origins.of(web.settings)
    problems = Problems(catalogue=web.house.catalogue, templates=templates)
    hub = Hub(web.database, web.clock)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with hub.running():
            yield

    return Starlette(
        routes=[*web.extra_routes, *_routes(web, hub, origins, templates)],
        middleware=[
            Middleware(StraightToHooks, routes=web.extra_routes),
            Middleware(SecurityHeaders),
            Middleware(HostGuard, origins=origins, problems=problems),
        ],
        exception_handlers={
            HTTPException: problems.refused,
            StorageError: problems.unavailable,
            Exception: problems.failed,
        },
        lifespan=lifespan,
    )


def _routes(web: Web, hub: Hub, origins: Origins, templates: Templates) -> list[BaseRoute]:
    gate = Gate(web.limits)
    embed_origins = tidy_origins(web.settings.embed_origins)
    pages = Pages(web=web, templates=templates, origins=origins, embed_origins=embed_origins)
    health = Health(database=web.database, folders=(web.blobs.folder, *web.database.folders))
    bodies = Bodies(web.house.limits.file_bytes)
    uploads = Uploads(web=web, gate=gate, origins=origins, bodies=bodies)
    sockets = Sockets(web=web, hub=hub, gate=gate, origins=origins)
    forgetting = Forgetting(web=web, hub=hub, origins=origins)
    return [
        Route("/", pages.choose),
        Route("/c/{code}", pages.chat),
        Route("/c/{code}/h/{conference}", pages.conference),
        Route("/c/{code}/files/{file}", Downloads(web=web).get),
        Route("/c/{code}/upload/{upload}", uploads.put, methods=["PUT"]),
        Route("/c/{code}/forget", forgetting.post, methods=["POST"]),
        WebSocketRoute("/c/{code}/socket", sockets.serve),
        Mount("/static", ChatFiles(directory=STATIC)),
        Route("/favicon.ico", _favicon),
        Route("/healthz", health.alive),
        Route("/readyz", health.ready),
    ]


async def _favicon(_request: Request) -> Response:
    return FileResponse(
        Path(STATIC) / "favicon.svg",
        media_type="image/svg+xml",
        headers={"cache-control": "public, max-age=86400"},
    )
