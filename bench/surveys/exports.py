"""Measures how answers leave: 100,000 x 300 beside the database's own COPY, then 1,000,000 x 30.

`python -m bench.surveys.exports` makes a database of its own in a temporary folder. A third of the
questions take several answers, each of which has a column of its own: 300 questions make 800
columns. Peak memory is that of the writing process, above what it had before it began. Of the
rows a tenth is measured unless `--share 1` asks for all, which takes much longer.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.deployment import folder

_FILL = """
    INSERT INTO questionnaires_response (id, study_id, questionnaire_id, instance_id, label,
        answers, set_aside, fault, language, destination, device, page, coupon, coupon_lapsed,
        left_out, seconds, revision, started_at, changed_at, completed_at)
    SELECT gen_random_uuid(), %(study)s, %(form)s, '', 'r' || n,
        (SELECT jsonb_object_agg('/data/q' || k, CASE k %% 3
            WHEN 0 THEN ((n * 7 + k * 13) %% 90)::text
            WHEN 1 THEN 'c' || ((n + k) %% 5) ELSE 'c' || ((n * k) %% 4) || ' c4' END)
         FROM generate_series(1, %(columns)s) AS k),
        '{}', '', 'en', 'GBR', '', '', '', false, false, '{}', 0, now(), now(), now()
    FROM generate_series(%(first)s::int, %(last)s::int) AS n
"""
_BATCH = 10_000


def main(words: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", nargs=3, metavar=("ROWS", "COLUMNS", "FORMAT"))
    parser.add_argument("--share", type=int, default=10, help="part of the rows: 10 is a tenth")
    options = parser.parse_args(words)
    if options.part:
        rows, columns, format_ = options.part
        _measure(int(rows), int(columns), format_)
        return
    share = options.share
    print("| rows x questions | what | seconds | of them its own CPU | MB | peak memory, MB more |")
    print("|---|---|---|---|---|---|", flush=True)
    with folder() as home:
        for rows, columns, formats in ((100_000, 300, "copy,csv"), (1_000_000, 30, "copy,csv")):
            _apart(home, rows // share, columns, formats)


def _apart(home: Path, rows: int, columns: int, formats: str) -> None:
    """Fills and measures in processes of their own, so that one's memory is not the other's."""
    environment = {**os.environ, "HOMELANDS_HOME": str(home), "PYTHONWARNINGS": "ignore"}
    for what in ("fill", *formats.split(",")):
        command = [sys.executable, "-m", "bench.surveys.exports", "--part"]
        subprocess.run([*command, str(rows), str(columns), what], env=environment, check=True)


def _measure(rows: int, columns: int, what: str) -> None:
    start()
    from homelands.foundation.access.context import acting
    from homelands.foundation.actors import Actor

    with acting(Actor.system("bench")):
        if what == "fill":
            fill(rows, columns)
            return
        target = Path(os.environ["HOMELANDS_HOME"]) / f"out.{what}"
        before, began, used = _peak(), time.perf_counter(), time.process_time()
        _copy(rows, columns, target) if what == "copy" else _export(rows, columns, target, what)
        seconds, more = time.perf_counter() - began, _peak() - before
        used = time.process_time() - used
    size = target.stat().st_size / 2**20
    target.unlink()
    name = "COPY of the answers" if what == "copy" else what
    times = f"{seconds:.1f} | {used:.1f}"
    print(f"| {rows:,} x {columns} | {name} | {times} | {size:.0f} | {more:.0f} |", flush=True)


def start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "homelands.web.settings")
    from homelands.command.runtime import database
    from homelands.web import environment

    home = environment.home()
    addresses = database.start_embedded(home)
    database.use(addresses)
    if not (home / "migrated").exists():
        command = [sys.executable, "-m", "homelands", "migrate", "--verbosity", "0"]
        subprocess.run(command, check=True)
        (home / "migrated").touch()
    import django

    django.setup()


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def name_of(rows: int, columns: int) -> str:
    return f"bench {rows} {columns}"


def fill(rows: int, columns: int) -> None:
    from django.db import connection
    from django.utils import timezone

    from homelands.surveys.questionnaires.models import Questionnaire, Study

    now = timezone.now()
    slug = f"bench-{rows}-{columns}"
    study = Study(name=name_of(rows, columns), slug=slug, design="convenience", opens_on=now.date())
    study.save(force_insert=True)
    form = Questionnaire(
        study=study, form_id="data", version="1", title="Bench", xform=_xform(columns),
        published_at=now,
    )  # fmt: skip
    form.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        for first in range(1, rows + 1, _BATCH):
            last = min(first + _BATCH - 1, rows)
            given = {"study": study.pk, "form": form.pk, "columns": columns}
            cursor.execute(_FILL, {**given, "first": first, "last": last})


def _xform(columns: int) -> bytes:
    """A form of numbers, single and several choices, in turn."""
    kinds = ["int", "string", "string"]
    names = range(1, columns + 1)
    nodes = "".join(f"<q{k}/>" for k in names)
    binds = "".join(f'<bind nodeset="/data/q{k}" type="{kinds[k % 3]}"/>' for k in names)
    body = "".join(map(_control, names))
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">'
        f'<h:head><h:title>Bench</h:title><model><instance><data id="data" version="1">{nodes}'
        f"</data></instance>{binds}</model></h:head><h:body>{body}</h:body></h:html>"
    ).encode()


def _control(k: int) -> str:
    ref, label = f'ref="/data/q{k}"', f"<label>Question {k}</label>"
    if k % 3 == 0:
        return f"<input {ref}>{label}</input>"
    items = "".join(f"<item><label>C{n}</label><value>c{n}</value></item>" for n in range(5))
    name = "select1" if k % 3 == 1 else "select"
    return f"<{name} {ref}>{label}{items}</{name}>"


def _copy(rows: int, columns: int, target: Path) -> None:
    """Takes the answers out as the database writes them: the least that it can cost."""
    from django.db import connection

    from homelands.surveys.questionnaires.models import Study

    study = Study.objects.get(name=name_of(rows, columns))
    query = "COPY (SELECT answers FROM questionnaires_response WHERE study_id = %s) TO STDOUT"
    with connection.cursor() as cursor, target.open("wb") as file:
        cursor.execute("SET LOCAL statement_timeout = 0")
        with cursor.copy(query, [study.pk]) as copy:
            for part in copy:
                file.write(part)


def _export(rows: int, columns: int, target: Path, format_: str) -> None:
    from homelands.surveys.datasets.queries import exports
    from homelands.surveys.questionnaires.models import Study

    study = Study.objects.get(name=name_of(rows, columns))
    written = exports.write(study, exports.Wanted(format_, "en", "key"), target)
    assert written.rows == rows, written


if __name__ == "__main__":
    main(sys.argv[1:])
