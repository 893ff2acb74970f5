"""The web server's configuration."""

from typing import Any

from django.conf import settings

from nape.wsgi import application  # noqa: F401  (sets up Django, whose settings are read below)

host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
bind = [f"{host}:{settings.PORT}"]
wsgi_app = "nape.wsgi:application"
worker_class = "gthread"
workers = settings.WEB_PROCESSES
threads = 4
# Loaded once and shared: less memory, and nothing answers before everything can.
preload_app = True
graceful_timeout = 5
keepalive = 5
# Its place would be the home folder, which a service account may not have.
control_socket_disable = True
errorlog = "-"
loglevel = "warning"


def when_ready(server: Any) -> None:
    """Say where to go, once it is true."""
    print(f"Nape is at {settings.PUBLIC_URL}  (Ctrl+C stops it)", flush=True)
