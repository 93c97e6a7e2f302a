"""What the tests of the web chat share: a served site, browsers, sockets, a stub of the core."""

import asyncio
import contextlib
import io
import json
import socket
import ssl
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Self, cast
from uuid import uuid4

import httpx
import uvicorn
from PIL import Image
from sqlmodel import col, select
from starlette.applications import Starlette
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from bot.channels.web.app import web_app
from bot.channels.web.limits import WebLimits
from bot.channels.web.web import OtherWay, Web, no_other_way
from bot.settings import WebSettings
from dialogue.working_days import Calendar
from handlers.house import House, Limits
from handlers.messages import Incoming, Lane, Reply
from locales.catalogue import Catalogue
from storage import addresses, attachments, outbox
from storage.blobs import Blobs
from storage.database import Database
from storage.tables import (
    Address,
    Attachment,
    Commune,
    Conference,
    Outbox,
    Petition,
    PetitionPart,
    Staff,
)
from storage.tables.traffic import Delivery
from storage.work import Work

NOW = datetime(2025, 9, 26, 2, 0, tzinfo=UTC)
PATIENCE = 30.0
VH, AB = "vinhhoa", "anbinh"


@cache
def texts() -> Catalogue:
    """The catalogues, read once for all tests."""
    return Catalogue.shipped()


@cache
def _no_tls() -> ssl.SSLContext:
    """Never used; made once, because each client would read all certificates for one."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Core:
    """A stub of the core: it answers every event with one row, or fails when told to."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.taken: list[Incoming] = []
        self.faults: deque[Exception] = deque()
        self.reply = Reply(text="Đã nhận")

    async def receive(self, incoming: Incoming) -> None:
        if self.faults:
            raise self.faults.popleft()
        await self._database.write(lambda work: self._answer(work, incoming))
        self.taken.append(incoming)

    def _answer(self, work: Work, incoming: Incoming) -> None:
        account = addresses.account(work, incoming.channel, incoming.account)
        address = addresses.arrive(work, account, incoming.address, NOW)
        outbox.put(
            work,
            address,
            lane=Lane.REPLY,
            key=f"reply:{incoming.event_id}",
            body=self.reply.to_json(),
            now=NOW,
        )


class Chat:
    """A client on an open socket."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def send(self, frame: object) -> None:
        await self.connection.send(frame if isinstance(frame, str) else json.dumps(frame))

    async def next(self) -> dict[str, Any]:
        """The next frame."""
        async with asyncio.timeout(PATIENCE):
            return cast("dict[str, Any]", json.loads(await self.connection.recv()))

    async def until(self, kind: str) -> dict[str, Any]:
        """The next frame of this type; others are passed over."""
        while (frame := await self.next())["type"] != kind:
            pass
        return frame

    async def answer(self) -> dict[str, Any]:
        """The next frame that is no row: rows come when they come."""
        while (frame := await self.next())["type"] == "row":
            pass
        return frame

    async def row(self) -> dict[str, Any]:
        """The next row."""
        return await self.until("row")

    async def hello(self) -> Self:
        await self.send({"type": "hello", "v": 1})
        await self.until("ready")
        return self

    async def say(self, text: str, **more: Any) -> str:
        """Write a message; its id."""
        name = str(uuid4())
        await self.send({"type": "say", "id": name, "text": text, **more})
        return name

    async def pong(self) -> list[dict[str, Any]]:
        """Everything that the server has said before it answered this ping."""
        await self.send({"type": "ping"})
        seen = []
        while (frame := await self.next())["type"] != "pong":
            seen.append(frame)
        return seen

    async def rows_so_far(self) -> list[dict[str, Any]]:
        """The rows among them: a confirmation may come before its row or after it."""
        return [frame for frame in await self.pong() if frame["type"] == "row"]

    async def closed(self) -> int | None:
        """The code with which the server closes."""
        with contextlib.suppress(ConnectionClosed):
            while True:
                await self.next()
        return self.connection.close_code


class Browser(httpx.AsyncClient):
    """A browser with its cookies."""

    def __init__(self, url: str, **headers: str) -> None:
        super().__init__(base_url=url, headers=headers, timeout=PATIENCE, verify=_no_tls())

    @asynccontextmanager
    async def chat(self, code: str = VH, *, query: str = "", **headers: str) -> AsyncIterator[Chat]:
        """Open the page if need be, then its socket, and say hello."""
        if not self.cookies:
            await self.get(f"/c/{code}")
        async with self.socket(code, query=query, **headers) as chat:
            yield await chat.hello()

    @asynccontextmanager
    async def socket(
        self, code: str = VH, *, query: str = "", origin: str | None = "", **headers: str
    ) -> AsyncIterator[Chat]:
        """The bare socket, with the cookies that the browser has."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        own = str(self.base_url).rstrip("/")
        name = headers.pop("Host", self.base_url.netloc.decode())
        async with connect(
            f"ws://{name}/c/{code}/socket{query}",
            host=self.base_url.host,
            port=self.base_url.port,
            origin=cast("Any", own if origin == "" else origin),
            additional_headers={**({"Cookie": cookies} if cookies else {}), **headers},
            proxy=None,
        ) as connection:
            yield Chat(connection)

    async def refused(self, code: str = VH, **more: Any) -> int:
        """The HTTP status with which the handshake is refused."""
        try:
            async with self.socket(code, **more):
                return 101
        except InvalidStatus as refusal:
            return refusal.response.status_code

    async def upload(self, data: bytes, *, key: str = "", code: str = VH, **headers: str) -> Any:
        """Put a file; the response."""
        name = {"X-Name": "anh.png", "Content-Type": "image/png", **headers}
        return await self.put(f"/c/{code}/upload/{key or uuid4()}", content=data, headers=name)


