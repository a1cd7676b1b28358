"""Words everybody may use: the values of every choice, with their name on screen."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Phase(TextChoices):
    """Where a session stands. draft → lobby → running (↔ adjourned) → closed."""

    DRAFT = "draft", pgettext_lazy("session", "Draft")
    LOBBY = "lobby", pgettext_lazy("session", "Ready")
    RUNNING = "running", pgettext_lazy("session", "Running")
    ADJOURNED = "adjourned", pgettext_lazy("session", "Adjourned")
    CLOSED = "closed", pgettext_lazy("session", "Closed")


class Role(TextChoices):
    """What somebody may do in a session."""

    FACILITATOR = "facilitator", _("Facilitator")
    SCRIBE = "scribe", _("Scribe")
    PARTICIPANT = "participant", _("Participant")
    VENDOR = "vendor", _("Vendor")
    OBSERVER = "observer", _("Observer")
    PROJECTOR = "projector", _("Projector")


class Perspective(TextChoices):
    """Where somebody speaks from: "Jouw rol" on screen."""

    HR = "hr", _("HR")
    RECRUITER = "recruiter", _("Recruiter")
    MANAGER = "manager", _("Hiring manager")
    WORKS_COUNCIL = "works_council", _("Works council")
    PRIVACY = "privacy", _("Privacy (DPO)")
    LEGAL = "legal", _("Legal")
    IT = "it", _("IT")
    DIVERSITY = "diversity", _("Diversity and inclusion")
    VENDOR = "vendor", _("Vendor")
    OTHER = "other", _("Other, namely…")


class MembershipRole(TextChoices):
    """What an account may do in its organisation."""

    OWNER = "owner", _("Owner")
    FACILITATOR = "facilitator", _("Facilitator")
    READER = "reader", _("Reader (HR)")


class Step(TextChoices):
    """Where the group is with one question."""

    READING = "reading", _("Read")
    WRITING = "writing", _("Write")
    DISCUSSING = "discussing", _("Discuss")
    COMPOSING = "composing", _("Write together")
    CLOSING = "closing", _("Round off")
    DONE = "done", _("Done")


# The steps a session may use, in order. Everybody writes alone until the first step after WRITING.
STEPS = [Step.READING, Step.WRITING, Step.DISCUSSING, Step.COMPOSING, Step.CLOSING]
PRIVATE_STEPS = [Step.READING, Step.WRITING]


class Outcome(TextChoices):
    """How the group leaves a question."""

    OPEN = "open", _("Open")
    ANSWERED = "answered", _("Answered")
    TO_INVESTIGATE = "to_investigate", _("To investigate")
    NO_GOOD_ANSWER = "no_good_answer", _("No good answer")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    NOT_DISCUSSED = "not_discussed", _("Not discussed")


class Risk(TextChoices):
    """How large the group thinks the risk is. Empty until chosen, never "low" by default."""

    LOW = "low", pgettext_lazy("risk", "Low")
    MEDIUM = "medium", pgettext_lazy("risk", "Medium")
    HIGH = "high", pgettext_lazy("risk", "High")
    UNKNOWN = "unknown", pgettext_lazy("risk", "We do not know")


class ActionKind(TextChoices):
    """What an action point changes."""

    TECHNOLOGY = "technology", _("Technology")
    PROCESS = "process", _("Process")
    BEHAVIOUR = "behaviour", _("Behaviour")


class ContributionKind(TextChoices):
    """What one participant puts in at one question, apart from the joint answer."""

    INPUT = "input", _("Input")
    ADDITION = "addition", _("Addition")
    VENDOR_STATEMENT = "vendor_statement", _("Vendor statement")
    DISSENT = "dissent", _("Different view")


class ShownWith(TextChoices):
    """What stands above somebody's input once it is shown."""

    ROLE = "role", pgettext_lazy("input", "With role")
    NAME = "name", pgettext_lazy("input", "With name")
    NOTHING = "nothing", pgettext_lazy("input", "Without name and role")


