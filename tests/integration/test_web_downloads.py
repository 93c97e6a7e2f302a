"""Stored files: shown to who may see them, and to nobody else does one even exist."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from integration.web_kit import (
    AB,
    NOW,
    VH,
    Browser,
    Site,
    add_petition,
    add_staff,
    picture,
    serve,
    store_file,
)

from storage import dossier, petitions
from storage.attachments import MADE
from storage.database import Database
from storage.tables import Address, Attachment, Conference

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
async def site(database: Database, tmp_path: Path) -> AsyncIterator[Site]:
    async with serve(database, tmp_path) as site:
        yield site


async def arrived(site: Site, code: str = VH, **headers: str) -> tuple[Browser, Address]:
    """Somebody who has written, and their address."""
    browser = await site.browser()
    await browser.get(f"/c/{code}", headers=headers)
    async with browser.chat(code) as chat:
        await chat.say("Xin chào")
        await chat.until("confirmed")
    return browser, site.addresses()[-1]


def put(site: Site, owner: Address, data: bytes = PDF, **values: str) -> Attachment:
    """A stored file of somebody's."""
    stated = {"mime": "application/pdf", "name": "don.pdf", **values}
    stored: Attachment = site.change(
        lambda work: store_file(work, site.web.blobs, owner, data, **stated)
    )
    return stored


async def test_its_owner_sees_a_file(site: Site) -> None:
    """What one has sent, one can look at."""
    an, address = await arrived(site)
    response = await an.get(f"/c/{VH}/files/{put(site, address).id}")

    assert (response.status_code, response.content) == (200, PDF)


async def test_an_upload_is_seen_at_the_address_that_a_row_would_name(site: Site) -> None:
    """Put, then got."""
    an, _ = await arrived(site)
    await an.upload(picture(), key=str(uuid4()))
    [file] = site.files()
    response = await an.get(f"/c/{VH}/files/{file.id}")

    assert response.headers["content-type"] == "image/png"


async def test_another_address_of_the_same_person_sees_it(site: Site) -> None:
    """A person who came by another channel is the same person."""
    _, first = await arrived(site)
    second, other = await arrived(site)

    def join(work: Any) -> None:
        work.session.get_one(Address, other.id).person_id = first.person_id

    site.change(join)

    assert (await second.get(f"/c/{VH}/files/{put(site, first).id}")).status_code == 200


async def test_a_stranger_is_told_that_there_is_nothing(site: Site) -> None:
    """404, word for word as for a file that never was."""
    _, address = await arrived(site)
    stranger, _ = await arrived(site)
    response = await stranger.get(f"/c/{VH}/files/{put(site, address).id}")
    never = await stranger.get(f"/c/{VH}/files/999")

    assert response.status_code == 404
    assert response.text == never.text


async def test_without_a_session_there_is_nothing(site: Site) -> None:
    """An address that was passed on opens nothing."""
    _, address = await arrived(site)
    file = put(site, address)

    assert (await (await site.browser()).get(f"/c/{VH}/files/{file.id}")).status_code == 404


@pytest.mark.parametrize("number", [0, 2**31, 2**64, 10**30])
async def test_a_number_that_no_file_has_is_not_found(site: Site, number: int) -> None:
    """The database is not asked for what it cannot hold."""
    an, _ = await arrived(site)

    assert (await an.get(f"/c/{VH}/files/{number}")).status_code == 404


async def test_another_commune_does_not_serve_it(site: Site) -> None:
    """A file belongs to its commune, even for its owner."""
    an, address = await arrived(site)
    async with an.chat(AB) as chat:
        await chat.say("Xin chào")
        await chat.until("confirmed")

    assert (await an.get(f"/c/{AB}/files/{put(site, address).id}")).status_code == 404


async def test_who_proved_the_petition_sees_its_files(site: Site) -> None:
    """Code and secret open a petition with everything in it."""
    _, author = await arrived(site)
    binh, other = await arrived(site)
    file = put(site, author)

    def prove(work: Any) -> None:
        petition = add_petition(work, work.session.get_one(Attachment, file.id))
        assert other.id is not None
        petitions.prove(work, other.id, petition, NOW)

    assert (await binh.get(f"/c/{VH}/files/{file.id}")).status_code == 404
    site.change(prove)
    assert (await binh.get(f"/c/{VH}/files/{file.id}")).status_code == 200


async def staff_reads(site: Site, role: str, *, sent: bool = True, **more: Any) -> int:
    """What an officer gets who asks for a petition's file."""
    _, author = await arrived(site)
    chi, address = await arrived(site, **more.pop("headers", {}))
    file = put(site, author)

    def take_part(work: Any) -> None:
        add_petition(work, work.session.get_one(Attachment, file.id), sent=sent)
        add_staff(work, work.session.get_one(Address, address.id), role, **more)

    site.change(take_part)
    return (await chi.get(f"/c/{VH}/files/{file.id}")).status_code


@pytest.mark.parametrize("role", ["office", "board", "front", "agency", "chair"])
async def test_staff_who_may_open_petitions_see_their_files(site: Site, role: str) -> None:
    """The table of roles decides."""
    assert await staff_reads(site, role) == 200


@pytest.mark.parametrize("role", ["city", "operator"])
async def test_staff_who_may_not_open_petitions_see_nothing(site: Site, role: str) -> None:
    """Neither the city nor the operator reads what people wrote to their commune."""
    assert await staff_reads(site, role) == 404


async def test_a_draft_is_not_the_offices(site: Site) -> None:
    """What somebody has not sent is nobody else's."""
    assert await staff_reads(site, "office", sent=False) == 404


