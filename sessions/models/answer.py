"""What the group writes together, exactly one per question per session."""

from __future__ import annotations

from django.db import models

from sessions.enums import Outcome, Risk, Step
from sessions.models.catalogue import Question
from sessions.models.participant import Participant
from sessions.models.session import Session


class Answer(models.Model):
    """One question of one session; its text lives in the text log.

    `chosen` says whether the question is in this session's programme. `parts_done` holds the
    positions (from 0) of the sub-questions ticked as answered. The text is frozen while
    `frozen_at` is set; whoever gives sequence numbers to text locks this row. `step_by` set the
    step last. What people wrote alone is shown once `revealed_at` is set, and stays shown.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT)
    number = models.PositiveSmallIntegerField()
    chosen = models.BooleanField(default=True)
    step = models.CharField(max_length=20, choices=Step, default=Step.COMPOSING)
    step_by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, related_name="+")
    revealed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome, default=Outcome.OPEN)
    reason = models.CharField(max_length=2000, blank=True)
    risk = models.CharField(max_length=20, choices=Risk, blank=True)
    risk_reason = models.CharField(max_length=2000, blank=True)
    acceptance = models.CharField(max_length=2000, blank=True)
    parts_done = models.JSONField(default=list)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["session", "number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_answer_per_question")
        ]

    def __str__(self) -> str:
        return f"{self.session_id}/{self.number}"
