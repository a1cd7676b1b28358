"""Sign-in, sign-out and passwords; the rest of django-allauth stays closed."""

from allauth.account import views
from django.urls import path, re_path

from sessions.views import accounts

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", accounts.LogoutView.as_view(), name="account_logout"),
    path("password/change/", accounts.PasswordChangeView.as_view(), name="account_change_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    # The key holds dashes too, so the first part must end at the first one.
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        accounts.PasswordResetFromKeyView.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