class MarkKind(TextChoices):
    """A small mark by one person at one question."""

    READY = "ready", _("I am ready")
    HELP = "help", _("I do not understand the question")


class Consent(TextChoices):
    """Whether somebody can live with a joint answer; of a vendor: whether the facts are right."""

    YES = "yes", pgettext_lazy("consent", "Yes")
    REMARK = "remark", pgettext_lazy("consent", "Yes, with a remark")
    OBJECTION = "objection", pgettext_lazy("consent", "No, I object")


class Settled(TextChoices):
    """What became of a proposed sentence. Empty while it waits."""

    TAKEN = "taken", pgettext_lazy("proposal", "Taken over")
    DECLINED = "declined", pgettext_lazy("proposal", "Not taken over")


class Parked(TextChoices):
    """What became of an item on the parking list. Empty while it waits."""

    ACTION = "action", pgettext_lazy("parking list", "Became an action")
    DISCUSSED = "discussed", pgettext_lazy("parking list", "Discussed")
    DROPPED = "dropped", pgettext_lazy("parking list", "Dropped")


class Brought(TextChoices):
    """How far the vendor could bring one item of the homework. Empty until the vendor says."""

    WHOLE = "whole", pgettext_lazy("homework", "Here it is")
    PARTLY = "partly", pgettext_lazy("homework", "Partly")
    NOT_AVAILABLE = "not_available", pgettext_lazy("homework", "Not available")


class Judged(TextChoices):
    """What the group did with an item of the homework. Empty until it did something."""

    ADOPTED = "adopted", pgettext_lazy("homework", "Adopted")
    REJECTED = "rejected", pgettext_lazy("homework", "Rejected")


class Edition(TextChoices):
    """For whom a report is: the organisation itself, or anybody it is shown to."""

    INTERNAL = "internal", pgettext_lazy("edition", "Internal")
    SHAREABLE = "shareable", pgettext_lazy("edition", "Shareable")


class Proof(TextChoices):
    """How firmly a vendor statement stands."""

    SHOWN = "shown", pgettext_lazy("vendor statement", "Shown")
    PROMISED = "promised", pgettext_lazy("vendor statement", "Promised")
    UNCONFIRMED = "unconfirmed", pgettext_lazy("vendor statement", "Not confirmed")


class RedFlag(TextChoices):
    """The answer to a red-flag question on the system card. Empty until chosen."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", pgettext_lazy("red flag", "We do not know")


class ScreenView(TextChoices):
    """What the projector shows; "auto" follows the phase of the session."""

    AUTO = "auto", pgettext_lazy("projector", "Follow the session")
    INVITATION = "invitation", pgettext_lazy("projector", "QR code")
    QUESTION = "question", pgettext_lazy("projector", "Question")
    ANSWER = "answer", pgettext_lazy("projector", "Answer")
    OVERVIEW = "overview", pgettext_lazy("projector", "Overview")


class PdfState(TextChoices):
    """How far a PDF is. waiting → making → made, or failed."""

    WAITING = "waiting", pgettext_lazy("PDF", "Waiting")
    MAKING = "making", pgettext_lazy("PDF", "Being made")
    MADE = "made", pgettext_lazy("PDF", "Ready")
    FAILED = "failed", pgettext_lazy("PDF", "Failed")


class Capacity(TextChoices):
    """In which capacity somebody signs a final report off, and what that says."""

    HR = "hr", _("Responsible for HR: agrees")
    FACILITATOR = "facilitator", _("Facilitator: drew it up")
    PRIVACY = "privacy", _("Data protection officer: has seen it")
    WORKS_COUNCIL = "works_council", _("Works council: has seen it (this is no consent)")
    VENDOR = "vendor", _("Vendor: has checked the facts")


class LinkKind(TextChoices):
    """What a one-time link opens."""

    FIRST_ACCOUNT = "first_account", _("First account")
    SIGN_IN = "sign_in", _("Sign in")
