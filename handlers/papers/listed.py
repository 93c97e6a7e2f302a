"""Every paper about a conference: who may have it, and how it is composed. The one list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dialogue.roles import Action
from handlers.ordered import Made
from handlers.papers.announcing import public_notice
from handlers.papers.writing import Writing


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A paper; `compose` reads what it needs and writes nothing."""

    compose: Callable[[Writing], Made]
    action: Action = Action.EXPORT_DOSSIER


# In the order of a conference; the keys are those of the dossier where it asks for the paper.
PAPERS: Mapping[str, Listed] = {
    "public_notice": Listed(compose=public_notice),
}
