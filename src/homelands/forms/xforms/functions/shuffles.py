"""Shuffles nodes so that the same seed gives the same order here and in field apps.

The order comes from Fisher and Yates ("inside-out"), the numbers from Park and Miller's
generator: 16807 times the last number, modulo 2^31 - 1.
"""

import math
from collections.abc import Callable

from ..context import Here
from ..values import Node, Value, to_number
from .entry import Function, nodes_of

MODULUS = 2**31 - 1
MULTIPLIER = 16_807


def _randomize(here: Here, nodes: Value, seed: Value | None = None) -> list[Node]:
    draw = here.context.chance.random if seed is None else _generator(_seed(seed))
    mixed: list[Node] = []
    for place, node in enumerate(nodes_of(nodes, "randomize")):
        other = math.floor(draw() * (place + 1))
        mixed.append(node)
        mixed[place], mixed[other] = mixed[other], node
    return mixed


def _seed(value: Value) -> int:
    number = to_number(value)
    return int(number) if math.isfinite(number) else 0


def _generator(seed: int) -> Callable[[], float]:
    """Gives a source of numbers from 0 up to, not including, 1."""
    # A negative seed keeps its sign, as in the languages that field apps are written in.
    state = int(math.fmod(seed, MODULUS))
    state += MODULUS - 1 if state <= 0 else 0

    def draw() -> float:
        nonlocal state
        state = state * MULTIPLIER % MODULUS
        return (state - 1) / (MODULUS - 1)

    return draw


SHUFFLES = {"randomize": Function(_randomize, 1, 2)}
