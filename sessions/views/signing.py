"""Ticks under a final version: setting one, and the sheet that lists them."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sessions.access import offices
from sessions.access.offices import Right
from sessions.commands import pdf_worker
from sessions.commands import sign_offs as commands
from sessions.enums import Capacity, Edition
from sessions.errors import NotFound
from sessions.forms.finalising import SignOffForm
from sessions.models import Report
from sessions.report import pdf, sheet
from sessions.report.naming import file_name
from sessions.views.downloads import attachment
from sessions.views.guards import account_of, door
from sessions.views.shelf import contents_of


@login_required
@door("POST")
def sign_off(request: HttpRequest, *, report_id: str) -> HttpResponse:
    """Tick a version; a form that is not right comes back with what was typed."""
    account = account_of(request)
    found = _readable(request, report_id)
    form = SignOffForm(request.POST)
    if form.is_valid():
        try:
            commands.sign_off(
                report_id=report_id,
                capacity=Capacity(form.cleaned_data["capacity"]),
                remark=form.cleaned_data["remark"],
                by=account,
                at=timezone.now(),
            )
        except commands.SignedAlready as refused:
            form.add_error(refused.field, str(refused.message))
        else:
            messages.success(request, _("Your sign-off is kept."))
            return redirect("report", report_id=report_id)
    context = {"report": found, "form": form}
    return render(request, "pages/sign_off.html", context, status=400)


@login_required
@door("GET")
def sign_off_sheet(request: HttpRequest, *, report_id: str) -> HttpResponse:
    """Download the sheet with the ticks so far, and lines for those still to come."""
    found = _readable(request, report_id)
    contents = contents_of(found)
    if contents is None:
        raise NotFound("")
    ticks = [
        sheet.Tick(
            capacity=row.capacity,
            name=row.name,
            remark=row.remark,
            at=row.at.astimezone(dt.UTC),
        )
        for row in found.sign_offs.all()
    ]
    page = sheet.render(contents, fingerprint=found.contents_hash, ticks=ticks)
    pdf_worker.let_go_of_database()
    made = pdf.make_pdf(page, moment=sheet.moment(contents, ticks))
    name = file_name(contents, kind="sign-offs.pdf")
    return attachment(made, name=name, kind="application/pdf")


def _readable(request: HttpRequest, report_id: str) -> Report:
    """Return the version when this account may sign it off, NotFound otherwise."""
    rows = offices.reports_with(Right.SIGN_OFF, account=account_of(request))
    found = rows.filter(public_id=report_id, deleted_at=None).defer("pdf").first()
    # Ticks are for the internal edition: it holds all that the shareable one says.
    if found is not None and found.edition != Edition.INTERNAL:
        found = None
    if found is None:
        raise NotFound("")
    return found
