"""What stands behind the addresses in Zalo's messages: a file for who holds one, until it ends."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from integration.zalo_kit import KEY, NOW, picture
from stage.program import house
from starlette.applications import Starlette

from bot.channels.zalo.links import Links
from bot.channels.zalo.shown import Shown
from handlers.messages import File
from storage.blobs import Blobs
from storage.tables import Attachment
from storage.tables.petition import FileState

PHOTO = File(attachment=7, name="anh.jpg", mime="image/jpeg", size=9)


class Shelf:
    """One stored photo, and a caller from outside."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.blobs = Blobs(folder)
        self.links = Links(public_url="https://xa.example", key=KEY, clock=lambda: self.now)
        self.row = Attachment(
            id=7,
            commune_id=1,
            address_id=1,
            upload_key="k",
            kind="photo",
            name="Ảnh.jpg",
            mime="image/jpeg",
            sha256=self.blobs.keep(picture()),
            state=FileState.STORED,
            created_at=NOW,
        )

    async def find(self, number: int) -> Attachment | None:
        return self.row if number == 7 else None

    async def get(self, url: str, method: str = "GET") -> httpx.Response:
        shown = Shown(links=self.links, find=self.find, blobs=self.blobs, house=house())
        transport = httpx.ASGITransport(Starlette(routes=shown.routes()))
        async with httpx.AsyncClient(transport=transport) as http:
            return await http.request(method, url)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


async def test_zalo_may_fetch_a_picture_more_than_once(shelf: Shelf) -> None:
    url = shelf.links.picture(PHOTO)

    for method in ("HEAD", "GET", "GET"):
        answer = await shelf.get(url, method)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert answer.content.startswith(b"\xff\xd8")
    assert "sandbox" in answer.headers["content-security-policy"]


async def test_an_address_that_has_ended_says_how_to_get_another(shelf: Shelf) -> None:
    url = shelf.links.to_read(PHOTO)
    shelf.now += timedelta(days=7)
    answer = await shelf.get(url)

    assert answer.status_code == 404
    assert "/cuatoi" in answer.text


@pytest.mark.parametrize(
    "ticket", ["7", "7-9999999999-00", "8-1-1", "%00", "..%2f..%2fkey", "x" * 999]
)
async def test_nobody_gets_a_file_by_guessing(shelf: Shelf, ticket: str) -> None:
    assert (await shelf.get(f"https://xa.example/zalo/files/{ticket}/7.jpg")).status_code == 404


async def test_an_erased_file_is_gone_whoever_holds_its_address(shelf: Shelf) -> None:
    url = shelf.links.picture(PHOTO)
    shelf.row.state = FileState.FAILED

    assert (await shelf.get(url)).status_code == 404
