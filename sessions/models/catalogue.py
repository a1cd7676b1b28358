"""The questions: one questionnaire of themes and questions, loaded from a fixture, read-only."""

from __future__ import annotations

from django.db import models


class Questionnaire(models.Model):
    """One version of one list of questions in one language."""

    slug = models.SlugField(max_length=60)
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "language", "version"], name="one_questionnaire_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.language} {self.version}"


class Theme(models.Model):
    """A group of questions; `title` is verbatim from the source, `short_name` is ours."""

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="themes"
    )
    number = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    title = models.CharField(max_length=300)
    short_name = models.CharField(max_length=60)

    class Meta:
        ordering = ["questionnaire", "number"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="one_theme_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.short_name}"


class Question(models.Model):
    """One question; `text` is verbatim, `parts` are its sub-questions (joined: the text)."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    short_name = models.CharField(max_length=60)
    text = models.TextField()
    parts = models.JSONField(default=list)

    class Meta:
        ordering = ["theme__questionnaire", "number"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "number"], name="one_question_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.short_name}"
