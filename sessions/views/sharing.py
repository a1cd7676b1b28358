"""A report behind a share link, for somebody without an account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from sessions.access import limits
from sessions.access.links import LinkState, share_link_behind, share_link_state
from sessions.commands import share_links
from sessions.errors import NotFound
from sessions.models import Report, ShareLink
from sessions.views.downloads import json_of, pdf_of
from sessions.views.guards import door
from sessions.views.shelf import contents_of, facts_of


@door("GET")
def shared_report(request: HttpRequest, *, token: str) -> HttpResponse:
    """Tell which report this is, with the file to download."""
    link = _open_link(request, token)
    if link is None:
        return _over(request)
    report = _whole(link)
    contents = contents_of(report)
    facts = facts_of(contents) if contents else {}
    context = {"report": report, "link": link, "token": token, **facts}
    return render(request, "pages/shared_report.html", context)


@door("GET")
def shared_pdf(request: HttpRequest, *, token: str) -> HttpResponse:
    """Download the report."""
    link = _open_link(request, token)
    if link is None:
        return _over(request)
    answer = pdf_of(_whole(link))
    return _counted(request, link, answer)


@door("GET")
def shared_json(request: HttpRequest, *, token: str) -> HttpResponse:
    """Download the contents, for other programs and to check the PDF."""
    link = _open_link(request, token)
    if link is None:
        return _over(request)
    return _counted(request, link, json_of(_whole(link)))


def _open_link(request: HttpRequest, token: str) -> ShareLink | None:
    """Return the link when it opens something. Only guesses are counted and slowed down.

    A token that is right always opens, however many wrong ones came from the same network.
    """
    link = share_link_behind(token)
    if link is None:
        seen = {"device": "", "address": limits.client_address(request.META), "what": "link"}
        limits.refuse_when_guessing(**seen)
        limits.count_failure(**seen)
        return None
    return link if share_link_state(link, at=timezone.now()) == LinkState.OPEN else None


def _whole(link: ShareLink) -> Report:
    report = Report.objects.select_related("session").defer("pdf").filter(pk=link.report_id).first()
    if report is None or report.deleted_at is not None:
        raise NotFound("")
    return report


def _counted(request: HttpRequest, link: ShareLink, answer: HttpResponse) -> HttpResponse:
    """Remember a download; looking at the head of it is none."""
    if request.method == "GET":
        share_links.count_opening(link=link, at=timezone.now())
    return answer


def _over(request: HttpRequest) -> HttpResponse:
    """Say the same of every link that opens nothing: expired, taken back, deleted, never made."""
    return render(request, "pages/shared_over.html", status=404)
