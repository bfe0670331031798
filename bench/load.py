"""Loads pages from parallel clients of this machine and says how long they took."""

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Times:
    """Milliseconds of one page under load, and pages answered in a second."""

    p50: float
    p95: float
    rate: float
    failed: int


def measure(port: int, path: str, *, clients: int = 20, each: int = 15, cookie: str = "") -> Times:
    """Asks for a page `each` times from every client; the first answer of each is not counted."""
    taken: list[float] = []
    failed: list[int] = []
    started = time.perf_counter()
    threads = [
        threading.Thread(target=_ask, args=(port, path, each, cookie, taken.append, failed.append))
        for _ in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wall = time.perf_counter() - started
    cut = quantiles(taken, n=20)
    return Times(cut[9] * 1000, cut[18] * 1000, len(taken) / wall, len(failed))


def _ask(
    port: int,
    path: str,
    each: int,
    cookie: str,
    took: Callable[[float], None],
    fail: Callable[[int], None],
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": cookie, "Accept-Encoding": "gzip"} if cookie else {}
    for turn in range(each + 1):
        began = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            fail(answer.status)
        if turn:
            took(time.perf_counter() - began)
    connection.close()
