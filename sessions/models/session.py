"""A session: one facilitated gathering of one organisation about one system."""

from __future__ import annotations

from django.db import models

from sessions.enums import Phase, ScreenView, ShownWith, Step
from sessions.models.catalogue import Questionnaire
from sessions.models.identifiers import new_public_id
from sessions.models.organisation import Organisation


def plain_steps() -> list[str]:
    """Return the steps of a session without ceremony: straight into the joint answer."""
    return [Step.COMPOSING.value]


class Session(models.Model):
    """One gathering. Every command locks this row first and raises `revision` by one.

    `client_name` is the organisation the session is about, as printed on the report; it is the
    owning organisation's name unless the facilitator works for another one. `join_code` holds
    eight signs without a dash. `epoch` is part of every text document's name; restoring a backup
    raises it, so that an older browser never merges into a newer text. `screen_view` is
    what the projector shows. Who joins is told whether `names_in_report` holds.

    `steps` holds the steps this session uses, in order. `one_pen`: only who holds the `pen` writes
    in joint answers, others propose sentences. While a closed round runs, `closed_round` is the
    question that was on the table when it began, which is all that outsiders go on seeing; else
    it is None. `changed_at` is when something last changed that everybody hears of,
    `changed_inside_at` something that only insiders do.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="sessions"
    )
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT)
    title = models.CharField(max_length=120)
    client_name = models.CharField(max_length=120)
    system_name = models.CharField(max_length=120, blank=True)
    vendor_name = models.CharField(max_length=120, blank=True)
    date = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    phase = models.CharField(max_length=20, choices=Phase, default=Phase.DRAFT)
    current_question = models.PositiveSmallIntegerField(default=1)
    join_code = models.CharField(max_length=8, unique=True)
    door_open = models.BooleanField(default=True)
    revision = models.PositiveBigIntegerField(default=0)
    epoch = models.PositiveIntegerField(default=1)
    keep_until = models.DateField()
    names_in_report = models.BooleanField(default=False)
    screen_view = models.CharField(max_length=20, choices=ScreenView, default=ScreenView.AUTO)
    steps = models.JSONField(default=plain_steps)
    shown_with = models.CharField(max_length=20, choices=ShownWith, default=ShownWith.ROLE)
    one_pen = models.BooleanField(default=False)
    pen = models.ForeignKey(
        "airsessions.Participant", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    vendor_sees_inputs = models.BooleanField(default=True)
    vendor_sees_risk = models.BooleanField(default=True)
    inputs_in_report = models.BooleanField(default=False)
    closed_round = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_inside_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class ClosedRound(models.Model):
    """A stretch of a session without vendor, observers and screens."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="closed_rounds")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session"],
                condition=models.Q(ended_at__isnull=True),
                name="one_closed_round_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.began_at:%H:%M}"
