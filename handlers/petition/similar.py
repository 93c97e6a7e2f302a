"""Opinions that may be one matter: what an officer is suggested, and what a person is offered."""

from collections.abc import Mapping, Sequence

from dialogue.similarity import ALIKE, Words, alike, likeness, words_of
from handlers.voice import Voice
from locales.folding import fold
from storage import groups, petitions
from storage.tables import Conference, OpinionGroup, Petition

# So many opinions without a group are looked at at once; grouping them brings up the next ones.
LOOKED_AT = 400
# The first opinions of a group speak for it, however many have joined them since.
SPEAKING = 8
# A longer text says what it asks in its first lines.
LONGEST = 1_000


def suggestions(voice: Voice, conference: Conference) -> list[list[Petition]]:
    """Opinions of the conference that may be one matter, the largest set first."""
    free = {one.id or 0: one for one in groups.ungrouped(voice.work, conference, LOOKED_AT)}
    found = alike(_words(voice, list(free.values())))
    return [[free[number] for number in members] for members in found]


def nearest(voice: Voice, conference: Conference, group: OpinionGroup) -> list[Petition]:
    """Opinions without a group, those first that are most like the ones in `group`."""
    free = groups.ungrouped(voice.work, conference, LOOKED_AT)
    inside, outside = _of_groups(voice, [group])[group.id or 0], _words(voice, free)
    return sorted(free, key=lambda one: -_near(outside.get(one.id or 0), inside))


def matching_groups(voice: Voice, petition: Petition) -> list[OpinionGroup]:
    """The published groups of its conference that may be about the same matter, nearest first."""
    if petition.conference_id is None:
        return []
    found = groups.published(voice.work, petition.commune_id, petition.conference_id)
    if not found:
        return []
    own = _own_words(voice, petition)
    said = _of_groups(voice, found)
    scored = [(_near(own, said[group.id or 0]), group) for group in found]
    near = [(score, group) for score, group in scored if score >= ALIKE]
    return [group for _, group in sorted(near, key=lambda one: (-one[0], one[1].id))]


def _of_groups(voice: Voice, found: Sequence[OpinionGroup]) -> Mapping[int, list[Words]]:
    """Each group's title and what its first opinions say."""
    said = groups.said_first(voice.work, found, SPEAKING)
    return {
        group.id or 0: [words_of(fold(group.title)), *map(_spoken, said.get(group.id, ()))]
        for group in found
    }


def _own_words(voice: Voice, petition: Petition) -> Words | None:
    """What one opinion says, as its author's own intake asks."""
    parts = petitions.parts(voice.work, petition)
    return _spoken("\n".join(part.text for part, _ in parts)) if parts else None


def _words(voice: Voice, opinions: Sequence[Petition]) -> Mapping[int, Words]:
    texts = groups.texts(voice.work, opinions)
    return {number: _spoken(text) for number, text in texts.items()}


def _spoken(text: str) -> Words:
    return words_of(fold(text[:LONGEST]))


def _near(own: Words | None, others: Sequence[Words]) -> float:
    return max((likeness(own, other) for other in others), default=0.0) if own else 0.0
