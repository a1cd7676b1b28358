"""What every request passes before anything reads it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.decorators import sync_and_async_middleware

Answer = Callable[[HttpRequest], Any]


@sync_and_async_middleware
def readable_only(get_response: Answer) -> Answer:
    """Refuse what no page of ours sends and no database holds.

    Other character sets than UTF-8 turn innocent bytes into lone surrogates, or into an error of
    our own; NUL, also from an octal escape in a cookie, is refused by PostgreSQL only.
    """
    if iscoroutinefunction(get_response):

        async def gate(request: HttpRequest) -> HttpResponse:
            _check(request)
            answer: Awaitable[HttpResponse] = get_response(request)
            return await answer

        return gate

    def sync_gate(request: HttpRequest) -> HttpResponse:
        _check(request)
        response: HttpResponse = get_response(request)
        return response

    return sync_gate


def _check(request: HttpRequest) -> None:
    charset = (request.content_params or {}).get("charset", "utf-8")
    if charset.lower() not in {"utf-8", "utf8"}:
        raise BadRequest("The request is not in UTF-8.")
    if "\0" in request.path_info:
        raise Http404
    for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
        del request.COOKIES[name]
