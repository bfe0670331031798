"""The code reads the same however it is typed."""

import pytest

from homelands.foundation import codes


def test_a_code_is_four_groups_of_four() -> None:
    code = codes.new()
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4]
    assert codes.new() != code


@pytest.mark.parametrize(
    "typed",
    ["7k3m-01qz-abcd-9876", " 7K3M 0IQZ ABCD 9876 ", "7K3MOLQZABCD9876", "٧K3M-٠1QZ-ABCD-٩٨٧٦"],
)
def test_spaces_hyphens_letters_and_digits_do_not_matter(typed: str) -> None:
    assert codes.digest(typed) == codes.digest("7K3M-01QZ-ABCD-9876")
    assert codes.written(typed) == "7K3M-01QZ-ABCD-9876"
