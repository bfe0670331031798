"""Publishes a form in a study, opens a field team's collector, and prints the addresses as JSON."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from homelands.forms.odk import conversion
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.foundation.errors import Refusal, why_not
from homelands.surveys.questionnaires.actions import collectors, questionnaires, studies
from homelands.surveys.questionnaires.actions.collectors import CollectorPlan
from homelands.surveys.questionnaires.actions.questionnaires import AlreadyPublished, FilesMissing
from homelands.surveys.questionnaires.actions.studies import StudyPlan
from homelands.surveys.questionnaires.models import Collector, Questionnaire, Study
from homelands.surveys.questionnaires.queries.questionnaires import form_of
from homelands.surveys.questionnaires.rules.questionnaires import check_web

_KEEPER = Actor.system("forms publish")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, help="an XLSForm or an XForm; the files that it names lie beside it"
    )
    parser.add_argument(
        "--study", required=True, help="its name or its slug; one that is not there is set up"
    )
    parser.add_argument(
        "--destination", default="", help="the country of the respondents, such as NLD"
    )


def run(options: Namespace) -> int:
    """Returns 0 when the form is published, 2 when something was wrong with what was asked."""
    try:
        with options.file.open("rb") as file:
            source = file.read(conversion.MOST_BYTES + 1)
        with acting(_KEEPER), transaction.atomic():
            found = _published(options, source)
    except Refusal as refused:
        return _refuse(f"{options.file.name}: {refused}")
    except OSError as error:
        return _refuse(f"{options.file}: {error.strerror or error}.")
    print(json.dumps(found, ensure_ascii=False))
    return 0


def _refuse(line: str) -> int:
    print(" ".join(line.split()), file=sys.stderr)
    return 2


def _published(options: Namespace, source: bytes) -> dict[str, str]:
    study = _study(options.study, options.destination)
    made = _questionnaire(study, source, options.file)
    collector = _collector(study, options.destination)
    page = settings.BASE_URL + reverse("questionnaires.responses.start", args=[study.slug])
    no_page = why_not(check_web, form_of(made))
    if no_page:
        print(no_page, file=sys.stderr)
    return {
        "web": "" if no_page else page,
        "openrosa": f"{settings.BASE_URL}/openrosa/{collector.token!s}",
        "form_id": made.form_id,
        "version": made.version,
    }


def _study(name: str, destination: str) -> Study:
    known = Study.objects.filter(Q(name=name) | Q(slug=name)).order_by("opens_on").first()
    if known is not None:
        return known
    plan = StudyPlan(
        name=name,
        design=Study.Design.CONVENIENCE,
        opens_on=timezone.localdate(),
        destinations=(destination,) if destination else (),
    )
    return studies.add(plan, by=_KEEPER)


def _questionnaire(study: Study, source: bytes, file: Path) -> Questionnaire:
    """Publishes the form with the files beside it; the same form once more is what is there."""
    try:
        return _publish(study, source, file)
    except AlreadyPublished:
        xform = conversion.convert(source, file.name)
        same = Questionnaire.objects.filter(study=study, xform=xform).first()
        if same is None:
            raise
        return same


def _publish(study: Study, source: bytes, file: Path) -> Questionnaire:
    named: dict[str, bytes] = {}
    while True:
        try:
            return questionnaires.publish(
                study, source=source, filename=file.name, at=timezone.now(), by=_KEEPER, files=named
            )
        except FilesMissing as missing:
            found = {name: _beside(file, name) for name in missing.names if name not in named}
            if not any(content is not None for content in found.values()):
                raise
            named |= {name: content for name, content in found.items() if content is not None}


def _beside(file: Path, name: str) -> bytes | None:
    """Reads a file that lies in the folder of the form."""
    place = file.parent / name
    return place.read_bytes() if Path(name).name == name and place.is_file() else None


def _collector(study: Study, destination: str) -> Collector:
    known = Collector.objects.filter(
        study=study, kind=Collector.Kind.FIELD, destination=destination, stopped_at=None
    )
    open_now = known.filter(Q(closes_on=None) | Q(closes_on__gte=timezone.localdate()))
    if collector := open_now.order_by("opens_on", "name").first():
        return collector
    plan = CollectorPlan(name="Field team", opens_on=timezone.localdate(), destination=destination)
    return collectors.add(study, kind=Collector.Kind.FIELD, plan=plan, by=_KEEPER)
