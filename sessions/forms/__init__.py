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
from sessions.forms.homework import HomeworkLinkForm, JudgementForm, PreparationForm
from sessions.forms.joining import EnterCodeForm, JoinForm, ReturnForm
from sessions.forms.office import (
    InvitationForm,
    MemberRoleForm,
    ReportSearchForm,
    ShareLinkForm,
)
from sessions.forms.rounds import (
    ColleagueForm,
    HelpForm,
    ParkedItemForm,
    ParkedSettledForm,
    ProposalForm,
    ReadyForm,
    RoleForm,
    SettledForm,
    StepForm,
    VoteForm,
)
from sessions.forms.session import SessionForm
from sessions.forms.statements import StatementForm
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
    "ColleagueForm",
    "ConclusionForm",
    "DissentForm",
    "DoorForm",
    "EnterCodeForm",
    "FirstAccountForm",
    "HelpForm",
    "HomeworkLinkForm",
    "InputForm",
    "InvitationForm",
    "JoinForm",
    "JudgementForm",
    "MemberRoleForm",
    "NameForm",
    "NewAccountForm",
    "ParkedItemForm",
    "ParkedSettledForm",
    "PartForm",
    "PhaseForm",
    "PreparationForm",
    "ProposalForm",
    "QuestionNumberForm",
    "ReactionForm",
    "ReadyForm",
    "RecognitionForm",
    "ReportSearchForm",
    "ReturnForm",
    "RoleForm",
    "SessionForm",
    "SettledForm",
    "ShareLinkForm",
    "StatementForm",
    "StepForm",
    "SystemCardForm",
    "VoteForm",
]
