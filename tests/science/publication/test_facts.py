"""What stands against recruitment, weights, sizes, tables and words is told with its numbers."""

from dataclasses import replace

from homelands.science.estimate import Caution
from homelands.science.facts import Facts
from homelands.science.publication.classes import DesignClass, Interval
from homelands.science.publication.evidence import (
    Recruitment,
    Shown,
    Size,
    SizeMethod,
    Table,
    Weights,
)
from homelands.science.publication.refused import Refused
from homelands.science.publication.samples import doubtful, recruited, weighted
from homelands.science.publication.sizes import sized
from homelands.science.publication.tables import disclosing
from homelands.science.publication.wording import overstated

RECRUITMENT = Recruitment(
    reducible=True,
    silent_groups=("nurses", "teachers"),
    waves=2,
    largest_seed=0.61,
    invalid_degrees=0.12,
    degree_treatment_chosen=False,
    disconnected_pooled=True,
)


def told(found: object) -> dict[str, tuple[Facts, bool]]:
    """Return the facts of each refusal, and whether somebody may answer for it."""
    return {one.code: (one.facts, one.overridable) for one in found}


def test_of_a_recruitment_its_waves_its_degrees_and_the_silent_groups() -> None:
    assert list(recruited(RECRUITMENT)) == [
        Refused("recruitment-reducible", Facts(), overridable=True),
        Refused("group-recruited-nobody", Facts(group="nurses"), overridable=True),
        Refused("group-recruited-nobody", Facts(group="teachers"), overridable=True),
        Refused("waves-too-few", Facts(waves=2, least=3), overridable=True),
        Refused("degree-many-invalid", Facts(share=0.12), overridable=True),
        Refused("countries-pooled", Facts(), overridable=True),
    ]


def test_of_a_doubtful_recruitment_its_waves_and_the_share_of_one_seed() -> None:
    assert list(doubtful(replace(RECRUITMENT, waves=4))) == [
        Caution("waves-few", Facts(waves=4)),
        Caution("seed-dominates", Facts(share=0.61)),
    ]


def test_of_weights_the_margin_that_they_miss_their_range_and_what_is_left() -> None:
    weights = Weights(unmet=("age",), ratio=20.5, trimmed=False, kish_share=0.31)
    assert list(weighted(weights)) == [
        Refused("margin-unmet", Facts(margin="age"), overridable=True),
        Refused("weights-unequal", Facts(ratio=20.5, most=20), overridable=True),
        Refused("kish-small", Facts(share=0.31), overridable=True),
    ]


def test_of_a_size_its_lists_and_its_methods() -> None:
    size = Size(
        method=SizeMethod.LISTS,
        lists=2,
        assumption=" ",
        exists=True,
        same_scope=True,
        prior_shown=True,
        methods=3,
        shown=2,
        averaged=False,
    )
    assert list(sized(size)) == [
        Refused("lists-few", Facts(lists=2, least=3), overridable=False),
        Refused("methods-hidden", Facts(methods=3), overridable=False),
    ]


def test_of_a_table_its_smallest_cell_and_what_it_tells_of() -> None:
    table = Table(
        smallest=9,
        threshold=10,
        recovered=2,
        released_difference=4,
        sensitive=True,
        small_locality=True,
    )
    assert list(disclosing(table)) == [
        Refused("cells-small", Facts(smallest=9, least=10), overridable=False),
        Refused("cells-recovered", Facts(recovered=2), overridable=False),
        Refused("release-difference", Facts(difference=4), overridable=False),
        Refused("sensitive-locality", Facts(), overridable=False),
    ]


def test_of_what_is_overstated_the_class_that_does_not_bear_it() -> None:
    shown = Shown(value=True, interval=Interval.SAMPLING, texts=("representative",))
    assert told(overstated(DesignClass.E, shown)) == {
        "value-not-supported": (Facts(design="E"), False),
        "interval-not-supported": (Facts(design="E"), False),
        "words-forbidden": (Facts(word="representative", design="E"), False),
    }
    assert told(overstated(DesignClass.C, replace(shown, texts=()))) == {
        "appendix-missing": (Facts(design="C"), True),
        "reason-missing": (Facts(design="C"), False),
    }
