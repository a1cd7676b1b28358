"""What is stored. Facts about one row only: rights live in `access`, changes in `commands`.

`catalogue` holds the questions, `account` and `organisation` who owns what, `session`,
`participant`, `answer` and `action_point` the gathering itself, `text` the log behind an
answer's shared text, `audit` who did what when.
"""

from sessions.models.account import Account, OneTimeLink
from sessions.models.action_point import ActionPoint
from sessions.models.answer import Answer
from sessions.models.audit import AuditEntry
from sessions.models.catalogue import Question, Questionnaire, Theme
from sessions.models.organisation import Membership, Organisation
from sessions.models.participant import Participant
from sessions.models.session import Session
from sessions.models.text import TextCheckpoint, TextClient, TextUpdate

__all__ = [
    "Account",
    "ActionPoint",
    "Answer",
    "AuditEntry",
    "Membership",
    "OneTimeLink",
    "Organisation",
    "Participant",
    "Question",
    "Questionnaire",
    "Session",
    "TextCheckpoint",
    "TextClient",
    "TextUpdate",
    "Theme",
]
