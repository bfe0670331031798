"""The example's studies: one open to everybody, one done by chains, one that runs by invitation."""

import csv
import io
from collections import deque
from datetime import timedelta

from homelands.command.example import recruitment
from homelands.command.example.world import World
from homelands.forms.tables import Columns
from homelands.surveys.datasets.actions import imports
from homelands.surveys.datasets.actions.imports import Import
from homelands.surveys.questionnaires.actions import questionnaires, studies
from homelands.surveys.questionnaires.models import Study
from homelands.surveys.questionnaires.queries import questionnaires as questionnaire_queries

SAMPLE = "Health professionals in the United Kingdom, 2026 (example)"
_SEEDS, _PEOPLE = 12, 640


def load(world: World) -> None:
    """Opens the mapping survey and brings in a simulated sample."""
    plan = studies.StudyPlan(
        name="Mapping survey of our people abroad (example)",
        design=Study.Design.CONVENIENCE,
        opens_on=(world.now - timedelta(days=30)).date(),
        about=(
            "We want to know who lives abroad, what you can offer and what you need, "
            "so that programmes follow from it."
        ),
        population="Adults abroad who have a link with the country",
    )
    study = studies.add(plan, by=world.by)
    source, filename = questionnaire_queries.standard()
    questionnaires.publish(study, source=source, filename=filename, at=world.now, by=world.by)
    world.made["survey"] = study
    content = _sample(world).encode()
    columns = Columns(id="id", recruiter="recruiter", degree="degree", outcomes=("return_for",))
    source_file = Import(SAMPLE, "sample.csv", content, columns, population=14_000)
    world.made["sample"] = imports.load(source_file, at=world.past(100, 90), by=world.by)
    recruitment.load(world)


def _sample(world: World) -> str:
    """Simulates recruitment: up to three coupons each, like recruits like, degrees differ."""
    rng = world.rng
    people: list[dict[str, object]] = []
    waiting: deque[tuple[str, str]] = deque(("seed", "") for _ in range(_SEEDS))
    while waiting and len(people) < _PEOPLE:
        recruiter, like = waiting.popleft()
        number = f"R{len(people) + 1:04d}"
        answer = like if like and rng.random() < 0.3 else _answer(world)
        people.append(
            {
                "id": number,
                "recruiter": recruiter,
                "degree": max(3, round(rng.lognormvariate(2.9, 0.6))),
                "return_for": answer,
                "profession": rng.choices(["nurse", "doctor", "other"], [60, 25, 15])[0],
                "years_abroad": rng.randint(1, 35),
            }
        )
        waiting.extend((number, answer) for _ in range(rng.choices([1, 2, 3], [45, 35, 20])[0]))
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(people[0]))
    writer.writeheader()
    writer.writerows(people)
    return text.getvalue()


def _answer(world: World) -> str:
    return world.rng.choices(["weeks", "online", "no"], [46, 34, 20])[0]
