"""/sodon: the register a page at a time, what has waited longest first."""

from handlers.messages import Choice, Reply
from handlers.pages import PAGE, around, page_of
from handlers.pending.words import line
from handlers.petition.register import code_of
from handlers.refused import to_work
from handlers.turn import Turn
from storage import pending
from storage.pending import Wanted
from storage.tables import Conference


def show_open(turn: Turn, typed: str | int = 1) -> Reply:
    """What is not closed."""
    return _list(turn, Wanted(), "pending-all", "/sodon trang", typed)


def show_closed(turn: Turn, typed: str | int = 1) -> Reply:
    """What is."""
    return _list(turn, Wanted(closed=True), "pending-closed", "/sodon xong", typed)


def show_for(turn: Turn, conference: Conference, typed: str | int = 1) -> Reply:
    """What was put on a conference, so that its chair knows of it."""
    wanted = Wanted(conference_id=conference.id)
    command = f"/sodon hoinghi {conference.code}"
    return _list(turn, wanted, "pending-of", command, typed, code=conference.code)


def find(turn: Turn, name: str) -> Reply:
    """Entries of people with this in their name, closed ones too; the first page of them."""
    wanted = Wanted(name=name)
    return _list(turn, wanted, "pending-found", "", 1)


def _list(
    turn: Turn, wanted: Wanted, key: str, command: str, typed: str | int, code: str = ""
) -> Reply:
    total = pending.count(turn.work, turn.commune_id, wanted)
    page = page_of(typed, total)
    found = pending.page(turn.work, turn.commune_id, wanted, offset=page.offset, limit=PAGE)
    opens = [
        turn.command("pending-open", f"/sodon {code_of(case)}", code=code_of(case), name=case.name)
        for case in found
    ]
    turning = around(turn, page, command) if command else []
    return turn.reply(
        key if found else f"{key}-none",
        choices=[*opens, *turning, *_ways(turn, key)],
        total=total,
        shown=f"{page.offset + 1}–{page.offset + len(found)}",
        list="\n".join(f"• {line(turn, case)}" for case in found),
        code=code,
    )


def _ways(turn: Turn, key: str) -> list[Choice]:
    if key != "pending-all":
        return [turn.command("pending-list", "/sodon"), to_work(turn)]
    return [
        turn.command("pending-new", "/sodon moi"),
        turn.command("pending-send-file", "/sodon tep"),
        turn.command("sheet-get", "/sodon xuat"),
        turn.command("pending-closed-ones", "/sodon xong"),
        to_work(turn),
    ]
