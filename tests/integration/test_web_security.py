"""Who may frame the chat, who may call it by what name, and what its cookies are worth."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from integration.web_kit import VH, Browser, Site, serve

from bot.channels.web.headers import tidy_origins
from bot.channels.web.session import COOKIE, FRAMED_COOKIE
from storage.database import Database

IN_FRAME = {"Sec-Fetch-Dest": "iframe"}
TLS = {"X-Forwarded-Proto": "https"}
CONTENT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors "
)


@pytest.fixture
async def site(sqlite_database: Database, tmp_path: Path) -> AsyncIterator[Site]:
    async with serve(sqlite_database, tmp_path) as site:
        yield site


@pytest.fixture
async def an(site: Site) -> Browser:
    return await site.browser()


@pytest.mark.parametrize("path", ["/", f"/c/{VH}", "/c/nowhere", "/healthz", "/static/main.js"])
async def test_every_answer_has_the_security_headers(an: Browser, path: str) -> None:
    """Whatever is answered, a browser is told to trust nothing more than it must."""
    headers = (await an.get(path)).headers

    assert headers["content-security-policy"] == f"{CONTENT}'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]


async def test_only_the_chat_may_be_framed_and_only_by_named_sites(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """The commune's portal may embed the chat, nobody else, and nothing else of ours."""
    async with serve(sqlite_database, tmp_path, embed_origins=("https://vinhhoa.gov.vn/",)) as site:
        browser = await site.browser()
        chat = (await browser.get(f"/c/{VH}")).headers["content-security-policy"]
        chooser = (await browser.get("/")).headers["content-security-policy"]

    assert chat == f"{CONTENT}'self' https://vinhhoa.gov.vn"
    assert chooser == f"{CONTENT}'none'"


@pytest.mark.parametrize("origin", ["vinhhoa.gov.vn", "https://a.vn; script-src *", "*", "https:"])
def test_what_is_no_origin_may_not_frame(origin: str) -> None:
    """A slip in the configuration must not open the policy."""
    with pytest.raises(ValueError, match="is not an origin"):
        tidy_origins([origin])


async def test_the_page_sets_a_session_of_many_bits(site: Site, an: Browser) -> None:
    """HttpOnly, for this site, for 400 days, and different for each browser."""
    response = await an.get(f"/c/{VH}")
    await (binh := await site.browser()).get(f"/c/{VH}")

    token = an.cookies[COOKIE]
    assert response.headers["set-cookie"] == (
        f"{COOKIE}={token}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax"
    )
    assert len(token) == 43
    assert binh.cookies[COOKIE] != token


async def test_a_visit_keeps_the_session_and_begins_its_400_days_anew(an: Browser) -> None:
    """Who comes back now and then is never forgotten."""
    await an.get(f"/c/{VH}")
    first = an.cookies[COOKIE]
    response = await an.get(f"/c/{VH}")

    assert f"{COOKIE}={first};" in response.headers["set-cookie"]


async def test_over_tls_the_cookie_stays_on_tls(site: Site) -> None:
    """The proxy on this machine says how the browser came."""
    response = await (await site.browser()).get(f"/c/{VH}", headers=TLS)

    assert response.headers["set-cookie"].endswith("HttpOnly; SameSite=Lax; Secure")


async def test_a_framed_page_has_a_cookie_that_a_frame_is_sent(site: Site) -> None:
    """In a cross-site frame only SameSite=None, Secure and Partitioned together work."""
    response = await (await site.browser()).get(f"/c/{VH}", headers={**IN_FRAME, **TLS})

    cookie = response.headers["set-cookie"]
    assert cookie.startswith(f"{FRAMED_COOKIE}=")
    assert cookie.endswith("HttpOnly; SameSite=None; Secure; Partitioned")


