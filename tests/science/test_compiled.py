"""When loops are compiled: once a process has asked for as much work as compiling costs."""

import pytest

from homelands.science.compiled import compiled


def test_a_loop_is_compiled_once_enough_work_was_asked_for() -> None:
    pytest.importorskip("numba", reason="numba is not installed: compiling is NOT tested")

    def loop(values: object) -> None: ...

    def plain(values: object) -> None: ...

    chosen = [compiled(loop, plain, work=40, worth=100) for _ in range(4)]
    assert [one is plain for one in chosen] == [True, True, False, False]
    assert chosen[2] is chosen[3]
