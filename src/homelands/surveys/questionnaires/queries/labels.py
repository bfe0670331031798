"""What a question and its answers are called by the latest questionnaire that asks it."""

from collections.abc import Mapping
from dataclasses import replace

from homelands.forms.xforms import Answers, markup
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries import questionnaires


def of(study: Study, name: str, language: str) -> tuple[str, Mapping[str, str]]:
    """Returns a question's label and those of its answers by code; the name where it has none."""
    for version in questionnaires.of(study).order_by("-published_at", "pk"):
        form = questionnaires.form_of(version)
        question = next((one for one in form.questions.values() if one.name == name), None)
        if question is not None:
            answers = Answers(form, {}, version.published_at, language)
            # Choices are read at the root: inside a repeat there may be no round yet.
            offered = answers.choices(replace(question, path=form.root), every=True)
            labels = {one.name: markup.words_of(one.label) for one in offered}
            return markup.words_of(question.label(answers.language)) or name, labels
    return name, {}
