"""What is acknowledged is on the disk: seen from outside, in the program's calls to the system."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from integration.web_kit import Browser, Chat
from trouble.tracing import CARELESS, SECRET, Traced, synced_before, traced
from websockets.asyncio.client import connect
from websockets.typing import Origin

from bot.channels.telegram.webhook import SECRET_HEADER

NUMBER = 987_654_321
UPDATE = {
    "update_id": NUMBER,
    "message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 7, "type": "private", "first_name": "An"},
        "from": {"id": 7, "is_bot": False, "first_name": "An"},
        "text": "/lich",
    },
}
OK = "HTTP/1.1 200 OK"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Traced]:
    with traced(tmp_path_factory.mktemp("traced")) as running:
        yield running


def deliver(running: Traced) -> None:
    """Telegram calls once."""
    response = httpx.post(
        f"{running.url}/telegram/main",
        json=UPDATE,
        headers={SECRET_HEADER: SECRET},
        timeout=20,
        trust_env=False,
    )
    assert response.status_code == 200


def test_the_journal_is_synced_before_telegram_gets_its_200(program: Traced) -> None:
    """The page that holds the update's number is forced to the disk, and then comes the 200."""
    deliver(program)

    assert synced_before(program, str(NUMBER), OK)


async def test_the_journal_is_synced_before_the_page_gets_its_confirmation(
    program: Traced,
) -> None:
    """The same for a message of the web chat."""
    name = str(uuid4())
    async with Browser(program.url) as browser:
        await browser.get("/c/mau")
        cookies = "; ".join(f"{key}={value}" for key, value in browser.cookies.items())
        async with connect(
            f"{program.url.replace('http', 'ws')}/c/mau/socket",
            origin=Origin(program.url),
            additional_headers={"Cookie": cookies},
            compression=None,  # what is sent stays readable in the calls
            proxy=None,
        ) as connection:
            chat = await Chat(connection).hello()
            await chat.send({"type": "say", "id": name, "text": "/lich"})
            await chat.until("confirmed")

    assert synced_before(program, name, r"\"confirmed\"")


def test_a_program_that_does_not_wait_for_the_disk_is_found_out(tmp_path: Path) -> None:
    """The control: with synchronous=OFF the very same look at the calls says no."""
    with traced(tmp_path, CARELESS) as careless:
        deliver(careless)
        synced = synced_before(careless, str(NUMBER), OK)

    assert not synced
