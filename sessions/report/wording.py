"""The words of the report that follow from values: outcomes, risks, dates, versions, sentences."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext

from sessions.enums import ActionKind, Outcome, Risk
from sessions.report.values import Action, Contents, QuestionAnswer

# In the order in which they are counted on the summary.
OUTCOMES = (
    Outcome.ANSWERED.value,
    Outcome.TO_INVESTIGATE.value,
    Outcome.NO_GOOD_ANSWER.value,
    Outcome.NOT_APPLICABLE.value,
    Outcome.NOT_DISCUSSED.value,
    Outcome.OPEN.value,
)
RISKS = (Risk.HIGH.value, Risk.MEDIUM.value, Risk.LOW.value, Risk.UNKNOWN.value)


def outcome(value: str) -> str:
    """Return the outcome's name; in a draft an open question is called so."""
    return gettext("Still open") if value == Outcome.OPEN else str(Outcome(value).label)


def risk(value: str) -> str:
    """Return the risk's name, as in a column headed "Risk"."""
    return str(Risk(value).label)


def risk_phrase(value: str) -> str:
    """Return the risk as it stands alone, without a heading."""
    phrases = {
        Risk.LOW: gettext("Low risk"),
        Risk.MEDIUM: gettext("Medium risk"),
        Risk.HIGH: gettext("High risk"),
        Risk.UNKNOWN: gettext("Risk: we do not know"),
    }
    return phrases[Risk(value)]


def kind(value: str) -> str:
    """Return the name of what an action changes."""
    return str(ActionKind(value).label)


def date(day: dt.date, *, weekday: bool = False) -> str:
    """Return a date in full: 4 december 2026, or vrijdag 4 december 2026."""
    return date_format(day, "l j F Y" if weekday else "j F Y")


def short_date(day: dt.date) -> str:
    """Return a date in figures: 4-12-2026."""
    return date_format(day, "j-n-Y")


def moment(at: dt.datetime) -> str:
    """Return a moment in the time zone of the installation: 23 november 2026, 10:42."""
    local = timezone.localtime(at, timezone.get_default_timezone())
    return f"{date(local.date())}, {local:%H:%M}"


def programme(contents: Contents) -> str:
    """Return how many of the questions were chosen for this session."""
    chosen = sum(question.chosen for question in contents.questions)
    numbers = {"chosen": chosen, "all": len(contents.questions)}
    return gettext("%(chosen)d of the %(all)d questions") % numbers


def lead(contents: Contents) -> str:
    """Return the first sentences of the summary: how far the group came."""
    left = (Outcome.OPEN.value, Outcome.NOT_DISCUSSED.value)
    done = sum(question.outcome not in left for question in contents.questions)
    numbers = {"done": done, "all": len(contents.questions)}
    first = gettext("%(done)d of the %(all)d questions have an outcome.") % numbers
    more = []
    if count := len(contents.actions):
        words = ngettext("There is %(n)d action.", "There are %(n)d actions.", count)
        more.append(words % {"n": count})
    if count := sum(len(question.dissents) for question in contents.questions):
        words = ngettext(
            "There is %(n)d different view.", "There are %(n)d different views.", count
        )
        more.append(words % {"n": count})
    return " ".join([first, *more])


def edition(contents: Contents) -> str:
    """Return which edition this is, for the foot of every page."""
    if contents.version is None:
        return gettext("draft")
    return gettext("version %(number)d, final") % {"number": contents.version}


def version_line(contents: Contents) -> str:
    """Return the version and since when it is final; a draft has none."""
    if contents.version is None or contents.final_at is None:
        return ""
    words = gettext("%(number)d, final on %(moment)s")
    return words % {"number": contents.version, "moment": moment(contents.final_at)}


def groups(code: str) -> str:
    """Return a hash in groups of eight signs, as on screen, to be compared by eye."""
    return " ".join(code[start : start + 8] for start in range(0, len(code), 8))


def concept(contents: Contents) -> str:
    """Return what being a draft means for this report."""
    words = {"moment": moment(contents.as_of)}
    if contents.closed:
        return gettext("This report is a draft: as it was on %(moment)s.") % words
    return (
        gettext(
            "This report is a draft: as it was on %(moment)s. The session was not closed yet, so "
            "the answers can still change."
        )
        % words
    )


def answer_label(question: QuestionAnswer) -> str:
    """Return what the written text is: the joint answer, or how far it came."""
    if question.outcome in (Outcome.OPEN, Outcome.TO_INVESTIGATE):
        return gettext("Joint answer so far")
    if question.outcome == Outcome.NOT_DISCUSSED:
        return gettext("Written down, not rounded off")
    return gettext("Joint answer")


def reason_label(question: QuestionAnswer) -> str:
    """Return what the reason beside an outcome is a reason for."""
    labels = {
        Outcome.NO_GOOD_ANSWER.value: gettext("Why there is no good answer"),
        Outcome.NOT_APPLICABLE.value: gettext("Why this question does not apply"),
        Outcome.TO_INVESTIGATE.value: gettext("What has to be found out"),
    }
    return labels.get(question.outcome, gettext("Explanation"))


def silence(question: QuestionAnswer) -> str:
    """Return why nothing is written at a question."""
    if not question.chosen:
        return gettext("This question was not part of this session.")
    if question.outcome == Outcome.NOT_DISCUSSED:
        return gettext("This question was not discussed.")
    if question.outcome == Outcome.OPEN:
        return gettext("This question is still open. Nothing has been written down yet.")
    return gettext("No joint answer was written down.")


def ticks(question: QuestionAnswer) -> list[tuple[str, str]]:
    """Return, per line, a mark and words for the sub-questions; none when there is one only."""
    total = len(question.parts)
    done = [number for number, part in enumerate(question.parts, 1) if part.done]
    if total < 2 or question.outcome in (Outcome.NOT_DISCUSSED, Outcome.NOT_APPLICABLE):
        return []
    if len(done) == total:
        return [("ticked", gettext("All sub-questions answered"))]
    if not done:
        return [("unticked", gettext("No sub-question ticked as answered"))]
    words = ngettext(
        "Sub-question %(which)s answered", "Sub-questions %(which)s answered", len(done)
    )
    first = [("ticked", words % {"which": and_list(done)})]
    missing = gettext("Sub-question %(which)d not answered: ‘%(text)s’")
    return first + [
        ("unticked", missing % {"which": number, "text": part.text.strip()})
        for number, part in enumerate(question.parts, 1)
        if not part.done
    ]


def and_list(numbers: list[int]) -> str:
    """Return numbers as words are listed: 1, 2 en 4."""
    *before, last = map(str, numbers)
    between = pgettext("between the last two of a list", "and")
    return f"{', '.join(before)} {between} {last}" if before else last


def by_whom(action: Action) -> str:
    """Return who does an action and before when, as far as they are known."""
    known = [action.owner] if action.owner else []
    if action.due_date:
        known.append(gettext("before %(date)s") % {"date": date(action.due_date)})
    return ", ".join(known)
