"""A questionnaire that asks for a line, an area, a code and a signature."""

from homelands.forms.odk import conversion
from homelands.surveys.questionnaires.models import Questionnaire, Study
from tests import make, make_surveys

DRAWN = """\
| survey |
| | type | name | label::English (en) | label::Arabic (ar) | appearance | constraint |
| | begin group | home | The house | البيت | field-list | |
| | geotrace | way | The way to it | الطريق إليه | | |
| | geoshape | plot | Its plot | أرضه | | area(.) > 1 |
| | barcode | tin | The code on the tin | الرمز على العلبة | | |
| | image | sign | Sign here | وقّع هنا | signature | |
| | end group | | | | | |
| settings |
| | form_title | form_id | version |
| | The house | house | 1 |
"""


def published(**fields: object) -> Study:
    """Returns a study that asks it."""
    study = make_surveys.study(name="The house", **fields)
    Questionnaire.objects.create(
        study=study,
        form_id="house",
        version="1",
        title="The house",
        xform=conversion.convert(DRAWN.encode(), "house.md"),
        published_at=make.NOW,
    )
    return study
