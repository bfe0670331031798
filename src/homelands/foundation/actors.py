"""Who acts: the value that every action receives as `by`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from homelands.foundation.roles import OFFICERS, Role

#: A grant without a scope reaches the whole deployment.
EVERYWHERE = "*"


@dataclass(frozen=True)
class Reach:
    """One grant as the actor carries it: a role and where it holds."""

    role: Role
    country: str = ""
    organisation: UUID | None = None
    programme: UUID | None = None

    @property
    def everywhere(self) -> bool:
        return not (self.country or self.organisation or self.programme)


@dataclass(frozen=True)
class Opened:
    """One person's record, opened to an officer whose grants do not reach it."""

    opening: UUID
    person: UUID


@dataclass(frozen=True)
class Actor:
    """A member, an officer, the public, or the system itself."""

    kind: str
    user_id: UUID | None = None
    name: str = ""
    reaches: tuple[Reach, ...] = field(default=())
    respondent: str = ""  # the SHA-256, in hex, of the code that opens one survey response
    opened: Opened | None = None  # the record that this look goes through, outside the grants

    @classmethod
    def public(cls) -> Actor:
        return cls(kind="public")

    @classmethod
    def answering(cls, digest: str) -> Actor:
        """Whoever holds the code of a survey response: nobody else, a member neither."""
        return cls(kind="public", respondent=digest)

    @classmethod
    def system(cls, name: str) -> Actor:
        """The program on its own behalf: a job, an import, the example data. Always named."""
        return cls(kind="system", name=name)

    @property
    def signed_in(self) -> bool:
        return self.kind == "user"

    @property
    def is_system(self) -> bool:
        return self.kind == "system"

    @property
    def is_officer(self) -> bool:
        return self.holds_any(OFFICERS)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(reach.role for reach in self.reaches)

    def holds_any(self, roles: Iterable[Role]) -> bool:
        """Says whether the actor holds one of the roles somewhere."""
        return self.is_system or bool(self.roles & frozenset(roles))

    def holds(
        self,
        *roles: Role,
        country: str = "",
        organisation: UUID | None = None,
        programme: UUID | None = None,
    ) -> bool:
        """Says whether one of the roles reaches the given country, organisation or programme."""
        if self.is_system:
            return True
        return any(
            reach.role in roles
            and (
                reach.everywhere
                or (bool(country) and reach.country == country)
                or (organisation is not None and reach.organisation == organisation)
                or (programme is not None and reach.programme == programme)
            )
            for reach in self.reaches
        )

    def countries(self, roles: Iterable[Role]) -> frozenset[str]:
        """Returns the destination countries that the roles reach; EVERYWHERE stands for all."""
        wanted = frozenset(roles)
        if self.is_system:
            return frozenset({EVERYWHERE})
        return frozenset(
            EVERYWHERE if reach.everywhere else reach.country
            for reach in self.reaches
            if reach.role in wanted and (reach.everywhere or reach.country)
        )

    def programmes(self, roles: Iterable[Role]) -> frozenset[str]:
        """Returns the programmes that the roles reach, as text; EVERYWHERE stands for all."""
        wanted = frozenset(roles)
        if self.is_system:
            return frozenset({EVERYWHERE})
        return frozenset(
            EVERYWHERE if reach.everywhere else str(reach.programme)
            for reach in self.reaches
            if reach.role in wanted and (reach.everywhere or reach.programme)
        )

    def organisations(self, roles: Iterable[Role] = tuple(Role)) -> frozenset[str]:
        """Returns the organisations that the actor's grants of the roles name, as text."""
        wanted = frozenset(roles)
        return frozenset(
            str(reach.organisation)
            for reach in self.reaches
            if reach.organisation and reach.role in wanted
        )
