"""All addresses: the app's own, sign-in, and the operator's pages."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

urlpatterns = [
    path("", include("sessions.urls")),
    path("accounts/", include("airtool.account_urls")),
    path("words.js", JavaScriptCatalog.as_view(packages=[]), name="words"),
    path("operator/", admin.site.urls),
]

handler404 = "sessions.views.refusals.page_not_found"
handler500 = "sessions.views.refusals.server_error"
