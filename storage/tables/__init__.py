"""Every table of the program, one file for each part of its life."""

from storage.tables.afterwards import Satisfaction
from storage.tables.by_hand import ByHand
from storage.tables.commune import Account, Agency, Commune, Field, Village
from storage.tables.conclusion import Conclusion, ConclusionMatter, ConclusionRecipient
from storage.tables.conference import Conference, ConferenceDuty, ConferenceEvent
from storage.tables.deadline import Deadline, DeadlineEvent, RegulationText
from storage.tables.delegate import Delegate
from storage.tables.dossier import DossierPaper
from storage.tables.fsm import ForeignConversation, KeyQueue
from storage.tables.group import OpinionGroup
from storage.tables.live import LiveSession, SessionQuestion
from storage.tables.official_account import OfficialAccount
from storage.tables.pending import PendingCase, PendingEvent
from storage.tables.people import Address, ChannelLink, Invitation, Person, Staff
from storage.tables.petition import (
    Attachment,
    Petition,
    PetitionEvent,
    PetitionPart,
    Proof,
)
from storage.tables.reminder import Reminder
from storage.tables.search import PetitionSearch
from storage.tables.task import Answer, Extension, Task
from storage.tables.traffic import (
    Attempt,
    Audit,
    Conversation,
    Counter,
    Inbox,
    Job,
    Outbox,
    SendingShare,
)
from storage.tables.vital import AccountHealth, Vital
from storage.tables.yearly_report import YearlyReport

__all__ = [
    "Account",
    "AccountHealth",
    "Address",
    "Agency",
    "Answer",
    "Attachment",
    "Attempt",
    "Audit",
    "ByHand",
    "ChannelLink",
    "Commune",
    "Conclusion",
    "ConclusionMatter",
    "ConclusionRecipient",
    "Conference",
    "ConferenceDuty",
    "ConferenceEvent",
    "Conversation",
    "Counter",
    "Deadline",
    "DeadlineEvent",
    "Delegate",
    "DossierPaper",
    "Extension",
    "Field",
    "ForeignConversation",
    "Inbox",
    "Invitation",
    "Job",
    "KeyQueue",
    "LiveSession",
    "OfficialAccount",
    "OpinionGroup",
    "Outbox",
    "PendingCase",
    "PendingEvent",
    "Person",
    "Petition",
    "PetitionEvent",
    "PetitionPart",
    "PetitionSearch",
    "Proof",
    "RegulationText",
    "Reminder",
    "Satisfaction",
    "SendingShare",
    "SessionQuestion",
    "Staff",
    "Task",
    "Village",
    "Vital",
    "YearlyReport",
]
