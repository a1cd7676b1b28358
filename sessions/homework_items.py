"""The twelve things a vendor is asked to bring, and the questions each belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Wanted:
    """One thing to bring: its place in the list, from 1, and what is meant by it.

    `questions` holds the numbers of the questions it belongs to, in order; one without any belongs
    to the system card.
    """

    number: int
    title: Promise
    meaning: Promise
    questions: tuple[int, ...]


HOMEWORK = (
    Wanted(
        1,
        _("Purpose and instructions for use"),
        _("What the system is made for, what it must not be used for, and how to use it well."),
        (9, 19),
    ),
    Wanted(
        2,
        _("Training data, and what counts as success"),
        _(
            "Whose data the system learnt from, of which years and countries. And who decided what"
            " a good employee is."
        ),
        (5, 6),
    ),
    Wanted(
        3,
        _("Information to people in the data"),
        _("What you told the people in the data, and how you made the data anonymous."),
        (7,),
    ),
    Wanted(
        4,
        _("Where the data goes"),
        _("A drawing of the data flow, the companies that help you, and where the data is kept."),
        (8,),
    ),
    Wanted(
        5,
        _("What the system looks at"),
        _(
            "The list of features. And the roundabout ways to sensitive traits, such as postcode"
            " or a gap in the CV."
        ),
        (14,),
    ),
    Wanted(
        6,
        _("Test for prejudice"),
        _(
            "How you compared groups: the numbers per group, the limit, the date and by whom. And"
            " what you did about a bad result."
        ),
        (14, 15),
    ),
    Wanted(
        7,
        _("Study: does the score predict the work?"),
        _(
            "A study that lays scores beside later work: which jobs, how many people, in which"
            " period, and whether it was independent."
        ),
        (17,),
    ),
    Wanted(
        8,
        _("Watching and changing"),
        _("How you keep watching the system, when you change it, and who hears about that."),
        (10, 18),
    ),
    Wanted(
        9,
        _("Explanation of one advice"),
        _("How the system explains its advice, to a recruiter and to a candidate. An example."),
        (3, 10),
    ),
    Wanted(
        10,
        _("Report on accessibility"),
        _(
            "What was tested and with whom. Also languages, use on a phone, and use with a"
            " disability."
        ),
        (13,),
    ),
    Wanted(
        11,
        _("Where you stand under the AI Act"),
        _(
            "Which role you have, whether the system counts as high risk and why, and since when"
            " it is on the market."
        ),
        (),
    ),
    Wanted(
        12,
        _("Not taking part, and deleting"),
        _("How a candidate can do without the AI, and how results are deleted."),
        (4,),
    ),
)
_BY_NUMBER = {wanted.number: wanted for wanted in HOMEWORK}


def wanted(number: int) -> Wanted | None:
    """Return one thing to bring; None when the list has no such number."""
    return _BY_NUMBER.get(number)


def wanted_at(question: int) -> list[Wanted]:
    """Return what belongs to this question, in the order of the list."""
    return [each for each in HOMEWORK if question in each.questions]
