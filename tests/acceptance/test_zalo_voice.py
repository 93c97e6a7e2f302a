"""A voice message on Zalo is fetched at once, known for what it is, and part of the petition."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from stage.communes import HONG_AN
from stage.places import morning
from stage.served import ServedPlace
from stage.zalo import ZaloPlace
from stage.zalo_oa import ZaloOaPlace

from storage.tables import Attachment

# Frames of raw AAC, each with its header, as Zalo's phones make them: 16 kHz, one channel.
FRAME = bytes((0xFF, 0xF1, 0x60, 0x40, 0x01, 0x7F, 0xFC)) + b"\0" * 4
SPOKEN = FRAME * 40


@pytest.mark.parametrize("kind", [ZaloPlace, ZaloOaPlace])
def test_what_is_spoken_is_kept(kind: type[ServedPlace], sqlite_url: str, tmp_path: Path) -> None:
    """Zalo's address of it ends soon."""
    place: Any = kind(
        url=sqlite_url, stated=HONG_AN, now=morning(date(2026, 6, 1)), files=tmp_path / "data"
    )
    with place.served():
        an = place.person("an").open().press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý")
        an.say("Nguyễn Văn An").press("Tổ dân phố Một").press("Người dân")
        an.press("Cho bản thân, gia đình").say("Không cần").press("Tôi không rõ")
        place.zalo.send_voice("an", SPOKEN)
        assert "Đã ghi (1 tin)" in an.read().text
        [kept] = place.all_of(Attachment)

    assert (kept.kind, kept.state, kept.mime, kept.size) == (
        "voice",
        "stored",
        "audio/aac",
        len(SPOKEN),
    )
