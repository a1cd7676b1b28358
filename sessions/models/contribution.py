"""What one participant puts in at one question apart from the joint answer, and what others add."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sessions.enums import ContributionKind, Proof
from sessions.models.answer import Answer
from sessions.models.identifiers import new_public_id
from sessions.models.participant import Participant

# Begin keys that the session makes itself; the colon keeps them apart from those of pages.
# Of a vendor statement that came from the homework; its number follows.
FROM_HOMEWORK = "homework:"
# Of an addition that came as a late save of an input.
FROM_LATE_SAVE = "late:"
# Of an input that was taken away; what tells its words when they come again follows.
TAKEN_AWAY = "taken:"


class Contribution(models.Model):
    """Somebody's input, an addition to it, a vendor statement, or a view that differs.

    Everybody has one input at a question, written anew by saving: `edition` counts the savings, so
    that a late one changes nothing. `key` is what the author's page calls an added one, so that
    sending it twice adds one of its kind. `unnamed` leaves role and name of the author out
    everywhere. `closed`: added in a closed round. `dont_know` and `look_into` are ticks of an
    input. `proof` and the fields of the document are for vendor statements: what shows it, its
    date, an https address, and where else to find it. `taken_over_at`: when its text was put in the
    joint answer.
    """

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="contributions")
    author = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    kind = models.CharField(max_length=20, choices=ContributionKind)
    text = models.CharField(max_length=4000, blank=True)
    unnamed = models.BooleanField(default=False)
    closed = models.BooleanField(default=False)
    dont_know = models.BooleanField(default=False)
    look_into = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=0)
    key = models.CharField(max_length=36, blank=True)
    proof = models.CharField(max_length=20, choices=Proof, blank=True)
    document = models.CharField(max_length=200, blank=True)
    document_date = models.DateField(null=True, blank=True)
    document_address = models.URLField(max_length=500, blank=True)
    document_place = models.CharField(max_length=200, blank=True)
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    taken_over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "author"],
                condition=Q(kind=ContributionKind.INPUT),
                name="one_input_per_person",
            ),
            models.UniqueConstraint(
                fields=["answer", "author", "kind", "key"],
                condition=~Q(key=""),
                name="one_contribution_per_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def prepared(self) -> bool:
        """Tell whether this is a vendor statement that the group adopted from the homework.

        Nobody in the session is its author.
        """
        from_homework = self.key.startswith(FROM_HOMEWORK)
        return self.kind == ContributionKind.VENDOR_STATEMENT and from_homework


class Reaction(models.Model):
    """What somebody answers to a contribution."""

    public_id = models.CharField(max_length=22, unique=True, default=new_public_id, editable=False)
    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="reactions"
    )
    author = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True)
    text = models.CharField(max_length=500)
    unnamed = models.BooleanField(default=False)
    key = models.CharField(max_length=36, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "author", "key"],
                condition=~Q(key=""),
                name="one_reaction_per_key",
            )
        ]

    def __str__(self) -> str:
        return f"reaction {self.pk}"


class Recognition(models.Model):
    """Somebody recognises what a contribution says."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="recognitions"
    )
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "participant"], name="one_recognition_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} recognises {self.contribution_id}"
