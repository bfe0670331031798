"""A form is tried out: its answers are seen by nobody who counts, and go again."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.utils import DatabaseError
from django.test import Client
from django.utils import timezone

from homelands.forms.datafiles.exporting import FORMATS, Options
from homelands.foundation import codes
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed
from homelands.foundation.models import Purge
from homelands.foundation.roles import Role
from homelands.mapping.statistics.queries import diagnostics
from homelands.mapping.statistics.queries import studies as statistics
from homelands.surveys.collection.queries import quality, quality_flags
from homelands.surveys.datasets.actions import webhooks
from homelands.surveys.datasets.models import Delivery
from homelands.surveys.datasets.queries import (
    counts,
    exports,
    imported,
    pages_of_answers,
    variables,
)
from homelands.surveys.datasets.queries.exports import Wanted
from homelands.surveys.questionnaires import tasks
from homelands.surveys.questionnaires.actions import attachments, responses, studies, trials
from homelands.surveys.questionnaires.actions.attachments import Sent
from homelands.surveys.questionnaires.actions.responses import Opening
from homelands.surveys.questionnaires.actions.studies import StudyPlan
from homelands.surveys.questionnaires.models import Attachment, Response, Study
from homelands.surveys.questionnaires.queries import collectors as collector_queries
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.surveys.questionnaires.queries import responses as response_queries
from homelands.surveys.questionnaires.queries import trials as trial_queries
from homelands.surveys.questionnaires.rules.trials import KEPT
from homelands.surveys.recruitment.queries import recruitment, rewards, settling
from tests import make, make_collection, make_surveys
from tests.surveys.datasets import make_files
from tests.surveys.questionnaires import large_form

pytestmark = pytest.mark.django_db

#: An answer that nobody else gives.
ODD = "Only in a test"


def manager(study: Study) -> Actor:
    return make.officer("", Role.SURVEY_MANAGER)


def begun(study: Study, language: str = "en") -> Actor:
    """The respondent of a trial."""
    latest = questionnaires.latest(study)
    assert latest is not None
    by = Actor.answering(codes.digest(codes.new()))
    trials.begin(
        latest,
        opening=Opening(language, ""),
        digest=by.respondent,
        at=make.NOW,
        by=manager(study),
    )
    return by


def tried(study: Study) -> Actor:
    """The respondent of a trial that was sent."""
    by = begun(study)
    make_surveys.saved(study, by, age="77", works="yes", job=ODD, network_size="99")
    responses.complete(make_surveys.response(by), at=make.NOW, by=by)
    return by


def unfinished(study: Study) -> Actor:
    by = begun(study)
    response = make_surveys.saved(study, by, page="training", age="78", job=ODD)
    responses.set_aside(response, typed={}, fault=ODD, at=make.NOW, by=by)
    return by


def readers(study: Study, folder: Path) -> dict[str, Callable[[], Any]]:
    """Everything that reads answers of a study, whatever for."""
    asked = variables.of(study)
    opened = collector_queries.of(study)
    since = make.NOW - timedelta(days=1)
    return {
        **{f"export {name}": lambda name=name: exported(study, name, folder) for name in FORMATS},
        "export count": lambda: exports.completed(study).count(),
        "api": lambda: pages_of_answers.page(study, "", 500),
        "counts": lambda: counts.safe(study, asked),
        "respondents": lambda: counts.respondents(study),
        "imported": lambda: imported.variables(study),
        "progress": lambda: response_queries.progress(study),
        "completed": lambda: list(response_queries.completed(study).values_list("pk")),
        "sample": lambda: response_queries.sample(study, "age"),
        "names": lambda: response_queries.variables(study),
        "named": lambda: response_queries.named(study),
        "failed": lambda: response_queries.count_failed(study),
        "faults": lambda: response_queries.faults(study),
        "collectors": lambda: collector_queries.taken(opened),
        "flags": lambda: quality_flags.of_study(study),
        "new flags": lambda: quality_flags.of_new(study, since),
        "studies with new answers": lambda: set(quality_flags.answered(since)),
        "how it runs": lambda: how_it_runs(study),
        "statistics": lambda: statistics.variables(study),
        "held": lambda: diagnostics.held(study),
        "chains": lambda: recruitment.chains(study),
        "waves": lambda: recruitment.waves(study),
        "settling": lambda: settling.variables(study),
        "owing": lambda: list(rewards.owing(study)),
        "deliveries": lambda: Delivery.objects.count(),
    }


def exported(study: Study, format_: str, folder: Path) -> Any:
    target = folder / f"answers.{format_}"
    wanted = Wanted(
        format=format_, language="en", key="0" * 32, options=Options(False, True, False)
    )
    written = exports.write(study, wanted, target)
    plain = format_ == "csv"
    return written.rows, hashlib.sha256(target.read_bytes()).hexdigest() if plain else ""


def how_it_runs(study: Study) -> Any:
    run = quality.Run(study, make.NOW)
    return run.pages(), run.items(), run.times(), run.straight(), run.by("language"), run.teams()


@pytest.mark.parametrize("role", [None, *Role])
def test_no_reader_sees_a_trial(role: Role | None, tmp_path: Path) -> None:
    study = make_surveys.asked(destinations=())
    make_collection.collector(study)
    webhooks.add(study, url="https://hooks.example.org/a", at=make.NOW, by=make.SYSTEM)
    for age in ("31", "32", "33", "34", "35"):
        make_surveys.sent(study, age=age)
    make_surveys.started(study)
    actor = make.SYSTEM if role is None else make.officer("", role)
    with make.as_(actor):
        before = {name: read() for name, read in readers(study, tmp_path).items()}
    tried(study)
    unfinished(study)
    with make.as_(actor):
        after = {name: read() for name, read in readers(study, tmp_path).items()}
    assert after == before


@pytest.mark.parametrize("role", [None, *Role])
def test_the_database_shows_no_row_of_a_trial_whatever_the_query(role: Role | None) -> None:
    study = make_surveys.asked()
    by = tried(study)
    actor = make.SYSTEM if role is None else make.officer("", role)
    assert rows(actor) == 0
    assert rows(Actor.public()) == 0
    assert rows(make_surveys.started(study)[1]) == 0
    assert (rows(by), rows(trial_queries.KEEPER)) == (1, 1)


def rows(actor: Actor) -> int:
    with make.as_(actor), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM questionnaires_response WHERE is_trial")
        (found,) = cursor.fetchone()
    return int(found)


def test_an_answer_never_becomes_a_trial_and_a_trial_no_answer() -> None:
    study = make_surveys.asked()
    for by, is_trial in ((make_surveys.started(study)[1], True), (begun(study), False)):
        with pytest.raises(DatabaseError), make.as_(by):
            Response.objects.filter(resume_digest=bytes.fromhex(by.respondent)).update(
                is_trial=is_trial
            )


def test_a_trial_is_begun_before_the_study_opens_and_holds_up_no_change_of_it() -> None:
    later = make.TODAY + timedelta(days=30)
    study = make_surveys.asked(opens_on=later)
    held = make_surveys.response(tried(study))
    assert (held.is_trial, held.claim_digest, held.destination) == (True, None, "")
    assert held.answers[make_surveys.path(study, "job")] == ODD
    plan = StudyPlan(study.name, Study.Design.PROBABILITY, later, destinations=("GBR", "ITA"))
    assert studies.change(study, plan=plan, by=make.SYSTEM).design == Study.Design.PROBABILITY


def test_only_who_manages_the_study_begins_and_clears() -> None:
    study = make_surveys.asked()
    latest = questionnaires.latest(study)
    assert latest is not None
    for by in (make.officer("GBR", Role.SURVEY_MANAGER), make.officer("", Role.ME_OFFICER)):
        with pytest.raises(NotAllowed):
            trials.begin(latest, opening=Opening("en", ""), digest="0" * 64, at=make.NOW, by=by)
        with pytest.raises(NotAllowed):
            trials.clear(study, by=by)


def test_a_button_throws_away_the_trials_of_one_study_and_no_answer() -> None:
    study, other = make_surveys.asked(), make_surveys.asked()
    tried(study), unfinished(study)
    kept = tried(other)
    make_surveys.sent(study)
    make_surveys.started(study)
    trials.clear(study, by=manager(study))
    assert trial_queries.of(study) == []
    assert rows(kept) == 1
    with make.as_(make.SYSTEM):
        assert Response.objects.filter(study=study).count() == 2


def test_files_of_a_trial_are_seen_by_its_code_alone_and_go_with_it() -> None:
    study = large_form.published()
    by = begun(study)
    sent = Sent(make_surveys.path(study, "photo"), make_files.jpeg())
    attachments.add(make_surveys.response(by), sent=sent, at=make.NOW, by=by)
    seen = {}
    for name, actor in {"own": by, "system": make.SYSTEM, "keeper": trial_queries.KEEPER}.items():
        with make.as_(actor):
            seen[name] = Attachment.objects.count()
    assert seen == {"own": 1, "system": 0, "keeper": 1}
    trials.clear(study, by=manager(study))
    with make.as_(trial_queries.KEEPER):
        assert Attachment.objects.count() == 0


def test_trials_go_by_themselves_two_weeks_after_they_were_changed() -> None:
    study = make_surveys.asked()
    tried(study)
    make_surveys.sent(study)
    over = int((make.NOW + KEPT).timestamp())
    tasks.forget_trials(over)
    assert len(trial_queries.of(study)) == 1
    tasks.forget_trials(over + 1)
    assert trial_queries.of(study) == []
    with make.as_(make.SYSTEM):
        assert Response.objects.filter(study=study).count() == 1
        noted = Purge.objects.filter(kind="questionnaires.trials").order_by("pk")
        assert list(noted.values_list("removed", flat=True)) == [0, 1]


# The pages.


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(make.user(Role.SURVEY_MANAGER))
    return client


def began(desk: Client, study: Study, language: str = "en") -> str:
    """Begins a test on its page; returns the code."""
    latest = questionnaires.latest(study)
    assert latest is not None
    page = desk.post(
        f"/desk/studies/{study.slug}/tests/", {"version": latest.pk, "language": language}
    )
    return str(re.findall(r"/answers/([^/]+)/kept/", page.headers["Location"])[0])


def send(desk: Client, code: str, page: str, **given: Any) -> Any:
    url = f"/answer/{code}/{page}/"
    shown = desk.get(url).content.decode()
    plain = re.sub(r"<template>.*?</template>", "", shown, flags=re.S)
    (sheet,) = re.findall(r'name="sheet" value="([^"]+)"', plain)
    there = re.findall(r'name="on" value="(\d+)"', plain)
    return desk.post(url, {"sheet": unescape(sheet), "on": there, **given})


def path_of(desk: Client, study: Study) -> str:
    (trial,) = trial_queries.of(study)
    page = desk.get(f"/desk/tests/{trial.pk}/").content.decode()
    words = unescape(re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0]))
    return " ".join(words.split())


def test_each_page_of_a_test_says_that_it_is_one_and_the_path_tells_why(desk: Client) -> None:
    study = make_surveys.asked(opens_on=timezone.localdate() + timedelta(days=9))
    code = began(desk, study)
    marked = "This is a test."
    assert marked in desk.get(f"/answers/{code}/kept/").content.decode()
    send(desk, code, "about", age="12", works="no")
    send(desk, code, "about", age="40", works="no")
    assert marked in desk.get(f"/answer/{code}/offer/").content.decode()
    send(desk, code, "offer", occupation="2221", comment="Well.")
    assert marked in desk.get(f"/answer/{code}/").content.decode()
    sent = desk.post(f"/answer/{code}/", follow=True).content.decode()
    assert marked in sent
    assert "See what was asked, and why" in sent
    assert "Leave an address" not in sent
    told = path_of(desk, study)
    assert told.index("About you Sent 2 times, as pages 1, 2") < told.index(
        "What you offer Sent as"
    )
    assert "Not accepted: 12 – Adults only." in told
    assert "How old are you? age 40" in told
    reason = "The rule of job was not met: ${works} = 'yes' works = no"
    assert reason in told
    assert "The rule of training was not met: ${works} = 'yes' works = no" in told


def test_the_path_tells_of_files_and_long_texts_that_were_refused(desk: Client) -> None:
    study = large_form.published()
    code = began(desk, study)
    (page,) = [
        page.name
        for page in questionnaires.form_of(questionnaires.latest(study)).pages  # type: ignore[arg-type]
        if any(question.name == "photo" for question in page.questions)
    ]
    send(desk, code, page, photo=SimpleUploadedFile("a.jpg", make_files.SVG))
    told = path_of(desk, study)

    assert "Not accepted: a.jpg – This is no picture that can be shown." in told


def test_the_last_look_is_told_of_too_and_pages_let_a_test_go(desk: Client) -> None:
    study = make_surveys.asked()
    code = began(desk, study)
    assert "data-tells" in desk.get(f"/answer/{code}/about/").content.decode()
    desk.post(f"/answer/{code}/")
    (trial,) = trial_queries.of(study)
    ((path, typed, sentence), *_) = trial.steps[-1]["said"]
    assert (path.rpartition("/")[2], typed) == ("age", "")
    assert f"age – {sentence}" in path_of(desk, study)


def test_a_profile_takes_nothing_from_a_test(desk: Client) -> None:
    study = make_surveys.asked()
    code = began(desk, study)
    by = Actor.answering(codes.digest(code))
    make_surveys.saved(study, by, age="40", works="no", occupation="2221")
    responses.complete(make_surveys.response(by), at=make.NOW, by=by)
    page = desk.post("/my/profile/from-answers/", {"code": code}).content.decode()
    assert "No answers that were sent with this code can be copied." in page


def test_the_page_lists_tests_and_throws_them_away(desk: Client) -> None:
    study = make_surveys.asked()
    address = f"/desk/studies/{study.slug}/tests/"
    assert "Nobody has tried this" in desk.get(address).content.decode()
    began(desk, study)
    page = desk.get(address).content.decode()
    assert "Not finished" in page
    assert "Throw all tests away" in page
    page = desk.post(f"{address}clear/", follow=True).content.decode()
    assert "All tests are thrown away." in page
    assert "Nobody has tried this" in page


def test_without_a_questionnaire_there_is_nothing_to_try(desk: Client) -> None:
    study = make_surveys.study()
    page = desk.get(f"/desk/studies/{study.slug}/tests/").content.decode()
    assert "There is nothing to try yet" in page
    assert f"/desk/studies/{study.slug}/publish/check/" in page


def test_others_see_no_test() -> None:
    study = make_surveys.asked()
    tried(study)
    (trial,) = trial_queries.of(study)
    reader = Client()
    reader.force_login(make.user(Role.ME_OFFICER))
    for address in (f"/desk/tests/{trial.pk}/", f"/desk/studies/{study.slug}/tests/"):
        assert reader.get(address).status_code == 403
