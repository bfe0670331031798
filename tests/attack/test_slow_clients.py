"""Clients that send slowly, or never to an end, hold up nobody else."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress

import pytest

from bench.deployment import answers, free_port
from homelands.command.runtime import serving
from tests import database

HEAD = b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\n"
BODY = HEAD + b"Content-Type: text/plain\r\nContent-Length: 100000\r\n\r\nx"


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    number = free_port()
    command = serving.command("127.0.0.1", number, workers=2)
    environment = database.apart("slow", HOMELANDS_KEEP_CONNECTIONS="1")
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        while not answers(number):
            time.sleep(0.1)
        yield number
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize(("begun", "clients"), [(HEAD, 60), (BODY, 24)], ids=["headers", "bodies"])
def test_others_are_answered_meanwhile(port: int, begun: bytes, clients: int) -> None:
    with ExitStack() as open_until_the_end:
        for _ in range(clients):
            slow = socket.create_connection(("127.0.0.1", port), timeout=5)
            open_until_the_end.enter_context(closing(slow))
            slow.sendall(begun)
        time.sleep(0.5)
        assert [answers(port) for _ in range(10)] == [True] * 10


def test_headers_that_do_not_end_are_waited_for_no_longer_than_told(port: int) -> None:
    with closing(socket.create_connection(("127.0.0.1", port), timeout=60)) as slow:
        slow.sendall(HEAD)
        assert b"200 OK" not in slow.recv(1000)  # closed, or told that it took too long
