"""How long a submission to a form of your own takes to check.

    python -m bench.surveys.checked FORM.xlsx [FILLS]

The form is filled at random as often as is said (5 times), each submission is checked 20 times as
it is when a device sends it, and the median of the processor's time is written.
"""

import os
import sys
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

import django

TIMES = 20


def main() -> None:
    """Fills the form, checks what it gave, and writes the times."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homelands.web.settings")
    os.environ.setdefault("DATABASE_URL", "postgresql:///")
    django.setup()
    from homelands.forms.odk import converter
    from homelands.forms.xforms import Answers, parse
    from homelands.surveys.collection.queries.examined import examined_as
    from homelands.surveys.questionnaires.queries.filling import Course, fill_once

    path = Path(sys.argv[1])
    fills = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    source = path.read_bytes()
    if path.suffix != ".xml":
        source = str(converter.answer(source, path.suffix)["xform"]).encode()
    form = parse(source, {})
    at = Course(1, date(2026, 11, 30)).at
    medians = []
    for seed in range(1, fills + 1):
        typed = fill_once(form, at, seed).typed
        body = Answers(form, typed, at).to_xml(f"uuid:{seed}")
        taken = []
        for _turn in range(TIMES):
            start = process_time()
            found = examined_as(form, body, at)
            taken.append(1000 * (process_time() - start))
        medians.append(median(taken))
        print(
            f"{len(form.questions)} questions, {len(found.answers)} answers, {len(body):,} bytes: "
            f"median {medians[-1]:.1f} ms"
        )
    print(f"median of all: {median(medians):.1f} ms")


if __name__ == "__main__":
    main()
