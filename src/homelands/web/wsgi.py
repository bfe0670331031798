"""Where the web server enters: `granian --interface wsgi homelands.web.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

# Its many threads share a few connections to the database: most of them only read what is sent.
os.environ.setdefault("HOMELANDS_POOL", "4")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homelands.web.settings")
application = get_wsgi_application()
