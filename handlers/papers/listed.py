"""Every paper about a conference: who may have it, and how it is composed. The one list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dialogue.roles import Action
from handlers.ordered import Made
from handlers.papers.announcing import opinion_slip, public_notice
from handlers.papers.answering import answer_assignment, combined_answers, reply_covers
from handlers.papers.concluding import conclusion_notice, petition_upward, petitioned_again
from handlers.papers.contents import contents
from handlers.papers.dossier import dossier_of
from handlers.papers.inviting import invitation, invitations
from handlers.papers.planning import plan, task_assignment
from handlers.papers.results import result_report
from handlers.papers.session import minutes, programme
from handlers.papers.speakers import speakers, speakers_sheet
from handlers.papers.synthesis import synthesis_report, synthesis_sheet
from handlers.papers.writing import Writing


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A paper; `compose` reads what it needs and writes nothing."""

    compose: Callable[[Writing], Made]
    action: Action = Action.EXPORT_DOSSIER


# In the order of a conference; the keys are those of the dossier where it asks for the paper.
PAPERS: Mapping[str, Listed] = {
    "plan": Listed(compose=plan),
    "task_assignment": Listed(compose=task_assignment),
    "invitation": Listed(compose=invitation, action=Action.INVITE),
    "invitations": Listed(compose=invitations, action=Action.INVITE),
    "public_notice": Listed(compose=public_notice),
    "synthesis_report": Listed(compose=synthesis_report, action=Action.READ_SYNTHESIS),
    "synthesis_sheet": Listed(compose=synthesis_sheet, action=Action.READ_SYNTHESIS),
    "answer_assignment": Listed(compose=answer_assignment),
    "answers": Listed(compose=combined_answers),
    "conclusion_notice": Listed(compose=conclusion_notice),
    "reply_covers": Listed(compose=reply_covers),
    "result_reports": Listed(compose=result_report),
    "petitioned_again": Listed(compose=petitioned_again),
    "petition_upward": Listed(compose=petition_upward),
    "speakers": Listed(compose=speakers, action=Action.INVITE),
    "speakers_sheet": Listed(compose=speakers_sheet, action=Action.INVITE),
    "opinion_slip": Listed(compose=opinion_slip, action=Action.INVITE),
    "programme": Listed(compose=programme),
    "minutes": Listed(compose=minutes),
    "dossier_contents": Listed(
        compose=lambda writing: contents(writing, dossier_of(writing, tuple(PAPERS), files=True))
    ),
}
