"""Every table of the program, one file for each part of its life."""

from storage.tables.commune import Account, Agency, Commune, Field, Village
from storage.tables.conference import Conference
from storage.tables.deadline import Deadline, DeadlineEvent, RegulationText
from storage.tables.fsm import ForeignConversation, KeyQueue
from storage.tables.people import Address, Invitation, Person, Staff
from storage.tables.petition import (
    Attachment,
    Petition,
    PetitionEvent,
    PetitionPart,
    Proof,
)
from storage.tables.traffic import (
    Attempt,
    Audit,
    Conversation,
    Counter,
    Inbox,
    Job,
    Outbox,
)

__all__ = [
    "Account",
    "Address",
    "Agency",
    "Attachment",
    "Attempt",
    "Audit",
    "Commune",
    "Conference",
    "Conversation",
    "Counter",
    "Deadline",
    "DeadlineEvent",
    "Field",
    "ForeignConversation",
    "Inbox",
    "Invitation",
    "Job",
    "KeyQueue",
    "Outbox",
    "Person",
    "Petition",
    "PetitionEvent",
    "PetitionPart",
    "Proof",
    "RegulationText",
    "Staff",
    "Village",
]
