"""Which language a page speaks: the one chosen on this browser, else Dutch.

What a browser says of its own language is left out: the questions are Dutch, and a room in which
half of the pages are English by themselves is no room.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin


class ChosenLanguage(MiddlewareMixin):
    """Speak the language of the switch at the foot of every page."""

    def process_request(self, request: HttpRequest) -> None:
        """Take the language from its cookie; an unknown one is Dutch."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen in dict(settings.LANGUAGES)
        translation.activate(chosen if known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, _request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Say which language that is."""
        response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response
