"""The first and last lines of a paper: who issues it, its number, where and when, who signs.

The forms are those of `issuing.toml`: a Party document or an administrative one, by who issues it.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "issuing.toml"
# Room for what is written in by hand.
BLANK = "      "
# What kind of unit a commune is, before its name.
UNIT = re.compile(r"^(xã|phường|đặc khu|thị trấn)\s+", re.IGNORECASE)


class Side(StrEnum):
    """Of the two heads, whose papers these are."""

    COMMITTEE = "committee"  # Bí thư: Đảng ủy, Văn phòng Đảng ủy
    AUTHORITY = "authority"  # Chủ tịch: UBND, Văn phòng HĐND và UBND


@dataclass(frozen=True, kw_only=True)
class Issuer:
    """What a commune's papers say of it. `name` as people read it ("xã Vĩnh Hòa"), `place` as it
    stands before the date ("Vĩnh Hòa"), `above` the Party organisation above; `signers` the full
    names by post (`secretary`, `chairman`, `committee_office`, `authority_office`, `board`)."""

    name: str
    place: str
    above: str
    signers: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """What stands above a paper's title and under its end; `form` is "party" or "government",
    `spoken` how the body is called in a sentence."""

    form: str
    above: str
    body: str
    spoken: str
    below: str
    motto: str
    motto_second: str
    number: str
    place_and_date: str
    signature: Sequence[str]
    signer: str


def letterhead(
    issuer: Issuer,
    paper: str,
    side: Side,
    *,
    day: date | None = None,
    number: str = "",
    agency: str = "",
) -> Letterhead:
    """The lines of `paper`, a name in `issuing.toml`. Where `day` or `number` are not known there
    is room to write them; a whole number ("12-TB/ĐU") is taken as it is."""
    papers = _stated()["papers"]
    body = _stated()["bodies"][_body(papers[paper]["by"], side)]
    form = _stated()["forms"][body["form"]]
    names = {
        "commune": issuer.name.upper(),
        "above": issuer.above.upper(),
        "agency": agency.upper(),
    }
    first, *rest = form["motto"]
    return Letterhead(
        form=body["form"],
        above=body["above"].format(**names),
        body=body["name"].format(**names),
        spoken=body["spoken"].format(commune=in_a_sentence(issuer.name), agency=agency),
        below=form["below"],
        motto=first,
        motto_second="".join(rest),
        number=_number(form["number"], papers[paper].get("kind", ""), body["code"], number),
        place_and_date=f"{issuer.place}, {dated(day)}",
        signature=tuple(body["signature"]),
        signer=issuer.signers.get(body["signer"], ""),
    )


def in_a_sentence(name: str) -> str:
    """The name of a place inside a sentence: "xã Vĩnh Hòa"."""
    return UNIT.sub(lambda unit: unit[0].lower(), name)


def dated(day: date | None) -> str:
    """A day as papers write it, small numbers with a nought before them; with room for it where
    it is not known."""
    if day is None:
        return f"ngày{BLANK}tháng{BLANK}năm{BLANK}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _body(by: str, side: Side) -> str:
    return {"head": side.value, "office": f"{side.value}_office"}.get(by, by)


def _number(pattern: str, kind: str, code: str, number: str) -> str:
    if not kind:
        return ""
    if "/" in number or "-" in number:
        return f"{pattern.partition('{')[0]}{number}"
    return str(pattern.format(number=number or BLANK, kind=kind, code=code)).rstrip("-/")


@cache
def _stated() -> Mapping[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
