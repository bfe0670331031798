"""What was written in answer to a question, from the answers that the actor may read."""

from django.db.models import QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, NullIf

from homelands.forms.datafiles.exporting.variable import Variable
from homelands.surveys.questionnaires.models import Response, Study


def written(study: Study, question: Variable) -> QuerySet[Response]:
    """Returns the answers in which something was written, the latest first, with it as `text`."""
    each = [
        NullIf(KeyTextTransform(path, "answers"), Value("", output_field=TextField()))
        for path in question.paths
    ]
    complete = Response.objects.filter(study=study, completed_at__isnull=False, left_out=False)
    text = Coalesce(*each) if len(each) > 1 else each[0]
    return (
        complete.annotate(text=text)
        .filter(text__isnull=False)
        .only("label", "completed_at", "language", "destination")
        .order_by("-completed_at", "pk")
    )
