"""Final reports for who may read them: the list, one report, its files, and links to share it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions import queries
from sessions.access import offices
from sessions.access.links import LinkState, share_link_state
from sessions.access.offices import Right
from sessions.commands import share_links
from sessions.enums import Edition
from sessions.errors import NotFound
from sessions.forms import ReportSearchForm, ShareLinkForm
from sessions.models import Account, Report, ShareLink
from sessions.views.addresses import address_of
from sessions.views.downloads import json_of, pdf_of
from sessions.views.guards import account_of, door
from sessions.views.shelf import MANY, contents_of, facts_of, shelf_of, versions_beside


@login_required
@door("GET")
def reports(request: HttpRequest) -> HttpResponse:
    """List the final reports this account may read, the newest first."""
    form = ReportSearchForm(request.GET)
    form.is_valid()
    word, page = form.cleaned_data.get("q", ""), form.cleaned_data.get("page") or 1
    readable = offices.reports_with(Right.READ_REPORTS, account=account_of(request))
    shelf = shelf_of(readable, word=word, page=page)
    first = shelf.page == 1 and not word
    context = {
        "shelf": shelf,
        "latest": shelf.rows[0] if shelf.rows and first else None,
        "rows": shelf.rows,
        "searching": word or form["q"].errors or shelf.total > MANY,
        "word": word,
        "form": form,
    }
    return render(request, "pages/reports.html", context)


@login_required
@door("GET")
def report(request: HttpRequest, *, report_id: str) -> HttpResponse:
    """Show what a final version says in short, with its versions, links and ticks."""
    account = account_of(request)
    found = _readable(account, report_id)
    if found.edition != Edition.INTERNAL:
        other = queries.other_edition_of(found)
        if other is not None:
            return redirect("report", report_id=other.public_id)
    return _page(request, found, account=account)


@login_required
@door("GET")
def final_pdf(request: HttpRequest, *, report_id: str) -> HttpResponse:
    """Download a final version."""
    return pdf_of(_readable(account_of(request), report_id))


@login_required
@door("GET")
def final_json(request: HttpRequest, *, report_id: str) -> HttpResponse:
    """Download the contents of a final version, for other programs and to check the PDF."""
    return json_of(_readable(account_of(request), report_id))


@login_required
@door("POST")
def share(request: HttpRequest, *, report_id: str) -> HttpResponse:
    """Make a link that opens this version without an account, and show it, this once."""
    account = account_of(request)
    found = _readable(account, report_id)
    editions = _editions(found)
    form = ShareLinkForm(request.POST, editions=editions)
    if not form.is_valid():
        return _page(request, found, account=account, form=form)
    note, days = form.cleaned_data["note"], form.cleaned_data["days"]
    chosen = editions[form.edition()]
    token = share_links.make_share_link(
        report_id=chosen.public_id, note=note, days=days, by=account, at=timezone.now()
    )
    made = {
        "address": address_of("shared_report", token),
        "note": note,
        "internal": chosen.edition == Edition.INTERNAL,
    }
    return _page(request, found, account=account, made=made)


@login_required
@door("POST")
def share_revocation(request: HttpRequest, *, report_id: str, share_id: str) -> HttpResponse:
    """End a link."""
    share_links.revoke_share_link(
        report_id=report_id, link_id=share_id, by=account_of(request), at=timezone.now()
    )
    messages.success(request, _("The link works no more."))
    return redirect("report", report_id=report_id)


def _readable(account: Account, report_id: str) -> Report:
    """Return the version when this account may read it; asked in the query, so ids tell nothing."""
    found = (
        offices.reports_with(Right.READ_REPORTS, account=account)
        .select_related("organisation", "session")
        .defer("pdf")
        .filter(public_id=report_id)
        .first()
    )
    if found is None:
        raise NotFound("")
    return found


def _page(
    request: HttpRequest,
    found: Report,
    *,
    account: Account,
    form: ShareLinkForm | None = None,
    made: dict[str, Any] | None = None,
) -> HttpResponse:
    contents = contents_of(found)
    editions = _editions(found)
    form = form or ShareLinkForm(editions=editions)
    readable = offices.reports_with(Right.READ_REPORTS, account=account)
    context = {
        "report": found,
        "shareable": editions.get(Edition.SHAREABLE),
        "versions": versions_beside(found, readable),
        "links": _links(found) if offices.may_share_report(account=account, report=found) else None,
        "form": form,
        "made": made,
        **(facts_of(contents) if contents else {}),
    }
    status = 400 if form.errors else 200
    return render(request, "pages/report.html", context, status=status)


def _editions(found: Report) -> dict[Edition, Report]:
    """Return what there is of this version by edition, the shareable one first."""
    both = {Edition(one.edition): one for one in (found, queries.other_edition_of(found)) if one}
    return {one: both[one] for one in (Edition.SHAREABLE, Edition.INTERNAL) if one in both}


def _links(found: Report) -> dict[str, list[dict[str, Any]]]:
    """Return the links to any edition of this version."""
    now = timezone.now()
    links = ShareLink.objects.filter(report__in=_editions(found).values())
    rows = [
        {"link": row, "state": share_link_state(row, at=now)}
        for row in links.select_related("report").defer("report__contents", "report__pdf")
    ]
    return {
        "open": [row for row in rows if row["state"] == LinkState.OPEN],
        "past": [row for row in rows if row["state"] != LinkState.OPEN],
    }
