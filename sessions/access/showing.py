"""When what people wrote alone is shown to the others.

Everybody writes alone until the group goes on; rounding off and closing show nothing. What was
shown once stays shown.
"""

from __future__ import annotations

from django.db.models import Q

from sessions.enums import PRIVATE_STEPS, ContributionKind, Step
from sessions.models import Answer, Contribution

# Rounding off straight from a private step leaves inputs with their authors.
_HIDING = frozenset({*PRIVATE_STEPS, Step.DONE})
# Rows that say something: an input that was emptied again, or taken away, is nobody's card.
SAYING = ~Q(text="") | Q(dont_know=True) | Q(look_into=True)


def says_something(contribution: Contribution) -> bool:
    """Tell whether there is anything in a contribution: words or a tick. Of rows: `SAYING`."""
    return bool(contribution.text) or contribution.dont_know or contribution.look_into


def is_shown(answer: Answer) -> bool:
    """Tell whether the inputs at this question are shown to the others."""
    return answer.revealed_at is not None or answer.step not in _HIDING


def takes_additions(answer: Answer) -> bool:
    """Tell whether what somebody adds now is for everybody: not while people write alone."""
    return answer.revealed_at is not None or answer.step not in PRIVATE_STEPS


def is_public(contribution: Contribution, *, answer: Answer) -> bool:
    """Tell whether a contribution at this answer is shown to the others by now.

    A vendor statement waits with the inputs, so that it steers nobody; once the question is
    rounded off it cannot any more. What the vendor prepared before the session was shown already.
    """
    if not says_something(contribution):
        return False
    if contribution.kind == ContributionKind.INPUT:
        return is_shown(answer)
    if contribution.kind == ContributionKind.VENDOR_STATEMENT:
        return contribution.prepared or takes_additions(answer)
    return True
