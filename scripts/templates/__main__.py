"""`make templates`: writes every template into documents/templates/ anew."""

from collections.abc import Callable, Mapping
from pathlib import Path

from templates.announcing import opinion_slip, public_notice
from templates.answering import answer_assignment, combined_answers, reply_covers
from templates.concluding import conclusion_notice, petition_upward, petitioned_again
from templates.dossier import dossier_contents
from templates.inviting import invitation
from templates.periodic import annual_report, quarterly_report
from templates.planning import plan, task_assignment
from templates.results import result_report
from templates.session import minutes, programme
from templates.speakers import speakers
from templates.synthesis import synthesis_report

FOLDER = Path(__file__).parents[2] / "documents" / "templates"
DRAWN: Mapping[str, Callable[[], bytes]] = {
    "plan": plan,
    "task_assignment": task_assignment,
    "invitation": invitation,
    "public_notice": public_notice,
    "synthesis_report": synthesis_report,
    "answer_assignment": answer_assignment,
    "combined_answers": combined_answers,
    "conclusion_notice": conclusion_notice,
    "reply_covers": reply_covers,
    "result_report": result_report,
    "petitioned_again": petitioned_again,
    "petition_upward": petition_upward,
    "speakers": speakers,
    "opinion_slip": opinion_slip,
    "programme": programme,
    "minutes": minutes,
    "quarterly_report": quarterly_report,
    "annual_report": annual_report,
    "dossier_contents": dossier_contents,
}


def main() -> None:
    """A file for each; its name is the paper's."""
    for name, draw in DRAWN.items():
        (FOLDER / f"{name}.docx").write_bytes(draw())


if __name__ == "__main__":
    main()
