"""The front door: the start page, the pages about the tool."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sessions import queries
from sessions.forms import EnterCodeForm
from sessions.views.guards import door


@door("GET")
def start(request: HttpRequest) -> HttpResponse:
    """Show what this is, with the field for the code."""
    return render(request, "pages/start.html", start_context(EnterCodeForm()))


def start_context(form: EnterCodeForm) -> dict[str, object]:
    """Return what the start page needs: the form, and the five themes when they are loaded."""
    questionnaire = queries.latest_questionnaire()
    themes = queries.themes_of(questionnaire) if questionnaire else []
    rows = []
    for theme in themes:
        numbers = [question.number for question in theme.questions.all()]
        rows.append(
            {
                "number": theme.number,
                "key": theme.key,
                "title": theme.title,
                "short_name": theme.short_name,
                "first": min(numbers, default=0),
                "last": max(numbers, default=0),
            }
        )
    return {"form": form, "themes": rows}


@door("GET")
def about(request: HttpRequest) -> HttpResponse:
    """Tell what the tool is and whose the questions are."""
    return render(request, "pages/about.html", start_context(EnterCodeForm()))


@door("GET")
def privacy(request: HttpRequest) -> HttpResponse:
    """Tell what is kept, who reads it and until when."""
    return render(request, "pages/privacy.html")