@dataclass(kw_only=True)
class Site:
    """A served web chat, and a look behind it."""

    url: str
    web: Web
    core: Core
    browsers: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)

    @property
    def database(self) -> Database:
        return self.web.database

    async def browser(self, **headers: str) -> Browser:
        """A new browser, closed with the site."""
        return await self.browsers.enter_async_context(Browser(self.url, **headers))

    def notify(self, text: str, *, to: Address | None = None, **body: Any) -> int:
        """Queue a notice for an address (the only one, unless said); its row."""
        return self.database.write_now(lambda work: _notice(work, to, {"text": text, **body}))

    def row(self, row_id: int) -> Outbox:
        return self.database.read_now(lambda work: work.session.get_one(Outbox, row_id))

    def waiting(self) -> list[int]:
        """The rows that nobody has acknowledged."""
        return self.database.read_now(
            lambda work: [
                row.id or 0
                for row in work.session.exec(
                    select(Outbox).where(Outbox.state == Delivery.WAITING).order_by(col(Outbox.id))
                )
            ]
        )

    def addresses(self) -> list[Address]:
        return self.database.read_now(lambda work: list(work.session.exec(select(Address))))

    def files(self) -> list[Attachment]:
        return self.database.read_now(lambda work: list(work.session.exec(select(Attachment))))

    def change(self, act: Any) -> Any:
        """Run a function in a transaction."""
        return self.database.write_now(act)

    async def settled(self, row_id: int) -> Outbox:
        """The row once it is acknowledged."""
        async with asyncio.timeout(PATIENCE):
            while (row := self.row(row_id)).state == Delivery.WAITING:
                await asyncio.sleep(0.01)
        return row


@asynccontextmanager
async def serve(
    database: Database,
    folder: Path,
    *,
    communes: tuple[str, ...] = (VH, AB),
    limits: WebLimits | None = None,
    house: Limits | None = None,
    other_ways: Callable[[int], Sequence[OtherWay]] = no_other_way,
    **settings: Any,
) -> AsyncIterator[Site]:
    """A web chat on a port of its own, over a new database, with its files in `folder`."""
    database.write_now(lambda work: _seed(work, communes))
    core = Core(database)
    web = Web(
        database=database,
        receive=core.receive,
        house=House(
            catalogue=texts(),
            regulations={},
            calendar=Calendar(records=()),
            key=b"k" * 32,
            limits=house or Limits(),
        ),
        blobs=Blobs(folder / "files"),
        settings=WebSettings(**settings),
        limits=limits or WebLimits(),
        clock=lambda: NOW,
        other_ways=other_ways,
    )
    async with _running(web_app(web)) as url:
        site = Site(url=url, web=web, core=core)
        async with site.browsers:
            yield site


