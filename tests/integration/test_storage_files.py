"""What a file really is, told from its bytes; what is taken out of it; and where it is kept."""

import io
import struct
import wave
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from storage import blobs
from storage.blobs import Blobs
from storage.errors import Unavailable
from storage.files import MAX_SIDE, Unusable, clean

RED, BLUE = (220, 20, 20), (20, 20, 220)
GPS, ORIENTATION, DESCRIPTION = 0x8825, 0x0112, 0x010E


def picture(
    kind: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (64, 48), **options: Any
) -> bytes:
    """A picture of the kind, its left half red and its right half blue."""
    drawn = Image.new("RGB", size, RED)
    drawn.paste(BLUE, (size[0] // 2, 0, *size))
    out = io.BytesIO()
    drawn.convert(mode).save(out, kind, **options)
    return out.getvalue()


def where_and_how(orientation: int = 1) -> Image.Exif:
    """The notes a telephone writes into a photo: the place, which way was up, who knows what."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[DESCRIPTION] = "nhà ông Bí Mật"
    place = exif.get_ifd(GPS)
    place[1], place[2], place[3], place[4] = "N", (12.0, 14.0, 9.0), "E", (109.0, 11.0, 7.0)
    return exif


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as found:
        found.load()
        return found


def wav() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(800))
    return out.getvalue()


def box(name: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def mp4(brand: bytes, *tracks: bytes) -> bytes:
    """An MP4 file with tracks of these kinds ("soun", "vide")."""
    handlers = b"".join(box(b"hdlr", bytes(8) + kind + bytes(13)) for kind in tracks)
    beginning = box(b"ftyp", brand + bytes(4) + b"isom") + box(b"mdat", bytes(64))
    return beginning + box(b"moov", handlers)


PDF = b"%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
OGG = b"OggS\0\2" + bytes(20) + b"\x01\x13OpusHead\x01\x01" + bytes(60)
EBML = bytes.fromhex("1a45dfa39f4286810142f7810142f2810442f381084282")
WEBM = EBML + b"\x84webm" + bytes(40)
MP3_FRAME = b"\xff\xfb\x90\x64" + bytes(413)

KINDS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "jpeg": ("image/jpeg", picture),
    "jpeg in four colours": ("image/jpeg", lambda: picture(mode="CMYK")),
    "jpeg in grey": ("image/jpeg", lambda: picture(mode="L")),
    "jpeg with a second picture": (
        "image/jpeg",
        lambda: picture("MPO", save_all=True, append_images=[Image.new("RGB", (32, 24))]),
    ),
    "png": ("image/png", lambda: picture("PNG")),
    "png with a palette": ("image/png", lambda: picture("PNG", mode="P")),
    "webp": ("image/webp", lambda: picture("WEBP")),
    "pdf": ("application/pdf", lambda: PDF),
    "telegram voice": ("audio/ogg", lambda: OGG),
    "mp3": ("audio/mpeg", lambda: MP3_FRAME * 3),
    "mp3 of a slow recorder": ("audio/mpeg", lambda: (b"\xff\xf3\x40\xc4" + bytes(140)) * 3),
    "mp3 with a title": ("audio/mpeg", lambda: b"ID3\4\0\0\0\0\0\x0a" + bytes(10) + MP3_FRAME),
    "m4a": ("audio/mp4", lambda: mp4(b"M4A ", b"soun")),
    "m4a of an Android recorder": ("audio/mp4", lambda: mp4(b"mp42", b"soun")),
    "3gp sound": ("audio/mp4", lambda: mp4(b"3gp4", b"soun")),
    "amr": ("audio/amr", lambda: b"#!AMR\n" + b"\x3c" + bytes(31)),
    "amr wide": ("audio/amr", lambda: b"#!AMR-WB\n" + b"\x3c" + bytes(31)),
    "wav": ("audio/wav", wav),
    "a browser's recording": ("audio/webm", lambda: WEBM + b"A_OPUS"),
    "aac": ("audio/aac", lambda: (b"\xff\xf1\x50\x80\x02\x1f\xfc" + bytes(80)) * 3),
}

REFUSED: dict[str, bytes] = {
    "a program for Windows": b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff" + bytes(200) + b"PE\0\0",
    "a program for Linux": b"\x7fELF\2\1\1" + bytes(300),
    "a script": b"#!/bin/sh\nrm -rf /\n",
    "a page": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "a drawing with a script": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "an archive": b"PK\3\4\x14\0\0\0" + bytes(300),
    "a Word file of old": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
    "a text": "Kính gửi Ủy ban".encode(),
    "a gif": picture("GIF"),
    "a bitmap": picture("BMP"),
    "a tiff": picture("TIFF"),
    "an iPhone's heic": box(b"ftyp", b"heic" + bytes(4) + b"mif1") + bytes(300),
    "an avif": box(b"ftyp", b"avif" + bytes(4) + b"mif1") + bytes(300),
    "a film": mp4(b"isom", b"soun", b"vide"),
    "a film for browsers": WEBM + b"V_VP8",
    "a film in matroska": EBML + b"\x88matroska" + bytes(99),
    "a film in ogg": b"OggS\0\2" + bytes(22) + b"\x80theora" + bytes(60),
    "a page that begins like a sound": b"ID3<html><script>alert(1)</script></html>",
    "a page that calls itself m4a": b"\0\0\0\x20ftypM4A <script>alert(1)</script>",
    "a page that calls itself ogg": b"OggS<script>alert(1)</script>",
    "one byte": b"\xff",
}


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_told_from_the_bytes(name: str) -> None:
    """Photos, papers and voices, whatever the file is called."""
    mime, make = KINDS[name]

    assert clean(make()).mime == mime


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_petition_does_not_need_is_refused(name: str) -> None:
    """However it is named: nothing that runs, nothing that a browser would run, no film."""
    with pytest.raises(Unusable) as refused:
        clean(REFUSED[name])

    assert refused.value.reason == "file-unknown-kind"


@pytest.mark.parametrize("name", ["pdf", "telegram voice", "mp3", "m4a", "amr", "wav"])
def test_papers_and_voices_are_kept_byte_for_byte(name: str) -> None:
    """A signature in a PDF stays valid."""
    data = KINDS[name][1]()

    assert clean(data).data == data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_where_a_photo_was_taken_is_removed(kind: str) -> None:
    """Neither the place nor any other note is left, not even as bytes."""
    data = picture(kind, exif=where_and_how())
    assert GPS in opened(data).getexif()

    kept = clean(data).data

    assert dict(opened(kept).getexif()) == {}
    assert "exif" not in opened(kept).info
    assert b"Exif" not in kept and b"eXIf" not in kept and "Bí Mật".encode() not in kept


def test_a_comment_and_what_is_hidden_behind_a_picture_are_removed() -> None:
    """Text chunks, comments, and whatever follows the end of the picture."""
    jpeg = clean(picture(comment=b"secret words") + b"PK\3\4 secret words").data
    png = bytearray(picture("PNG"))
    text = b"tEXt" + b"Comment\0secret words"
    png[33:33] = struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))

    assert b"secret words" not in jpeg
    assert b"secret words" in png and b"secret words" not in clean(bytes(png)).data


@pytest.mark.parametrize(
    ("orientation", "size", "upper_left", "lower_right"),
    [
        (1, (64, 48), RED, BLUE),
        (3, (64, 48), BLUE, RED),
        (6, (48, 64), RED, BLUE),
        (8, (48, 64), BLUE, RED),
    ],
)
def test_a_photo_stands_upright(
    orientation: int, size: tuple[int, int], upper_left: Any, lower_right: Any
) -> None:
    """The note that said which way was up is gone, so the picture itself is turned."""
    seen = opened(clean(picture(exif=where_and_how(orientation), quality=95)).data)

    assert seen.size == size
    for place, colour in (((2, 2), upper_left), ((size[0] - 3, size[1] - 3), lower_right)):
        found: Any = seen.convert("RGB").getpixel(place)
        assert all(abs(one - other) < 40 for one, other in zip(found, colour, strict=True))


def test_a_large_photo_is_made_small_enough_to_look_at() -> None:
    """No side beyond what a screen or a printer needs; upright all the same."""
    kept = clean(picture(size=(5000, 100), exif=where_and_how(6)))

    assert opened(kept.data).size == (82, MAX_SIDE)


def test_what_was_clear_stays_clear() -> None:
    """A palette's clear colour does not turn black."""
    clear = Image.new("P", (8, 8), 0)
    clear.putpalette([0, 0, 0, 255, 255, 255])
    out = io.BytesIO()
    clear.save(out, "PNG", transparency=0)

    assert opened(clean(out.getvalue()).data).convert("RGBA").getpixel((1, 1)) == (0, 0, 0, 0)


@pytest.mark.parametrize("side", [8_000, 30_000])
def test_a_bomb_is_refused_before_it_is_unpacked(
    side: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of a few bytes that says it is a picture of a thousand million points."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
    monkeypatch.setattr(Image.Image, "thumbnail", lambda *_: pytest.fail("it was unpacked"))

    with pytest.raises(Unusable) as refused:
        clean(data)
    assert refused.value.reason == "file-too-many-pixels"


def test_nothing_is_refused_as_empty() -> None:
    """No bytes at all: the person is told so, in other words than for a wrong kind."""
    with pytest.raises(Unusable) as refused:
        clean(b"")

    assert refused.value.reason == "file-empty"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_photo_that_was_cut_off_is_refused(kind: str, part: float) -> None:
    """A download that broke off is not kept as if it were whole."""
    data = picture(kind, size=(640, 480), quality=95, lossless=True)

    with pytest.raises(Unusable):
        clean(data[: int(len(data) * part)])


def test_a_paper_that_was_cut_off_is_refused() -> None:
    """A PDF ends with its mark; a few bytes behind it do no harm."""
    with pytest.raises(Unusable) as refused:
        clean(PDF[:40] + bytes(5000))

    assert refused.value.reason == "file-damaged"
    assert clean(PDF + b"\r\n\0\0").mime == "application/pdf"


def test_damaged_bytes_never_escape_as_another_fault() -> None:
    """Decoders stumble in many ways: whatever the bytes, the file is taken or refused."""
    whole = picture("JPEG", exif=where_and_how(6)), picture("PNG", exif=where_and_how(6))
    for seed in whole:
        for place in range(0, min(len(seed), 400), 3):
            for value in (0, 0x7F, 0xFF):
                damaged = seed[:place] + bytes([value]) + seed[place + 1 :]
                try:
                    clean(damaged)
                except Unusable:
                    continue
                except UserWarning:  # Pillow's own about notes it cannot read; it goes on
                    continue


def test_faults_of_decoders_are_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen in the wild: a note that is too short raises `struct.error`, which is no ValueError."""
    for fault in (struct.error("short"), TypeError("none"), IndexError("far"), ZeroDivisionError()):

        def stumble(_: Any, fault: Exception = fault) -> Any:
            raise fault

        monkeypatch.setattr("PIL.ImageOps.exif_transpose", stumble)
        with pytest.raises(Unusable) as refused:
            clean(picture())
        assert refused.value.reason == "file-damaged"


@pytest.fixture
def kept(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "data" / "files")


def all_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_same_bytes_are_kept_once(kept: Blobs, tmp_path: Path) -> None:
    """Under the hash of what they are, and they come back as they were."""
    names = {kept.keep(b"first"), kept.keep(b"first"), kept.keep(b"second")}

    assert len(names) == len(all_files(tmp_path)) == 2
    assert {kept.read(name) for name in names} == {b"first", b"second"}


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../" * 21 + "x",
        "/etc/passwd",
        "a" * 63,
        "a" * 65,
        "A" * 64,
        "a" * 63 + "/",
        "a" * 63 + "\n",
        "a" * 64 + "\n",
        "\0" * 64,
        "ệ" * 64,
        "٣" * 64,
    ],
)
def test_a_name_that_is_no_hash_is_not_there(kept: Blobs, name: str) -> None:
    """Nobody reads outside the folder by asking for it."""
    with pytest.raises(FileNotFoundError):
        kept.read(name)
    with pytest.raises(FileNotFoundError):
        kept.path(name)


def test_bytes_that_were_never_kept_are_not_there(kept: Blobs) -> None:
    """A row may be older than its file's restore."""
    with pytest.raises(FileNotFoundError):
        kept.read("0" * 64)


def test_a_write_that_failed_leaves_nothing(
    kept: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No half file that would be taken for a whole one; a second try stores it."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(blobs.os, "fsync", full)
        with pytest.raises(Unavailable, match="No space"):
            kept.keep(b"first")  # the folder
    with monkeypatch.context() as patch:
        patch.setattr(blobs.os, "replace", full)
        patch.setattr(Path, "replace", lambda *_: full(0))
        with pytest.raises(Unavailable, match="No space"):
            kept.keep(b"first")  # the file

    assert all_files(tmp_path) == []
    assert kept.read(kept.keep(b"first")) == b"first"


def test_what_is_kept_survives_a_power_cut(
    kept: Blobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bytes, their name and every new folder above are flushed to the disk, in this order."""
    flushed: list[str] = []

    def fsync(handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").readlink()
        flushed.append("bytes" if path.is_file() else str(path.relative_to(tmp_path)))

    monkeypatch.setattr(blobs.os, "fsync", fsync)
    name = kept.keep(b"first")

    above = [".", "data", "data/files"]
    assert flushed == [*above, "bytes", f"data/files/{name[:2]}"]


def test_kept_files_are_for_the_program_only(kept: Blobs) -> None:
    """Other users of the computer cannot read them."""
    mode = kept.path(kept.keep(b"first")).stat().st_mode

    assert mode & 0o077 == 0
    assert mode & 0o111 == 0