async def test_a_configured_https_address_is_enough_for_secure_cookies(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """A proxy that says nothing of TLS takes nothing away."""
    async with serve(sqlite_database, tmp_path, public_url="https://doithoai.vn") as site:
        browser = await site.browser(Host="doithoai.vn")
        response = await browser.get(f"/c/{VH}", headers=IN_FRAME)

    assert response.headers["set-cookie"].endswith("SameSite=None; Secure; Partitioned")


async def test_a_framed_session_speaks_as_embedded(site: Site, an: Browser) -> None:
    """What comes through a frame is marked, so that staff work can be refused there."""
    await an.get(f"/c/{VH}", headers=IN_FRAME)
    async with an.chat() as chat:
        await chat.say("/viec")
        await chat.until("confirmed")

    assert site.core.taken[0].embedded


@pytest.mark.parametrize(
    ("query", "embedded"), [("", True), ("?framed=1", True), ("?framed=0", False)]
)
async def test_where_both_cookies_are_sent_the_client_says_where_it_stands(
    site: Site, an: Browser, query: str, embedded: bool
) -> None:
    """A portal of the same site sends both; unsaid, the careful one counts."""
    await an.get(f"/c/{VH}")
    await an.get(f"/c/{VH}", headers=IN_FRAME)
    async with an.chat(query=query) as chat:
        await chat.say("/viec")
        await chat.until("confirmed")

    assert site.core.taken[0].embedded is embedded


async def test_a_frame_never_gets_out_by_a_word(site: Site, an: Browser) -> None:
    """With the framed cookie alone, `framed=0` changes nothing."""
    await an.get(f"/c/{VH}", headers=IN_FRAME)
    async with an.chat(query="?framed=0") as chat:
        await chat.say("/viec")
        await chat.until("confirmed")

    assert site.core.taken[0].embedded


async def test_the_token_is_never_stored(site: Site, an: Browser) -> None:
    """Who reads the database cannot take over a session."""
    async with an.chat() as chat:
        await chat.say("Xin chào")
        await chat.until("confirmed")

    stored = b"".join(path.read_bytes() for path in _files(site))
    assert an.cookies[COOKIE].encode() not in stored


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.0.0.1:9", "localhost:8080", "[::1]:8080", "192.168.1.5", "x.localhost"],
)
async def test_unconfigured_the_chat_answers_to_this_machine_and_bare_addresses(
    an: Browser, host: str
) -> None:
    """No rebound name is among them."""
    assert (await an.get(f"/c/{VH}", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "a@localhost", "["]
)
async def test_unconfigured_no_other_name_is_answered(an: Browser, host: str) -> None:
    """DNS rebinding: the visitor's browser believes that we are evil.example."""
    response = await an.get(f"/c/{VH}", headers={"Host": host})

    assert response.status_code == 421
    assert "public_url" in response.text
    assert "set-cookie" not in response.headers


async def test_configured_only_the_public_name_is_answered(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """And the page says where to go."""
    async with serve(sqlite_database, tmp_path, public_url="https://doithoai.vn") as site:
        browser = await site.browser()
        own = await browser.get("/", headers={"Host": "DOITHOAI.vn"})
        other = await browser.get("/")

    assert own.status_code == 200
    assert other.status_code == 421
    assert 'href="https://doithoai.vn"' in other.text


async def test_the_socket_knows_its_name_too(sqlite_database: Database, tmp_path: Path) -> None:
    """A rebound page may not even shake hands."""
    async with serve(sqlite_database, tmp_path, public_url="https://doithoai.vn") as site:
        browser = await site.browser()

        assert await browser.refused(origin="https://doithoai.vn") == 403
        assert await browser.refused(origin="http://evil.vn", Host="evil.vn") == 403


async def test_a_proxied_page_opens_its_socket(sqlite_database: Database, tmp_path: Path) -> None:
    """The Origin is the public address, and so is the Host that the proxy passes on."""
    async with serve(sqlite_database, tmp_path, public_url="https://doithoai.vn") as site:
        browser = await site.browser()
        await browser.get(f"/c/{VH}", headers={"Host": "doithoai.vn"})
        async with browser.socket(origin="https://doithoai.vn", Host="doithoai.vn") as chat:
            await chat.hello()

            assert await chat.pong() == []


async def test_forgetting_may_not_be_asked_for_by_a_foreign_page(an: Browser) -> None:
    """Nobody else ends a session."""
    await an.get(f"/c/{VH}")
    response = await an.post(f"/c/{VH}/forget", headers={"Origin": "https://evil.example"})

    assert response.status_code == 403
    assert COOKIE in an.cookies


async def test_forgetting_without_a_session_is_done_already(an: Browser) -> None:
    """Asked twice, answered the same; both cookies are taken back each time."""
    response = await an.post(f"/c/{VH}/forget")

    removed = response.headers.get_list("set-cookie")
    assert response.status_code == 204
    assert [cookie.partition("=")[0] for cookie in removed] == [COOKIE, FRAMED_COOKIE]


def _files(site: Site) -> list[Path]:
    folder = Path(str(site.database.engine.url.database)).parent
    return [path for path in folder.rglob("*") if path.is_file()]
