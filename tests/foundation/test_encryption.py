"""Encrypted columns: bound to their row and field, shredded with the salt."""

import pytest
from cryptography.exceptions import InvalidTag

from homelands.foundation.encryption import blind, new_salt, seal, unseal
from homelands.people.register.models import Person


def test_what_is_sealed_opens_again() -> None:
    person = Person()
    assert unseal(person, "name", seal(person, "name", "أمينة")) == "أمينة"


def test_the_same_text_is_never_sealed_alike() -> None:
    person = Person()
    assert seal(person, "name", "Ama") != seal(person, "name", "Ama")


@pytest.mark.parametrize("change", ["field", "row", "salt"])
def test_a_ciphertext_moved_elsewhere_does_not_open(change: str) -> None:
    person, other = Person(), Person()
    sealed = seal(person, "name", "Ama")
    other.salt = person.salt
    if change == "salt":
        person.salt = new_salt()
    with pytest.raises(InvalidTag):
        unseal(
            other if change == "row" else person, "email" if change == "field" else "name", sealed
        )


def test_the_blind_index_ignores_case_and_form() -> None:
    assert blind(" AMA@Example.org") == blind("ama@example.org")
    assert blind("ama@example.org") != blind("ama@example.com")
