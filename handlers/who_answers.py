"""Who answers what: every command and every conversation, by the place where it is.

Each place is loaded when somebody first needs it, for together they are half of the program; the
program loads them all once it serves (`bot/warming.py`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from handlers.messages import Reply
from handlers.turn import Turn

if TYPE_CHECKING:
    from handlers.conversation import Conversation

Handler = Callable[[Turn, str], list[Reply]]


@dataclass(frozen=True)
class Way:
    """Who answers a command, as "module:function" in `handlers`; `leaves` when it gives up the
    question that is open, `staff` when only those who hold a role may use it."""

    place: str
    leaves: bool = False
    staff: bool = False

    @property
    def handler(self) -> Handler:
        """The function itself."""
        handler: Handler = _found(self.place)
        return handler


class Conversations(Mapping[str, type["Conversation"]]):
    """Every conversation by its name, which rows hold."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules

    def places(self) -> Iterator[str]:
        """Where each of them is."""
        return (f"{module}:{name}" for name, module in self._modules.items())

    def __getitem__(self, name: str) -> type["Conversation"]:
        machine: type[Conversation] = _found(f"{self._modules[name]}:{name}")
        return machine

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


def load_all() -> None:
    """Load every place, so that nobody has to wait for it."""
    for place in (*(way.place for way in COMMANDS.values()), *CONVERSATIONS.places()):
        _found(place)


@cache
def _found(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(f"handlers.{module}"), name)


COMMANDS: Mapping[str, Way] = {
    "/start": Way("citizen.menu:start", leaves=True),
    "/huy": Way("citizen.menu:start", leaves=True),
    "/trogiup": Way("citizen.help:show"),
    "/lich": Way("citizen.schedule:show"),
    "/gui": Way("intake.commands:register", leaves=True),
    "/phatbieu": Way("intake.commands:attend", leaves=True),
    "/tracuu": Way("lookup.commands:look_up", leaves=True),
    "/cuatoi": Way("citizen.mine:show"),
    "/xem": Way("citizen.mine:open_one"),
    "/visao": Way("citizen.mine:why"),
    "/them": Way("amend.commands:supplement", leaves=True),
    "/sua": Way("amend.commands:correct", leaves=True),
    "/rut": Way("amend.commands:withdraw", leaves=True),
    "/thamgia": Way("enrol.machine:join", leaves=True),
    "/thoat": Way("enrol.machine:leave", leaves=True),
    "/viec": Way("office.work_list:show", leaves=True, staff=True),
    "/xet": Way("office.review:review", leaves=True, staff=True),
    "/bosung": Way("office.review:ask_more", leaves=True, staff=True),
    "/phanloai": Way("sorting.classify:classify", leaves=True, staff=True),
    "/gom": Way("sorting.grouping:group", leaves=True, staff=True),
    "/giao": Way("sorting.assign:assign", leaves=True, staff=True),
    "/traloi": Way("agency.commands:answer", leaves=True, staff=True),
    "/giahan": Way("agency.commands:more_time", leaves=True, staff=True),
    "/chuyen": Way("agency.commands:not_ours", leaves=True, staff=True),
    "/duyet": Way("publish.commands:check", leaves=True, staff=True),
    "/moi": Way("seats.commands:invite", leaves=True, staff=True),
    "/khongden": Way("seats.commands:give_up", leaves=True),
    "/hoinghi": Way("conference.commands:manage", leaves=True, staff=True),
    "/quydinh": Way("office.regulation:changed", leaves=True, staff=True),
    "/canbo": Way("staffing.roster:show", leaves=True, staff=True),
    "/bangiao": Way("staffing.handing_over:show", leaves=True, staff=True),
    "/ketluan": Way("conclusion.commands:conclude", leaves=True, staff=True),
    "/sodon": Way("pending.commands:keep", leaves=True, staff=True),
    "/kenh": Way("citizen.channels:manage"),
    "/lienhe": Way("office.by_hand:reach", leaves=True, staff=True),
    "/nhap": Way("entering.commands:enter", leaves=True, staff=True),
    "/diaban": Way("area.commands:look", leaves=True, staff=True),
    "/baocao": Way("area.commands:report", leaves=True, staff=True),
    "/thongke": Way("figures.commands:show", leaves=True, staff=True),
    "/hoso": Way("dossier.commands:keep", leaves=True, staff=True),
    "/tim": Way("search.commands:look", leaves=True, staff=True),
    "/tonghop": Way("chair.pack:show", leaves=True, staff=True),
    "/phien": Way("live.commands:run", leaves=True, staff=True),
    "/hoi": Way("live.citizen:ask", leaves=True),
    "/danhgia": Way("afterwards.commands:grade", leaves=True),
    "/kiennghilai": Way("afterwards.commands:petition_again", leaves=True),
}

CONVERSATIONS = Conversations(
    {
        "Intake": "intake.machine",
        "Lookup": "lookup.machine",
        "Supplement": "amend.machine",
        "Correction": "amend.machine",
        "Withdrawal": "amend.machine",
        "Enrol": "enrol.machine",
        "Refusal": "office.refusal",
        "Ask": "office.refusal",
        "Renewal": "office.renewal",
        "Planning": "conference.machine",
        "ConferenceNote": "conference.notes",
        "JoinLink": "conference.link",
        "Invite": "staffing.inviting",
        "Replace": "staffing.replacing",
        "Remove": "staffing.removing",
        "HandOver": "staffing.handing_over",
        "DelegateFile": "seats.machine",
        "DelegatesByHand": "seats.machine",
        "GivingUp": "seats.machine",
        "Classification": "sorting.classify",
        "Grouping": "sorting.group_making",
        "Assignment": "sorting.assignment",
        "Forwarding": "sorting.forwarding",
        "Placing": "sorting.placing",
        "Answering": "agency.machine",
        "ReceiptDay": "agency.receipt",
        "MoreTime": "agency.more_time",
        "NoMoreTime": "agency.more_time",
        "GiveBack": "agency.give_back",
        "Remarks": "publish.remarks",
        "ConclusionDetail": "conclusion.detail",
        "ConclusionNotice": "conclusion.notice",
        "Raised": "conclusion.raised",
        "Entering": "entering.machine",
        "LongerNotice": "conclusion.supplement",
        "Handing": "conclusion.handing",
        "Grading": "afterwards.grading",
        "ReportTick": "area.ticking",
        "PendingEntry": "pending.machine",
        "PendingNote": "pending.machine",
        "PendingFile": "pending.machine",
        "Asking": "live.asking",
        "RefusingQuestion": "live.refusing",
        "NotingAnswer": "live.answering",
        "Search": "search.machine",
        "SignedPaper": "dossier.machine",
    }
)
