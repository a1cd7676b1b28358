"""The ticks under a final version, on every page that shows one to a member."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import RequestContext

from sessions.access import offices
from sessions.enums import Capacity
from sessions.forms.finalising import SignOffForm
from sessions.models import Account, Report

register = template.Library()


@register.inclusion_tag("parts/sign_offs.html", takes_context=True)
def sign_offs(context: RequestContext, report: Report) -> dict[str, Any]:
    """Show who signed this version off, and the form to do so for who may."""
    account = context["request"].user
    ticks = list(report.sign_offs.all())
    done = {tick.capacity for tick in ticks}
    left = [capacity for capacity in Capacity if capacity not in done]
    may = isinstance(account, Account) and offices.may_sign_off(account=account, report=report)
    form = SignOffForm(left=left) if may and left and not report.deleted_at else None
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "report": report,
        "ticks": ticks,
        "left": left,
        "form": form,
        "may": may,
    }
