"""The door for the web server: `gunicorn homelands.web.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homelands.web.settings")
application = get_wsgi_application()
