"""What somebody of the vendor posts at a question: statements of their own."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from sessions.commands import vendor_statements
from sessions.forms import StatementForm
from sessions.views.guards import Visit, session_door
from sessions.views.posting import done, right, who_where_when


@session_door("POST")
def statements(request: HttpRequest, visit: Visit, *, number: int) -> HttpResponse:
    """State something at a question; sent twice under one key, it is there once."""
    form = right(StatementForm(request.POST))
    made = vendor_statements.state_vendor_fact(
        number=number,
        statement=form.statement(),
        key=form.cleaned_data["key"],
        **who_where_when(visit),
    )
    return JsonResponse({"id": made.public_id})


@session_door("POST")
def statement(request: HttpRequest, visit: Visit, *, statement_id: str) -> HttpResponse:
    """Write one's own statement anew."""
    form = right(StatementForm(request.POST))
    vendor_statements.change_vendor_statement(
        contribution_id=statement_id, statement=form.statement(), **who_where_when(visit)
    )
    return done()


@session_door("POST")
def statement_removal(_request: HttpRequest, visit: Visit, *, statement_id: str) -> HttpResponse:
    """Take one's own statement back."""
    vendor_statements.take_back_vendor_statement(
        contribution_id=statement_id, **who_where_when(visit)
    )
    return done()
