"""What every request passes on its way in, and every answer on its way out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import sync_and_async_middleware

Answer = Callable[[HttpRequest], Any]


@sync_and_async_middleware
def gate(get_response: Answer) -> Answer:
    """Refuse what cannot be read; have nobody keep a copy of an answer."""
    if iscoroutinefunction(get_response):

        async def gate_of_server(request: HttpRequest) -> HttpResponse:
            _check(request)
            answer: Awaitable[HttpResponse] = get_response(request)
            return _unkept(await answer)

        return gate_of_server

    def gate_of_tests(request: HttpRequest) -> HttpResponse:
        _check(request)
        return _unkept(get_response(request))

    return gate_of_tests


def _check(request: HttpRequest) -> None:
    """Refuse what no page of ours sends and no database holds.

    Other character sets than UTF-8 turn innocent bytes into lone surrogates, or into an error of
    our own; NUL, also from an octal escape in a cookie, is refused by PostgreSQL only.
    """
    charset = (request.content_params or {}).get("charset", "utf-8")
    if charset.lower() not in {"utf-8", "utf8"}:
        raise BadRequest("The request is not in UTF-8.")
    if "\0" in request.path_info:
        raise Http404
    for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
        del request.COOKIES[name]


def _unkept(response: HttpResponse) -> HttpResponse:
    """Say that no copy may be kept: every page names who looks at it. Scripts name nobody."""
    is_script = response.headers.get("Content-Type", "").startswith("text/javascript")
    if not is_script:
        add_never_cache_headers(response)
    return response
