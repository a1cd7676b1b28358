"""What is stored. Facts about one row only: rights live in `access`, changes in `commands`.

`catalogue` holds the questions, `account` and `organisation` who owns what, `session`,
`participant`, `answer` and `action_point` the gathering itself, `text` the log behind an
answer's shared text, `contribution`, `mark` and `proposal` what single people put in,
`parked_item` what waits, `homework` what the vendor brings, `system_card` the facts about the
system, `screen` the projector, `report` final versions and who may open them, `audit` who did what
when.
"""

from sessions.models.account import Account, OneTimeLink
from sessions.models.action_point import ActionPoint
from sessions.models.answer import Answer
from sessions.models.audit import AuditEntry
from sessions.models.catalogue import Question, Questionnaire, Theme
from sessions.models.contribution import Contribution, Reaction, Recognition
from sessions.models.homework import HomeworkItem, HomeworkLink
from sessions.models.mark import ConsentVote, Mark
from sessions.models.organisation import Invitation, Membership, Organisation
from sessions.models.parked_item import ParkedItem
from sessions.models.participant import Participant
from sessions.models.proposal import Proposal
from sessions.models.report import PdfJob, Report, ShareLink, SignOff
from sessions.models.screen import ScreenLink
from sessions.models.session import ClosedRound, Session
from sessions.models.system_card import SystemCard
from sessions.models.text import TextCheckpoint, TextClient, TextUpdate

__all__ = [
    "Account",
    "ActionPoint",
    "Answer",
    "AuditEntry",
    "ClosedRound",
    "ConsentVote",
    "Contribution",
    "HomeworkItem",
    "HomeworkLink",
    "Invitation",
    "Mark",
    "Membership",
    "OneTimeLink",
    "Organisation",
    "ParkedItem",
    "Participant",
    "PdfJob",
    "Proposal",
    "Question",
    "Questionnaire",
    "Reaction",
    "Recognition",
    "Report",
    "ScreenLink",
    "Session",
    "ShareLink",
    "SignOff",
    "SystemCard",
    "TextCheckpoint",
    "TextClient",
    "TextUpdate",
    "Theme",
]
