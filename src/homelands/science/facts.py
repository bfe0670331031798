"""What a doubt, a refusal or an error is about: a code, and the numbers and names it rests on.

Question     What has to be known to say it in any language?
Formula      None: facts by their names. A share is a number from 0 to 1, never a text.
Source       None: bookkeeping.
Assumptions  Sentences stand above, one for each code, and name only facts that are given here.
Not for      Errors of a caller's own making (arrays that do not fit, a level of 95): these are
             plain ValueErrors in English, for whoever writes the call.
"""

from collections.abc import Iterator, Mapping

Fact = str | int | float | tuple[str, ...]


class Facts(Mapping[str, Fact]):
    """Numbers and names by their names, never changed: equal facts are one in a set."""

    __slots__ = ("_given",)

    def __init__(self, **given: Fact | list[str]) -> None:
        self._given = {name: _plain(given[name]) for name in sorted(given)}

    def __getitem__(self, name: str) -> Fact:
        return self._given[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def __hash__(self) -> int:
        return hash(tuple(self._given.items()))

    def __repr__(self) -> str:
        return f"Facts({', '.join(f'{name}={fact!r}' for name, fact in self._given.items())})"


NONE = Facts()


class Unfit(ValueError):
    """The sample, or what was chosen for it, allows no figure: why, as a code with its facts."""

    def __init__(self, code: str, facts: Facts = NONE) -> None:
        self.code, self.facts = code, facts
        told = ", ".join(f"{name}: {fact}" for name, fact in facts.items())
        super().__init__(f"{code} ({told})" if told else code)

    def told_with(self, facts: Facts) -> "Unfit":
        """Return the same reason with other facts."""
        return type(self)(self.code, facts)

    def __reduce__(self) -> tuple[type["Unfit"], tuple[str, Facts]]:
        return Unfit, (self.code, self.facts)


def _plain(fact: Fact | list[str]) -> Fact:
    """Return a number of numpy's as Python's own, a list as a tuple."""
    item = getattr(fact, "item", None)
    if item is not None:
        plain: Fact = item()
        return plain
    return tuple(fact) if isinstance(fact, list) else fact
