"""One entry for the server: HTTP to Django, websockets and start-up to the app."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "airtool.settings")
http = get_asgi_application()

from airtool.bounds import bounded  # noqa: E402 - Django must be set up before the app is read
from sessions import routing  # noqa: E402

# Django itself says what is wrong up to here; larger bodies are not even read.
MOST_BYTES = 2 * 1024 * 1024

application = ProtocolTypeRouter(
    {
        "http": bounded(http, most_bytes=MOST_BYTES),
        "websocket": routing.websocket,
        "lifespan": routing.lifespan,
    }
)
