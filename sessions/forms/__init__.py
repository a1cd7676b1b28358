"""What HTTP may say: every field cleaned, bounded and named once.

A form turns what was posted into the facts a command takes; it decides nothing else.
"""

from sessions.forms.accounts import FirstAccountForm, NewAccountForm
from sessions.forms.closed_rounds import AdmissionForm, ClosedRoundForm
from sessions.forms.commands import (
    ActionPointForm,
    ConclusionForm,
    DoorForm,
    NameForm,
    PartForm,
    PhaseForm,
    QuestionNumberForm,
)
from sessions.forms.joining import EnterCodeForm, JoinForm, ReturnForm
from sessions.forms.office import (
    InvitationForm,
    MemberRoleForm,
    ReportSearchForm,
    ShareLinkForm,
)
from sessions.forms.session import SessionForm
from sessions.forms.system_card import SystemCardForm
from sessions.forms.voices import (
    AdditionForm,
    DissentForm,
    InputForm,
    ReactionForm,
    RecognitionForm,
)

__all__ = [
    "ActionPointForm",
    "AdditionForm",
    "AdmissionForm",
    "ClosedRoundForm",
    "ConclusionForm",
    "DissentForm",
    "DoorForm",
    "EnterCodeForm",
    "FirstAccountForm",
    "InputForm",
    "InvitationForm",
    "JoinForm",
    "MemberRoleForm",
    "NameForm",
    "NewAccountForm",
    "PartForm",
    "PhaseForm",
    "QuestionNumberForm",
    "ReactionForm",
    "RecognitionForm",
    "ReportSearchForm",
    "ReturnForm",
    "SessionForm",
    "ShareLinkForm",
    "SystemCardForm",
]
