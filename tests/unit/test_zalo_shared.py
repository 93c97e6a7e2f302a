"""What both Zalo channels share: bodies on the disk, addresses of files, media."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from bot.channels.telegram.redaction import redact
from bot.channels.zalo.links import Links
from bot.channels.zalo.media import Media
from bot.channels.zalo.spool import Spool
from handlers.messages import File
from notifications.outcomes import Never, TryAgain

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
FILE = File(attachment=7, name="Văn bản.pdf", mime="application/pdf", size=10)


class TestSpool:
    def test_bodies_are_given_in_the_order_in_which_they_came(self, tmp_path: Path) -> None:
        spool = Spool(tmp_path / "in")
        for number in range(12):
            spool.put(b"%d" % number, NOW)
        spool.put(b"later", NOW + timedelta(seconds=1))

        bodies = [one.body for one in Spool(tmp_path / "in").waiting(100)]

        assert bodies == [*(b"%d" % number for number in range(12)), b"later"]

    def test_a_body_keeps_the_moment_at_which_it_came(self, tmp_path: Path) -> None:
        spool, came = Spool(tmp_path), NOW + timedelta(microseconds=1)
        spool.put(b"{}", came)

        assert [one.received_at for one in spool.waiting(1)] == [came]

    def test_what_is_done_is_gone_and_may_be_done_twice(self, tmp_path: Path) -> None:
        spool = Spool(tmp_path)
        spool.put(b"{}", NOW)
        [one] = spool.waiting(10)
        spool.done(one)
        spool.done(one)

        assert spool.waiting(10) == []

    def test_nobody_else_may_read_it(self, tmp_path: Path) -> None:
        spool = Spool(tmp_path / "in")
        spool.put(b"{}", NOW)

        modes = [path.stat().st_mode & 0o077 for path in (tmp_path / "in").glob("*.event")]

        assert modes == [0]

    def test_one_process_at_a_time_handles_them(self, tmp_path: Path) -> None:
        first, second = Spool(tmp_path), Spool(tmp_path)
        with first.alone() as mine, second.alone() as theirs:
            assert (mine, theirs) == (True, False)
        with second.alone() as theirs:
            assert theirs


class TestLinks:
    links = Links(public_url="https://xa.example/", key=b"k" * 32, clock=lambda: NOW)

    def ticket(self, url: str) -> str:
        return url.split("/")[-2]

    def test_an_address_opens_its_file(self) -> None:
        url = self.links.to_read(FILE)

        assert url.startswith("https://xa.example/zalo/files/7-")
        assert url.endswith("/7.pdf")
        assert self.links.attachment(self.ticket(url)) == 7

    def test_it_ends(self) -> None:
        ticket = self.ticket(self.links.picture(FILE))
        later = replace(self.links, clock=lambda: NOW + timedelta(days=1))

        assert later.attachment(ticket) is None

    @pytest.mark.parametrize(
        "change", ["8-{1}-{2}", "{0}-9999999999-{2}", "{0}-{1}-", "{0}", "", "٧-{1}-{2}"]
    )
    def test_nobody_can_make_another_one_of_it(self, change: str) -> None:
        parts = self.ticket(self.links.to_read(FILE)).split("-")

        assert self.links.attachment(change.format(*parts)) is None


def media(answer: Callable[[httpx.Request], httpx.Response]) -> Media:
    http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    return Media(http=http, hosts=("zdn.vn", "http://127.0.0.1:8000"), account="main")


class TestMedia:
    @pytest.mark.parametrize(
        "url",
        [
            "https://zdn.vn/a",
            "https://f1.photo.zdn.vn/a.jpg",
            "https://F1.ZDN.VN/a.jpg",
            "http://127.0.0.1:8000/media/x",
        ],
    )
    def test_zalos_own_hosts_may_be_called(self, url: str) -> None:
        assert media(lambda request: httpx.Response(200)).allows(url)

    @pytest.mark.parametrize(
        "url",
        [
            "http://f1.zdn.vn/a.jpg",
            "https://f1.zdn.vn:8443/a.jpg",
            "https://zdn.vn.evil.example/a",
            "https://evilzdn.vn/a",
            "https://f1.zdn.vn@evil.example/a",
            "https://me:secret@f1.zdn.vn/a",
            "http://127.0.0.1:8001/",
            "http://127.0.0.1/",
            "http://169.254.169.254/latest",
            "file:///etc/passwd",
            "//f1.zdn.vn/a",
            "https://[::1",
            "",
        ],
    )
    async def test_no_other_host_is_ever_called(self, url: str) -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            raise AssertionError(request.url)

        with pytest.raises(Never):
            await media(answer).fetch({"url": url}, 100)

    async def test_a_redirect_is_followed_within_the_allowed_hosts_alone(self) -> None:
        def answer(request: httpx.Request) -> httpx.Response:
            if request.url.path == "/away":
                return httpx.Response(302, headers={"location": "http://10.0.0.1/"})
            if request.url.path == "/near":
                return httpx.Response(302, headers={"location": "/there"})
            return httpx.Response(200, content=b"bytes")

        assert await media(answer).fetch({"url": "https://f1.zdn.vn/near"}, 100) == b"bytes"
        with pytest.raises(Never):
            await media(answer).fetch({"url": "https://f1.zdn.vn/away"}, 100)

    async def test_a_ring_of_redirects_ends(self) -> None:
        ring = media(lambda request: httpx.Response(302, headers={"location": "/again"}))

        with pytest.raises(Never):
            await ring.fetch({"url": "https://f1.zdn.vn/"}, 100)

    async def test_a_file_larger_than_allowed_is_given_up_whatever_was_announced(self) -> None:
        with pytest.raises(Never) as caught:
            await media(lambda request: httpx.Response(200, content=b"x" * 101)).fetch(
                {"url": "https://f1.zdn.vn/a"}, 100
            )

        assert caught.value.reason == "file-too-big"

    @pytest.mark.parametrize(("status", "outcome"), [(404, Never), (410, Never), (500, TryAgain)])
    async def test_what_is_gone_is_gone_and_the_rest_is_tried_again(
        self, status: int, outcome: type[Exception]
    ) -> None:
        with pytest.raises(outcome):
            await media(lambda request: httpx.Response(status)).fetch(
                {"url": "https://f1.zdn.vn/a"}, 100
            )


@pytest.mark.parametrize(
    "address",
    [
        "https://bot-api.zaloplatforms.com/bot4123456789012345678:AbCdEfGhIjKlMnOpQrStUvWx/getMe",
        "https://bot-api.zapps.me/bot12:short/sendMessage",
    ],
)
def test_a_token_of_zalos_is_kept_out_of_the_log_like_any_bots(address: str) -> None:
    assert "/bot<token>/" in redact(address)
