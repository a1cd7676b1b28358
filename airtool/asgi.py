"""One entry for the server: HTTP to Django, websockets and start-up to the app."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "airtool.settings")
http = get_asgi_application()

from sessions import routing  # noqa: E402 - Django must be set up before the app is read

application = ProtocolTypeRouter(
    {"http": http, "websocket": routing.websocket, "lifespan": routing.lifespan}
)
