"""The sample conference held online: announced with a link, and in session on its day."""

from stage.conclusion import hold
from stage.program import Program
from storage.work import Work

LINK = "https://meet.example.vn/doi-thoai-2025"


def put_online(program: Program) -> None:
    """The conference was announced as an online one."""

    def change(work: Work) -> None:
        conference = program.conference(work)
        conference.form, conference.join_link = "truc_tuyen", LINK
        conference.announced_at = program.now

    program.change(change)


def begin(program: Program) -> None:
    """Its day has come, and it is in session."""
    put_online(program)
    hold(program)
