"""Every real form of a folder is looked over, published, rendered, filled in, sent by both ways.

The forms are other people's: HOMELANDS_FORMS names a folder of XLSForms and XForms, with the files
that they name beside them. What cannot be done with one must stand in its report beforehand.
"""

import os
import random
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from homelands.forms.odk import form_attachments
from homelands.forms.odk.conversion import SPREADSHEETS, XFORMS, NoForm
from homelands.forms.odk.openrosa.batches import Batch, SentFile
from homelands.forms.odk.openrosa.identity import identity
from homelands.forms.xforms import Answers, Form, Question
from homelands.forms.xforms.filling import random_answer
from homelands.foundation import codes
from homelands.foundation.actors import Actor
from homelands.surveys.collection.actions import submissions
from homelands.surveys.collection.actions.submissions import Arrival
from homelands.surveys.collection.models import Submission
from homelands.surveys.collection.queries import entities
from homelands.surveys.questionnaires.actions import questionnaires, responses
from homelands.surveys.questionnaires.actions.responses import Opening, Step
from homelands.surveys.questionnaires.models import Collector, Questionnaire, Study
from homelands.surveys.questionnaires.pages.asking.questions import QuestionsForm
from homelands.surveys.questionnaires.queries import questionnaires as questionnaire_queries
from homelands.surveys.questionnaires.queries.checkup import Checkup, checkup
from homelands.surveys.questionnaires.queries.uploads import Upload
from homelands.surveys.questionnaires.rules.questionnaires import NotOnWeb, check_web
from tests import make, make_surveys
from tests.make_collection import collector

pytestmark = pytest.mark.django_db

FOLDER = os.environ.get("HOMELANDS_FORMS", "")
#: Lists of this ending are data of a form rather than a form.
KINDS = tuple(kind for kind in (*SPREADSHEETS, *XFORMS) if kind != ".csv")
FILES = sorted(p for p in Path(FOLDER).rglob("*") if p.suffix in KINDS) if FOLDER else []

_ROUND = re.compile(r"\[\d+\]")


@pytest.mark.skipif(not FOLDER, reason="NO REAL FORMS: HOMELANDS_FORMS NAMES NO FOLDER OF THEM")
@pytest.mark.parametrize("file", FILES, ids=lambda p: str(p.relative_to(FOLDER)))
def test_it_is_shown_and_taken_in_or_its_report_says_why_not(file: Path) -> None:
    try:
        found = checkup(_upload(file), at=make.NOW)
    except NoForm as refused:
        pytest.skip(f"no form: {refused}")
    if found.form is None:
        assert [one for one in found.problems if one.stops or one.code == "form_fault"]
        pytest.skip(f"its report refuses it: {[one.code for one in found.problems]}")
    if not found.form.questions:
        pytest.skip("its report counts no question")
    study = make_surveys.study(opens_on=make.TODAY.replace(year=2020))
    published = _published(study, file, found)
    render(published)
    given = filled(entities.form_of(published))
    if given is None:
        pytest.skip("no valid answers were found by chance")
    by_device(study, published, given)
    by_web(study, published, given)


def _upload(file: Path) -> Upload:
    """A form with the files that lie beside it, as an officer would add them."""
    near = [p for p in file.parent.rglob("*") if p.suffix in {".csv", ".geojson"} and p != file]
    return Upload(file.name, file.read_bytes(), {p.name: p.read_bytes() for p in near})


def _published(study: Study, file: Path, found: Checkup) -> Questionnaire:
    near = {**_upload(file).files, **found.files}
    named = form_attachments.named_files(found.xform)
    files = {name: near.get(name, _made_up(name)) for name in named}
    return questionnaires.publish(
        study,
        source=found.xform,
        filename=f"{file.stem}.xml",
        at=make.NOW,
        by=make.SYSTEM,
        files=files,
    )


def _made_up(name: str) -> bytes:
    """Stands in for a file that did not come with the form."""
    return b"<root/>" if name.endswith(".xml") else b"name,label\na,A\nb,B\n"


def render(published: Questionnaire) -> None:
    """Draws every page in every language, empty and with whatever was typed."""
    form = questionnaire_queries.form_of(published)
    for language, _name in questionnaire_queries.languages(form):
        answers = Answers(form, {}, make.NOW, language)
        for page in answers.pages(every=True):
            drawn = str(QuestionsForm(answers, page, every=True))
            assert drawn.strip() or not page.questions
            str(QuestionsForm(answers, page, {"on": []}))


def filled(form: Form) -> dict[str, str] | None:
    """Valid answers that chance found; None where it found none."""
    for seed in range(4):
        chance = random.Random(seed)
        given: dict[str, str] = {}
        for _try in range(60):
            answers = Answers(form, given, make.NOW)
            wrong = {one.path for one in answers.check_all()}
            new = {
                question.path: text
                for question in _open(answers)
                if question.path not in given or question.path in wrong
                for text in [random_answer(answers, question, chance)]
                if given.get(question.path) != text
            }
            if not new and not wrong:
                return dict(answers.clean())
            given |= new
    return None


def _open(answers: Answers) -> Iterator[Question]:
    for page in answers.pages():
        for question in page.questions:
            if answers.relevant(question) and not answers.read_only(question):
                yield question


def by_device(study: Study, published: Questionnaire, given: dict[str, str]) -> None:
    """A device sends the answers, with their files."""
    form = entities.form_of(published)
    answers = Answers(form, given, make.NOW)
    expected = answers.clean()
    xml = answers.to_xml(f"uuid:{uuid4()}")
    uploads = [path for path in expected if (q := form.question(path)) and q.kind == "upload"]
    files = tuple({SentFile(expected[path], "text/plain", b"words") for path in uploads})
    arrival = Arrival(identity(xml), Batch(xml, files))
    team: Collector = collector(study)
    receipt = submissions.receive(team, arrival=arrival, at=make.NOW, by=make.SYSTEM)
    held = receipt.submission
    if form.public_key:
        reasons = [reason["code"] for reason in held.reasons]
        assert (held.state, reasons) == (Submission.State.REVIEW, ["in_the_clear"])
        return
    assert (held.state, held.reasons) == (Submission.State.ACCEPTED, [])
    assert held.response is not None
    assert steady(form, held.response.answers) == steady(form, expected)


def by_web(study: Study, published: Questionnaire, given: dict[str, str]) -> None:
    """A respondent gives the same answers on the web, where the form lets a web page ask it."""
    form = questionnaire_queries.form_of(published)
    if form.public_key:
        with pytest.raises(NotOnWeb):
            check_web(form)
        return
    check_web(form)
    by = Actor.answering(codes.digest(codes.new()))
    response = responses.start(study, opening=Opening("en", "GBR"), at=make.NOW, by=by)
    response = responses.save(response, step=Step(given, "", "en"), at=make.NOW, by=by)
    response = responses.complete(response, at=make.NOW, by=by)
    assert steady(form, response.answers) == steady(form, Answers(form, given, make.NOW).clean())


def steady(form: Form, answers: dict[str, str]) -> dict[str, str]:
    """The answers without what is another each time that it is worked out."""
    varies = form.unstable | form.filled
    plain = {path: _ROUND.sub("", path) for path in answers}
    noted = {path for path, bind in form.binds.items() if bind.preload[0]}
    return {path: text for path, text in answers.items() if plain[path] not in varies | noted}