async def test_an_upload_that_is_in_no_petition_is_not_the_offices(site: Site) -> None:
    """Until it is sent it is private."""
    _, author = await arrived(site)
    chi, address = await arrived(site)
    file = put(site, author)
    site.change(lambda work: add_staff(work, address, "office"))

    assert (await chi.get(f"/c/{VH}/files/{file.id}")).status_code == 404


async def test_a_colleagues_paper_is_the_offices(site: Site) -> None:
    """An agency's drafted answer is read by who checks it."""
    _, dung = await arrived(site)
    chi, address = await arrived(site)
    file = put(site, dung)
    site.change(lambda work: add_staff(work, address, "office"))
    site.change(lambda work: add_staff(work, dung, "agency"))

    assert (await chi.get(f"/c/{VH}/files/{file.id}")).status_code == 200


async def test_an_idle_staff_session_sees_nothing(site: Site) -> None:
    """A browser that was left open overnight is nobody's office."""
    assert await staff_reads(site, "office", seen_at=NOW - timedelta(hours=13)) == 404


async def test_staff_in_a_frame_see_nothing(site: Site) -> None:
    """Staff work is refused inside an embedded frame."""
    assert await staff_reads(site, "office", headers={"Sec-Fetch-Dest": "iframe"}) == 404


async def test_a_picture_is_shown_in_a_sandbox(site: Site) -> None:
    """Shown, never run: with its stored kind, by its own name, for this reader only."""
    an, address = await arrived(site)
    file = put(site, address, picture(), mime="image/png", name="ảnh mương.png")
    headers = (await an.get(f"/c/{VH}/files/{file.id}")).headers

    assert headers["content-type"] == "image/png"
    assert headers["content-disposition"] == f"inline; filename*=utf-8''{quote('ảnh mương.png')}"
    assert headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"].startswith("private")


async def test_a_pdf_is_shown_by_its_own_name(site: Site) -> None:
    """The browser opens it; saving keeps the name."""
    an, address = await arrived(site)
    headers = (await an.get(f"/c/{VH}/files/{put(site, address).id}")).headers

    assert headers["content-disposition"] == 'inline; filename="don.pdf"'
    assert "sandbox" in headers["content-security-policy"]


async def test_any_other_kind_is_only_downloaded(site: Site) -> None:
    """A page of somebody's is never opened as one of ours."""
    an, address = await arrived(site)
    file = put(site, address, b"<script>", mime="text/html", name="a.html")
    headers = (await an.get(f"/c/{VH}/files/{file.id}")).headers

    assert headers["content-disposition"].startswith("attachment")
    assert "sandbox" in headers["content-security-policy"]


async def test_a_recording_can_be_heard_from_the_middle(site: Site) -> None:
    """Players ask for ranges."""
    an, address = await arrived(site)
    file = put(site, address, b"0123456789", mime="audio/mpeg", name="a.mp3")
    response = await an.get(f"/c/{VH}/files/{file.id}", headers={"Range": "bytes=4-6"})

    assert (response.status_code, response.content) == (206, b"456")


async def test_a_file_whose_bytes_are_gone_is_not_found(site: Site) -> None:
    """A half restored backup is a 404 and a line in the log, no crash."""
    an, address = await arrived(site)
    file = put(site, address)
    site.web.blobs.path(file.sha256).unlink()

    assert (await an.get(f"/c/{VH}/files/{file.id}")).status_code == 404


async def test_a_file_that_is_not_stored_yet_is_not_found(site: Site) -> None:
    """Its bytes still lie with the platform."""
    an, address = await arrived(site)
    file = put(site, address)

    def take_back(work: Any) -> None:
        work.session.get_one(Attachment, file.id).state = "waiting"

    site.change(take_back)

    assert (await an.get(f"/c/{VH}/files/{file.id}")).status_code == 404


async def test_a_file_that_was_made_for_somebody_is_shown_to_nobody_else(site: Site) -> None:
    """An archive or a list holds what its owner may see, and a colleague may not."""
    chi, owner = await arrived(site)
    colleague, other = await arrived(site)
    site.change(lambda work: add_staff(work, owner, "office"))
    site.change(lambda work: add_staff(work, other, "agency"))
    made = put(site, owner)
    site.change(lambda work: _made_for_its_owner(work, made))

    assert (await colleague.get(f"/c/{VH}/files/{made.id}")).status_code == 404
    assert (await chi.get(f"/c/{VH}/files/{made.id}")).status_code == 200


@pytest.mark.parametrize(("role", "status"), [("office", 200), ("agency", 404), ("board", 404)])
async def test_a_signed_paper_of_a_dossier_is_the_offices(
    site: Site, role: str, status: int
) -> None:
    """Who may not see the dossier does not see its papers one by one either."""
    _, owner = await arrived(site)
    reader, other = await arrived(site)
    site.change(lambda work: add_staff(work, owner, "office"))
    site.change(lambda work: add_staff(work, other, role))
    paper = put(site, owner)
    site.change(lambda work: _put_in_dossier(work, paper))

    assert (await reader.get(f"/c/{VH}/files/{paper.id}")).status_code == status


def _made_for_its_owner(work: Any, file: Attachment) -> None:
    work.session.get_one(Attachment, file.id).upload_key = f"{MADE}1"


def _put_in_dossier(work: Any, file: Attachment) -> None:
    conference = Conference(
        commune_id=file.commune_id,
        code="H1",
        title="Hội nghị",
        kind="dinh_ky",
        form="truc_tiep",
        chair="bi_thu",
        place="",
        content="",
        starts_at=NOW,
        registration_closes_at=NOW,
        regulation_id="mau",
        regulation_version="1",
        created_at=NOW,
    )
    work.session.add(conference)
    work.session.flush()
    assert conference.id is not None and file.id is not None
    dossier.add(work, conference, key="plan", attachment_id=file.id, by=1, now=NOW)
