"""Plain functions that make what comes in from the field: collectors, devices, answers as XML."""

from typing import Any
from uuid import uuid4
from xml.sax.saxutils import escape

from django.test import Client

from homelands.forms.odk import conversion
from homelands.surveys.collection.models import Submission
from homelands.surveys.questionnaires.actions import collectors
from homelands.surveys.questionnaires.actions.collectors import CollectorPlan
from homelands.surveys.questionnaires.models import Collector, Questionnaire, Study
from tests import make, make_surveys
from tests.surveys.collection.collect_client import Collect, in_process

HOST = "http://testserver"


def collector(study: Study | None = None, *, kind: str = "field", **fields: Any) -> Collector:
    """A collector of a study with the small questionnaire, open and in the United Kingdom."""
    fields.setdefault("name", f"Team {make.number()}")
    fields.setdefault("opens_on", make.TODAY.replace(year=2020))
    fields.setdefault("destination", "GBR")
    made = study or make_surveys.asked(opens_on=make.TODAY.replace(year=2020))
    return collectors.add(made, kind=kind, plan=CollectorPlan(**fields), by=make.SYSTEM)


def device(collector: Collector) -> Collect:
    """A field app that knows the address of a collector."""
    return Collect(f"{HOST}/openrosa/{collector.token}", in_process(Client()))


def published(study: Study, xlsform: bytes, form_id: str, version: str) -> Questionnaire:
    """A form of a study, whatever our own pages can show of it."""
    return Questionnaire.objects.create(
        study=study,
        form_id=form_id,
        version=version,
        title="A form",
        xform=conversion.convert(xlsform, "form.md"),
        published_at=make.NOW,
    )


#: Right answers to the small questionnaire.
RIGHT = {"about/age": "34", "about/works": "no"}


def answers(
    given: dict[str, str] | None = None,
    *,
    form_id: str = "small",
    version: str = "1",
    instance_id: str = "",
    meta: str = "",
) -> bytes:
    """Answers to the small questionnaire as an app writes them."""
    tree: dict[str, Any] = {}
    for path, text in (RIGHT if given is None else given).items():
        *above, last = path.split("/")
        place = tree
        for step in above:
            place = place.setdefault(step, {})
        place[last] = text
    own = instance_id or f"uuid:{uuid4()}"
    return (
        "<?xml version='1.0' encoding='UTF-8' ?>"
        f'<data id="{form_id}" version="{version}" xmlns:orx="http://openrosa.org/xforms">'
        f"{_written(tree)}<orx:meta><orx:instanceID>{own}</orx:instanceID>{meta}</orx:meta></data>"
    ).encode()


def _written(tree: dict[str, Any]) -> str:
    return "".join(
        f"<{name}>{_written(value) if isinstance(value, dict) else escape(value)}</{name}>"
        for name, value in tree.items()
    )


def held(instance_id: str) -> list[Submission]:
    """What is stored under an id, the earliest first."""
    with make.as_(make.SYSTEM):
        found = Submission.objects.filter(instance_id=instance_id).order_by("received_at")
        return list(found.select_related("response"))
