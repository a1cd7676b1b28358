"""How a question may end: what each outcome and each risk needs before it stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sessions.enums import Outcome, Risk
from sessions.errors import Refused
from sessions.models import ActionPoint, Answer
from sessions.texts import readout


class NotReady(Refused):
    """Something is missing before this question can be rounded off; `field` says what."""

    code = "not_ready"


@dataclass(frozen=True)
class Conclusion:
    """How the group leaves a question."""

    outcome: Outcome
    reason: str = ""
    risk: Risk | None = None
    risk_reason: str = ""
    acceptance: str = ""


def stands(answer: Answer) -> bool:
    """Tell whether this answer has an outcome, and everything that outcome needs."""
    try:
        require_complete(_conclusion_of(answer), answer=answer)
    except NotReady:
        return False
    return True


def _conclusion_of(answer: Answer) -> Conclusion:
    """Return how the group left this question, as stored."""
    return Conclusion(
        outcome=Outcome(answer.outcome),
        reason=answer.reason,
        risk=Risk(answer.risk) if answer.risk else None,
        risk_reason=answer.risk_reason,
        acceptance=answer.acceptance,
    )


def require_complete(conclusion: Conclusion, *, answer: Answer) -> None:
    """Raise NotReady, naming the field, while something is missing.

    What everybody reads does not lean on what was added in a closed round.
    """
    actions = list(ActionPoint.objects.filter(answer=answer, closed=False))
    _REQUIREMENTS[conclusion.outcome](conclusion, answer, actions)
    if conclusion.risk and not conclusion.risk_reason:
        raise NotReady(_("Write why you chose this risk."), field="risk_reason")
    if conclusion.risk == Risk.HIGH and not (actions or conclusion.acceptance):
        message = _("A high risk needs an action, or a sentence about who accepts it.")
        raise NotReady(message, field="acceptance")


def _open(_conclusion: Conclusion, _answer: Answer, _actions: list[ActionPoint]) -> None:
    raise NotReady(_("Choose an outcome."), field="outcome")


def _answered(_conclusion: Conclusion, answer: Answer, _actions: list[ActionPoint]) -> None:
    if not readout.plain_of(answer).strip():
        raise NotReady(_("There is no joint answer yet. Write it first."), field="text")


def _to_investigate(_conclusion: Conclusion, _answer: Answer, actions: list[ActionPoint]) -> None:
    if not any(action.owner and action.due_date for action in actions):
        message = _("Add an action: who looks into it, and when is it done?")
        raise NotReady(message, field="actions")


def _with_reason(conclusion: Conclusion, _answer: Answer, _actions: list[ActionPoint]) -> None:
    if not conclusion.reason:
        raise NotReady(_("Write the reason."), field="reason")


def _without_more(_conclusion: Conclusion, _answer: Answer, _actions: list[ActionPoint]) -> None:
    """Not discussed needs nothing."""


_REQUIREMENTS = {
    Outcome.OPEN: _open,
    Outcome.ANSWERED: _answered,
    Outcome.TO_INVESTIGATE: _to_investigate,
    Outcome.NO_GOOD_ANSWER: _with_reason,
    Outcome.NOT_APPLICABLE: _with_reason,
    Outcome.NOT_DISCUSSED: _without_more,
}
