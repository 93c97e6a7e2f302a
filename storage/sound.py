"""Which kind of sound bytes are, told from how each kind begins; pictures that move are none."""

# How many bytes are looked at where a mark has no fixed place.
BEGINNING = 4096


def sound_kind(data: bytes) -> str | None:
    """The MIME type of a sound that petitions may carry, or None."""
    for mime, is_such in KINDS.items():
        if is_such(data):
            return mime
    return None


def _is_ogg(data: bytes) -> bool:
    return data.startswith(b"OggS\0") and b"\x80theora" not in data[:BEGINNING]


def _is_amr(data: bytes) -> bool:
    return data.startswith((b"#!AMR\n", b"#!AMR-WB\n"))


def _is_wav(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WAVE"


def _is_mpeg(data: bytes) -> bool:
    """An ID3v2 tag, or a frame of layer III; bit rate 15 and sampling rate 3 do not exist."""
    if data[:3] == b"ID3":
        return len(data) > 10 and data[3] in (2, 3, 4) and max(data[6:10]) < 0x80
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE6 != 0xE2:
        return False
    return data[2] >> 4 != 0xF and data[2] & 0x0C != 0x0C


def _is_aac(data: bytes) -> bool:
    return len(data) > 7 and data[0] == 0xFF and data[1] & 0xF6 == 0xF0


def _is_mp4(data: bytes) -> bool:
    if data[4:8] != b"ftyp" or not data[8:12].startswith((b"M4A", b"mp4", b"iso", b"3gp", b"dash")):
        return False
    tracks = _tracks(data)
    return b"soun" in tracks and b"vide" not in tracks


def _tracks(data: bytes) -> set[bytes]:
    """What the tracks of an MP4 hold: `hdlr`, version and flags, a reserved word, the kind."""
    return {part[8:12] for part in data.split(b"hdlr")[1:]}


def _is_webm(data: bytes) -> bool:
    beginning = data[:BEGINNING]
    is_container = beginning.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in beginning[:64]
    return is_container and b"V_VP" not in beginning and b"V_AV1" not in beginning


KINDS = {
    "audio/ogg": _is_ogg,
    "audio/mpeg": _is_mpeg,
    "audio/mp4": _is_mp4,
    "audio/amr": _is_amr,
    "audio/wav": _is_wav,
    "audio/webm": _is_webm,
    "audio/aac": _is_aac,
}
