"""How Django knows this app."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    """The app `sessions`, labelled apart from Django's own `sessions`."""

    name = "sessions"
    label = "airsessions"
    default_auto_field = "django.db.models.BigAutoField"
