"""How alike two opinions are: copies and paraphrases, on words without accents.

A suggestion for an officer, never a decision (ours): each opinion keeps its words and its code.
How well it does is measured on labelled pairs (`make similar`, docs/similar-opinions.md).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

# From this likeness on two opinions are suggested as one matter.
ALIKE = 0.42
# Words that more opinions than this share say too little to look for others by them.
COMMON = 200
# What opinions of different places have in common counts so much less.
ELSEWHERE = 0.4
# After these words stands the name of a place.
_PLACES = frozenset(("thon", "xom", "ap"))
# What people write around what they ask; folded, as all words here.
_FILLER_WORDS = """
a ah ai anh ba ban bang bao bi biet boi cac cach can cang chi chinh cho chu chua chung
chuyen co con cu cua cung da dan dang day de den di dieu do duoc em gi gia gio giup hay hoi
hom hon huong i kien kinh la lai lam lanh lau len luon ma mai may moi mong mot muon nao nay
nen neu ngay nghi nguoi nha nhan nhieu nhu nhung nua o oi ong qua quan quyen ra rang rat roi
sao sau se sin som ta tai tam tang the thi thiet thuong toi tra trong truoc tu tuy va van
vao vay ve vi viec voi xem xin y
"""
_FILLERS = frozenset(_FILLER_WORDS.split())
# Other words for the same thing.
_SAME = {
    "hu hong": "hong",
    "xuong cap": "hong",
    "o ga": "hong",
    "o voi": "hong",
    "vo nat": "hong",
    "be nat": "hong",
    "ngap ung": "ngap",
    "ngap nuoc": "ngap",
    "lut": "ngap",
    "cup dien": "matdien",
    "mat dien": "matdien",
    "rac thai": "rac",
    "thu gom": "gom",
    "boc mui": "muihoi",
    "mui hoi": "muihoi",
    "hoi thoi": "muihoi",
    "nuoc may": "nuocsach",
    "nuoc sach": "nuocsach",
    "so do": "giaydat",
    "so hong": "giaydat",
    "giay chung nhan": "giaydat",
    "bhyt": "baohiem",
    "bao hiem": "baohiem",
    "den duong": "chieusang",
    "chieu sang": "chieusang",
    "tra hang": "cham",
    "cham tre": "cham",
    "keo dai": "cham",
    "hoc phi": "tienhoc",
    "tien hoc": "tienhoc",
    "o nhiem": "onhiem",
    "sua chua": "sua",
    "nang cap": "sua",
    "tu sua": "sua",
    "lam lai": "sua",
}


@dataclass(frozen=True, kw_only=True)
class Words:
    """What an opinion says, without fillers: single words, neighbouring pairs, places."""

    single: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    places: frozenset[str]


def words_of(folded: str) -> Words:
    """The words of a text that was folded: no case, no accents, no đ."""
    spoken = re.findall(r"[a-z0-9]+", folded)
    places = {second for first, second in pairwise(spoken) if first in _PLACES}
    # Where it is tells matters apart and never makes two of them one.
    told = _FILLERS | _PLACES | places
    kept = [word for word in _joined(spoken) if word not in told]
    return Words(
        single=frozenset(kept),
        pairs=frozenset(pairwise(kept)),
        places=frozenset(places),
    )


def likeness(one: Words, other: Words) -> float:
    """From 0, nothing in common, to 1, the same words."""
    shared = _share(one.single, other.single)
    pairs = _share(one.pairs, other.pairs)
    elsewhere = one.places and other.places and one.places.isdisjoint(other.places)
    return (0.7 * shared + 0.3 * pairs) * (ELSEWHERE if elsewhere else 1.0)


def alike(texts: Mapping[int, Words]) -> list[tuple[int, ...]]:
    """Sets of texts that may be one matter, the largest first; each text is in one set at most.

    A set is a text with all that are alike to it, never a chain of those that are alike to each
    other in turn. Only what shares two words that are not common to many is compared, so that
    hundreds of opinions take a moment.
    """
    near = _near(texts)
    found = []
    while near:
        middle = max(near, key=lambda number: (len(near[number]), -number))
        members = near[middle] | {middle}
        found.append(tuple(sorted(members)))
        near = _without(near, members)
    return found


def _near(texts: Mapping[int, Words]) -> dict[int, set[int]]:
    near: dict[int, set[int]] = defaultdict(set)
    for first, second in _candidates(texts):
        if likeness(texts[first], texts[second]) >= ALIKE:
            near[first].add(second)
            near[second].add(first)
    return near


def _without(near: Mapping[int, set[int]], gone: set[int]) -> dict[int, set[int]]:
    left = {number: others - gone for number, others in near.items() if number not in gone}
    return {number: others for number, others in left.items() if others}


def _candidates(texts: Mapping[int, Words]) -> Iterable[tuple[int, int]]:
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, words in texts.items():
        for word in words.single:
            by_word[word].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in by_word.values():
        if len(numbers) <= COMMON:
            shared.update(_pairs(numbers))
    return [pair for pair, count in shared.items() if count > 1]


def _pairs(numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    return ((a, b) for place, a in enumerate(numbers) for b in numbers[place + 1 :])


def _share(one: frozenset[object], other: frozenset[object]) -> float:
    """How much of the shorter is in the longer, and how much of both is shared; the middle."""
    if not one or not other:
        return 0.0
    both = len(one & other)
    return (both / min(len(one), len(other)) + 2 * both / (len(one) + len(other))) / 2


def _joined(spoken: Sequence[str]) -> list[str]:
    """Words that mean the same become the same word."""
    joined: list[str] = []
    place = 0
    while place < len(spoken):
        two = " ".join(spoken[place : place + 2])
        joined.append(_SAME.get(two) or _SAME.get(spoken[place], spoken[place]))
        place += 2 if two in _SAME and " " in two else 1
    return joined
