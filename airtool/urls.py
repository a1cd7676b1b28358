"""All addresses: the app's own, sign-in, and the operator's pages."""

from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import JavaScriptCatalog

from sessions.admin import site as operator_pages
from sessions.views.accounts import LogoutView

urlpatterns = [
    path("", include("sessions.urls")),
    path("accounts/", include("airtool.account_urls")),
    path("words.js", JavaScriptCatalog.as_view(packages=[]), name="words"),
    path("operator/logout/", LogoutView.as_view(), name="operator_logout"),
    path(
        "operator/password_change/",
        RedirectView.as_view(pattern_name="account_change_password"),
        name="operator_password_change",
    ),
    path("operator/", operator_pages.urls),
]

handler400 = "sessions.views.refusals.bad_request"
handler404 = "sessions.views.refusals.page_not_found"
handler500 = "sessions.views.refusals.server_error"
