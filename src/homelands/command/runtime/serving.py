"""The web server's command: bounded headers, room for slow bodies, workers that come back.

Reading happens in many cheap threads, so that clients who send slowly hold up nobody; work is
bounded by the few connections to the database that a process has (`web/wsgi.py`).
"""

import sys

#: Threads of a process: so many clients at once may be sending, or waiting for a connection.
THREADS = 64
#: Milliseconds that a client has to send its headers.
HEADERS_WITHIN = 10_000


def command(host: str, port: int, workers: int) -> list[str]:
    """Returns the command that serves the pages at an address."""
    served = [sys.executable, "-m", "granian", "homelands.web.wsgi:application"]
    plain = ["--interface", "wsgi", "--http", "1", "--no-ws", "--log-level", "warning"]
    bounds = ["--http1-header-read-timeout", str(HEADERS_WITHIN)]
    bounds += ["--blocking-threads", str(THREADS), "--backpressure", str(THREADS)]
    alive = ["--respawn-failed-workers", "--respawn-interval", "0.5"]
    alive += ["--workers-kill-timeout", "10"]
    where = ["--host", host, "--port", str(port), "--workers", str(workers)]
    return [*served, *plain, *bounds, *alive, *where]
