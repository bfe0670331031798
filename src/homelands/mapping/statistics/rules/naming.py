"""What is found is told in labels: codes of answers become what the questionnaire calls them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from homelands.mapping.statistics.rules.diagnosis.found import Diagnosis
from homelands.mapping.statistics.rules.estimation import Result
from homelands.mapping.statistics.rules.together import Gap, Together
from homelands.science.disclosure import safety

Labels = Mapping[str, str]


def diagnosis(found: Diagnosis, labels: Labels) -> Diagnosis:
    """Returns a diagnosis that speaks in labels."""
    groups = found.likeness.groups
    names = tuple(labels.get(name, name) for name in groups.names)
    return replace(
        found,
        shares=tuple(
            replace(one, category=labels.get(one.category, one.category)) for one in found.shares
        ),
        no_gile=found.no_gile and safety.named_reason(found.no_gile, labels),
        likeness=replace(found.likeness, groups=replace(groups, names=names)),
        cautions=tuple(safety.named(one, labels) for one in found.cautions),
        against=tuple(safety.named(one, labels) for one in found.against),
    )


def results(found: Sequence[Result], labels: Labels) -> list[Result]:
    """Returns counts of respondents by label."""
    return [replace(one, category=labels.get(one.category, one.category)) for one in found]


def together(found: Together, labels: Labels) -> Together:
    """Returns countries taken together, in labels."""
    places = tuple(
        replace(place, failed=tuple(safety.named(one, labels) for one in place.failed))
        for place in found.places
    )
    return replace(
        found,
        pools=tuple(
            replace(pool, category=labels.get(pool.category, pool.category)) for pool in found.pools
        ),
        places=places,
        cautions=tuple(safety.named(one, labels) for one in found.cautions),
        against=tuple(safety.named(one, labels) for one in found.against),
    )


def gaps(found: Sequence[Gap], labels: Labels) -> list[Gap]:
    """Returns differences by label."""
    return [replace(gap, category=labels.get(gap.category, gap.category)) for gap in found]
