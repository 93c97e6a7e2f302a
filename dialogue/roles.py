"""Who works with the program and what each may do: the one table, printed by the help."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    OFFICE = "office"  # Văn phòng Đảng ủy, Văn phòng HĐND và UBND
    BOARD = "board"  # Ban xây dựng Đảng (Ban Tuyên giáo và Dân vận)
    FRONT = "front"  # Mặt trận Tổ quốc Việt Nam
    AGENCY = "agency"  # cơ quan, đơn vị được phân công trả lời
    CHAIR = "chair"  # Bí thư Đảng ủy, Chủ tịch UBND
    CITY = "city"  # Ban Tuyên giáo và Dân vận Thành ủy
    OPERATOR = "operator"  # người vận hành hệ thống


class Mover(StrEnum):
    """Who moves a petition, a seat or a conference without holding a role."""

    CITIZEN = "citizen"  # its author, at an address where this was proved
    RULE = "rule"  # a regulation's rule, by the person's own answer or by a list
    CLOCK = "clock"  # a day or an hour that has come


Actor = Role | Mover


class Action(StrEnum):
    SEE_WORK = "see_work"
    OPEN_PETITION = "open_petition"
    HAND_OVER = "hand_over"
    MANAGE_CONFERENCE = "manage_conference"
    DELEGATE = "delegate"
    INVITE = "invite"
    DECIDE_SEAT = "decide_seat"
    DECIDE_HEARING = "decide_hearing"
    UNDO = "undo"
    RENEW_CODE = "renew_code"
    ASK_DOCUMENTS = "ask_documents"
    CLASSIFY = "classify"
    GROUP = "group"
    ASSIGN = "assign"
    ALLOW_IDENTITY = "allow_identity"
    CONFIRM_RECEIPT = "confirm_receipt"
    ANSWER = "answer"
    ASK_MORE_TIME = "ask_more_time"
    GIVE_BACK = "give_back"
    PUBLISH = "publish"
    CONCLUDE = "conclude"
    ENTER_PETITION = "enter_petition"
    KEEP_REGISTER = "keep_register"
    SEARCH = "search"
    SEE_FIGURES = "see_figures"
    REPORT = "report"
    EXPORT_DOSSIER = "export_dossier"
    RUN_SESSION = "run_session"
    SEE_PACK = "see_pack"
    READ_SYNTHESIS = "read_synthesis"
    SEE_AREA = "see_area"
    INVITE_STAFF = "invite_staff"
    REACH_BY_HAND = "reach_by_hand"


PER_INSTALLATION = frozenset({Role.CITY, Role.OPERATOR})

_OFFICE = frozenset({Role.OFFICE})
_SORTERS = frozenset({Role.OFFICE, Role.BOARD, Role.FRONT})
_COMMUNE = frozenset(Role) - PER_INSTALLATION

ALLOWED: Mapping[Action, frozenset[Role]] = MappingProxyType(
    {
        Action.SEE_WORK: frozenset(Role),
        Action.OPEN_PETITION: _COMMUNE,
        Action.HAND_OVER: _COMMUNE,
        Action.MANAGE_CONFERENCE: _OFFICE,
        # The office enters what a head has signed on paper.
        Action.DELEGATE: frozenset({Role.OFFICE, Role.CHAIR}),
        Action.INVITE: frozenset({Role.OFFICE, Role.FRONT}),
        Action.DECIDE_SEAT: _OFFICE,
        Action.DECIDE_HEARING: _OFFICE,
        Action.UNDO: _OFFICE,
        Action.RENEW_CODE: _OFFICE,
        Action.ASK_DOCUMENTS: frozenset({Role.OFFICE, Role.AGENCY}),
        Action.CLASSIFY: _SORTERS,
        Action.GROUP: _SORTERS,
        Action.ASSIGN: _OFFICE,
        Action.ALLOW_IDENTITY: _OFFICE,
        # The office enters what an agency that works on paper received or answered.
        Action.CONFIRM_RECEIPT: frozenset({Role.OFFICE, Role.AGENCY}),
        Action.ANSWER: frozenset({Role.OFFICE, Role.AGENCY}),
        Action.ASK_MORE_TIME: frozenset({Role.AGENCY}),
        Action.GIVE_BACK: frozenset({Role.AGENCY}),
        # Of the two, the commune names one; drafter and publisher differ.
        Action.PUBLISH: frozenset({Role.OFFICE, Role.CHAIR}),
        Action.CONCLUDE: _OFFICE,
        Action.ENTER_PETITION: frozenset({Role.OFFICE, Role.FRONT}),
        # Who denounces somebody is named to nobody else.
        Action.KEEP_REGISTER: _OFFICE,
        Action.SEARCH: _COMMUNE,
        Action.SEE_FIGURES: _SORTERS | {Role.CHAIR, Role.CITY},
        Action.REPORT: frozenset({Role.OFFICE, Role.BOARD}),
        Action.EXPORT_DOSSIER: _OFFICE,
        Action.RUN_SESSION: _OFFICE,
        Action.SEE_PACK: frozenset({Role.CHAIR}),
        # It is written by the office for whoever chairs.
        Action.READ_SYNTHESIS: frozenset({Role.OFFICE, Role.CHAIR}),
        Action.SEE_AREA: frozenset({Role.CITY}),
        Action.INVITE_STAFF: frozenset({Role.OFFICE, Role.OPERATOR}),
        Action.REACH_BY_HAND: _OFFICE,
    }
)

COMMANDS: Mapping[str, Action] = MappingProxyType(
    {
        "viec": Action.SEE_WORK,
        "hoinghi": Action.MANAGE_CONFERENCE,
        "moi": Action.INVITE,
        "xet": Action.DECIDE_HEARING,
        "bosung": Action.ASK_DOCUMENTS,
        "phanloai": Action.CLASSIFY,
        "gom": Action.GROUP,
        "giao": Action.ASSIGN,
        "traloi": Action.ANSWER,
        "giahan": Action.ASK_MORE_TIME,
        "chuyen": Action.GIVE_BACK,
        "duyet": Action.PUBLISH,
        "ketluan": Action.CONCLUDE,
        "nhap": Action.ENTER_PETITION,
        "sodon": Action.KEEP_REGISTER,
        "tim": Action.SEARCH,
        "thongke": Action.SEE_FIGURES,
        "baocao": Action.REPORT,
        "hoso": Action.EXPORT_DOSSIER,
        "phien": Action.RUN_SESSION,
        "tonghop": Action.SEE_PACK,
        "diaban": Action.SEE_AREA,
        "quydinh": Action.MANAGE_CONFERENCE,
        "canbo": Action.INVITE_STAFF,
        "bangiao": Action.HAND_OVER,
        "lienhe": Action.REACH_BY_HAND,
    }
)

# Whom those who run the staff may give a role or take one from: the office its own commune's.
_APPOINTS: Mapping[Role, frozenset[Role]] = MappingProxyType(
    {Role.OFFICE: _COMMUNE, Role.OPERATOR: frozenset(Role)}
)

# An agency may be the one complained of: it sees a name only where the office allows it.
_SEES_IDENTITY = _COMMUNE - {Role.AGENCY}


def may(roles: Iterable[Role], action: Action) -> bool:
    return not ALLOWED[action].isdisjoint(roles)


def appoints(roles: Iterable[Role]) -> tuple[Role, ...]:
    """The roles that these may give and take, in the order of the table."""
    given = frozenset[Role]().union(*(_APPOINTS.get(role, ()) for role in roles))
    return tuple(role for role in Role if role in given)


def sees_identity(roles: Iterable[Role]) -> bool:
    """Name and phone, without the office having allowed it for the matter."""
    return not _SEES_IDENTITY.isdisjoint(roles)
