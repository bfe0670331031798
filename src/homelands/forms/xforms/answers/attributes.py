"""Works out what a submission says about entities in the attributes of their nodes."""

from dataclasses import replace
from random import Random

from ..evaluator import evaluate
from ..values import to_text
from .settling import Settling


def fill_attributes(settling: Settling, instance_id: str) -> None:
    """Writes the id of each entity and on what conditions it is created or updated.

    An id is drawn by the submission's own: the same submission names the same entity again.
    """
    for entity in settling.form.entities:
        for place in settling.instance.all_of(entity.path):
            for name, rule in entity.attributes.items():
                chance = Random(f"{instance_id} {place.path} {name}")  # noqa: S311  (no secret)
                meant = settling.form.placed(rule, entity.path)
                context = replace(settling.context, chance=chance)
                value = evaluate(meant, context, place.element)
                place.element.set(name, to_text(value))
