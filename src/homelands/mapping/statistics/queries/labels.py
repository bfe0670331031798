"""What the questions of a study and their answers are called, in the reader's language."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from homelands.surveys.datasets.queries import variables
from homelands.surveys.questionnaires.models import Study


@dataclass(frozen=True)
class Labels:
    """Labels of questions by their names, and of the answers to each by their codes."""

    questions: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def question(self, name: str) -> str:
        """Returns what a question is called; its name where it has no label."""
        return self.questions.get(name) or name

    def of(self, name: str) -> Mapping[str, str]:
        """Returns the labels of the answers to a question."""
        return self.answers.get(name, {})


def of(study: Study, language: str) -> Labels:
    """Returns the labels in a language, or in the first that the study speaks."""
    spoken = dict(variables.languages(study))
    wanted = language if language in spoken else next(iter(spoken), "")
    asked = [one for one in variables.of(study, wanted) if not one.repeat]
    return Labels(
        questions=_apart((one.id, one.label) for one in asked),
        answers={one.id: _apart(one.codes) for one in asked if one.coded},
    )


def _apart(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Returns labels by name; where two are alike, each with its name."""
    known = [(name, label.strip()) for name, label in pairs if label.strip()]
    times = Counter(label for _name, label in known)
    return {name: f"{label} ({name})" if times[label] > 1 else label for name, label in known}