def picture(width: int = 8, height: int = 8, kind: str = "PNG") -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, kind)
    return out.getvalue()


def add_staff(work: Work, address: Address, role: str, seen_at: datetime = NOW) -> None:
    """Give a role to the person at an address."""
    work.session.add(
        Staff(
            commune_id=address.commune_id,
            person_id=address.person_id,
            role=role,
            joined_at=seen_at,
            seen_at=seen_at,
        )
    )


def add_petition(work: Work, file: Attachment, *, sent: bool = True) -> Petition:
    """Put a file into a petition of its owner."""
    owner = work.session.get_one(Address, file.address_id)
    petition = Petition(
        commune_id=file.commune_id,
        person_id=owner.person_id,
        address_id=file.address_id,
        code="VH26-0001" if sent else None,
        state="received" if sent else "draft",
        created_at=NOW,
        changed_at=NOW,
    )
    work.session.add(petition)
    work.session.flush()
    assert petition.id is not None
    work.session.add(
        PetitionPart(
            commune_id=file.commune_id,
            petition_id=petition.id,
            address_id=file.address_id,
            attachment_id=file.id,
            created_at=NOW,
        )
    )
    return petition


def conference(**values: Any) -> Conference:
    """A conference of the first commune."""
    stated: dict[str, Any] = {
        "commune_id": 1,
        "code": "DT2025",
        "title": "Đối thoại định kỳ năm 2025",
        "kind": "dinh_ky",
        "form": "truc_tiep",
        "chair": "bi_thu",
        "place": "Hội trường xã",
        "content": "Môi trường, đất đai",
        "starts_at": datetime(2025, 10, 20, 1, 30, tzinfo=UTC),
        "registration_closes_at": datetime(2025, 10, 15, 10, tzinfo=UTC),
        "regulation_id": "r",
        "regulation_version": "1",
        "state": "registration_open",
        "created_at": NOW,
    }
    return Conference(**{**stated, **values})


def store_file(
    work: Work, blobs: Blobs, address: Address, data: bytes, *, mime: str, name: str
) -> Attachment:
    """A stored file of an address."""
    assert address.id is not None
    row = attachments.announce(
        work,
        commune_id=address.commune_id,
        address_id=address.id,
        upload_key=str(uuid4()),
        kind="document",
        name=name,
        source={},
        now=NOW,
    )
    attachments.stored(row, sha256=blobs.keep(data), mime=mime, size=len(data))
    return row


def _notice(work: Work, to: Address | None, body: dict[str, Any]) -> int:
    address = to or work.session.exec(select(Address)).one()
    key = f"notice:{uuid4()}"
    outbox.put(work, address, lane=Lane.NOTICE, key=key, body=body, now=NOW)
    return work.session.exec(select(Outbox).where(Outbox.key == key)).one().id or 0


def _seed(work: Work, codes: tuple[str, ...]) -> None:
    for number, code in enumerate(codes):
        commune = Commune(
            code=code,
            prefix="ABCDEF"[number],
            name=f"Xã {code.title()} <&>",
            regulation_id="r",
            created_at=NOW,
        )
        work.session.add(commune)
        work.session.flush()
        assert commune.id is not None
        addresses.ensure_account(work, "web", code, commune.id)


class _Server(uvicorn.Server):
    """Stops at once, and leaves the signals alone."""

    def __init__(self, app: Starlette) -> None:
        super().__init__(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=2))
        self.told_to_stop = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self.told_to_stop.wait()


@asynccontextmanager
async def _running(app: Starlette) -> AsyncIterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    server = _Server(app)
    task = asyncio.create_task(server.serve([listening]))
    async with asyncio.timeout(PATIENCE):
        while not server.started:
            await asyncio.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.told_to_stop.set()
        await task
        listening.close()
