"""What JavaRosa, the library of Collect, finds valid is taken in; about all else we agree.

Forms are answered at random. HOMELANDS_SEEDS says how often each (5 where it does not), and
HOMELANDS_FORMS names a folder with more forms.
"""

import os
from pathlib import Path

import pytest

from tests import make
from tests.make_collection import collector, device, held

from .comparing import differences
from .forms import Asked, given_forms, own_forms
from .peer import AbsentToolError, answered, classes

SEEDS = int(os.environ.get("HOMELANDS_SEEDS", "5"))
#: On purpose otherwise, as docs/xforms-expressions.md says: the form, and the end of the path.
ON_PURPOSE = (
    ("household", "/full"),
    # A text that reads like a date is compared with a number (Enketo's own form).
    ("enketo__nested-branches.xml", "/group"),
    ("enketo__nested-branches.xml", "/group/c"),
)
#: Forms that JavaRosa does not take.
REFUSED = {"actions"}
#: Where it may be another day than here, before and after.
ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago")
ZONES_OF_DIASPORAS = ("UTC", "America/Toronto", "Asia/Dubai")


@pytest.fixture(autouse=True)
def compiled() -> Path:
    try:
        return classes()
    except AbsentToolError as absent:
        pytest.skip(str(absent))


@pytest.mark.parametrize("zone", ZONES)
def test_what_javarosa_finds_valid_is_taken_in_and_all_else_agrees(
    zone: str, tmp_path: Path
) -> None:
    differing, done = _compared([*own_forms()], _seeds(ZONES.index(zone)), zone, tmp_path)
    assert "\n".join(differing) == ""
    assert done == (len([*own_forms()]) - len(REFUSED)) * SEEDS


@pytest.mark.parametrize("zone", ZONES_OF_DIASPORAS)
def test_forms_of_others_agree_too(zone: str, tmp_path: Path) -> None:
    forms = [*given_forms()]
    if not forms:
        pytest.skip("HOMELANDS_FORMS NAMES NO FOLDER OF FORMS")
    seeds = _seeds(ZONES_OF_DIASPORAS.index(zone))
    differing, done = _compared(forms, seeds, zone, tmp_path)
    print(f"{len(forms)} forms, {done} submissions")
    assert "\n".join(differing) == ""


def _seeds(turn: int) -> range:
    return range(1000 * turn, 1000 * turn + SEEDS)


def _compared(forms: list[Asked], seeds: range, zone: str, folder: Path) -> tuple[list[str], int]:
    """Lists what differs, and counts the submissions; a form that JavaRosa refuses is said."""
    paths = {asked.put_into(folder): asked for asked in forms}
    read = {str(path): asked.form() for path, asked in paths.items()}
    differing: list[str] = []
    done = 0
    for told in answered([*paths], seeds, zone):
        name = Path(told["form"]).parent.name
        if "error" in told:
            print(f"{name}: JAVAROSA DOES NOT TAKE THE FORM: {told['error']}")
            continue
        done += 1
        found = differences(read[told["form"]], told, zone)
        differing += [
            f"{name}, seed {told['seed']}: {one}" for one in found if not _meant(name, one)
        ]
    return differing, done


def _meant(name: str, found: str) -> bool:
    return any(name == form and f"{end} " in f"{found} " for form, end in ON_PURPOSE)


@pytest.mark.django_db
def test_a_device_sends_what_javarosa_answered(tmp_path: Path) -> None:
    from tests.surveys.questionnaires import large_form

    team = collector(large_form.published(opens_on=make.TODAY.replace(year=2020)))
    app = device(team)
    (listed,) = app.forms()
    path = Asked("listed", app.download(listed)).put_into(tmp_path)
    for told in answered([path], range(3)):
        (reply,) = app.submit(told["submission"].encode(), {})[-1:]
        assert reply.status in (201, 202), reply.message
        name = _instance_id(told["submission"])
        (kept,) = held(name)
        faulty = told["unanswered"] + [
            node["path"] for node in told["nodes"] if node.get("accepted") is False
        ]
        wrong = {one["path"] for one in kept.reasons if one["code"] != "missing_file"}
        assert wrong == set(faulty)


def _instance_id(body: str) -> str:
    return body.partition("instanceID>")[2].partition("<")[0]
