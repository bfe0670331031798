"""News that travels up the river: an app below announces, the apps above listen.

    ERASED = Hook("register.person_erased")      in people/register/hooks.py
    ERASED.listen(listeners.forget)              in programmes/selection/apps.py
    ERASED.tell(person.pk)                       in people/register/actions/persons.py

Listeners run in the transaction of the action that tells them.
"""

from collections.abc import Callable
from typing import Any


class Hook:
    """One kind of news and those who listen to it."""

    def __init__(self, name: str):
        self.name = name
        self._listeners: list[Callable[..., None]] = []

    def listen(self, listener: Callable[..., None]) -> None:
        if listener not in self._listeners:
            self._listeners.append(listener)

    @property
    def is_heard(self) -> bool:
        """Says whether anybody listens: a hook that nobody hears is deleted."""
        return bool(self._listeners)

    def tell(self, *news: Any) -> None:
        for listener in self._listeners:
            listener(*news)
