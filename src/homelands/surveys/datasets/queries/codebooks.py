"""A study's codebook: what each variable is, how it was asked, and counts that may be shown."""

from dataclasses import dataclass
from datetime import datetime

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.foundation.actors import Actor
from homelands.surveys.datasets.models import ConceptLink
from homelands.surveys.datasets.queries import concepts, released, variables
from homelands.surveys.datasets.queries.counts import Safe
from homelands.surveys.questionnaires.models import Study

_UNKNOWN = Safe(None, None, {})


@dataclass(frozen=True)
class Entry:
    """One variable of a codebook. Inside a repeated group nothing is counted."""

    variable: Variable
    link: ConceptLink | None
    concept: str
    counts: Safe

    @property
    def codes(self) -> list[tuple[str, str, int | None]]:
        """The codes with their labels and counts, those that no version lists at the end."""
        labels = dict(self.variable.codes)
        known = [*labels, *(code for code in self.counts.codes if code not in labels)]
        return [(code, labels.get(code, ""), self.counts.codes.get(code)) for code in known]

    @property
    def reworded(self) -> bool:
        """Whether versions ask it in different words, places or under other conditions."""
        return (
            len(
                {
                    (wording.label, wording.path, wording.relevant)
                    for wording in self.variable.wordings
                }
            )
            > 1
        )


def of(study: Study, language: str = "", *, by: Actor, at: datetime) -> list[Entry]:
    """Returns the codebook of a study in a language of its questionnaires."""
    asked = variables.of(study, language)
    safe = released.safe(study, asked, by=by, at=at)
    links = concepts.links_of(study)
    return [
        Entry(
            variable,
            link,
            concepts.label(link.concept, language) if link else "",
            safe.get(variable.id, _UNKNOWN),
        )
        for variable in asked
        for link in [links.get(variable.id)]
    ]
