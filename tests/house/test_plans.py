"""A page costs the same whatever the register holds: no query of it reads a growing table whole.

Every page is asked for in a deployment of some thousand people, and each of its queries is run
with EXPLAIN ANALYZE, as whoever looks, under the row security of whoever looks.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from homelands.people.register.models import ConsentDecision
from tests import make
from tests.house.crowd import Crowd, crowd
from tests.house.plans import Query, watched

pytestmark = pytest.mark.xdist_group("plans")

#: A list counts its rows up to a thousand, and shows fifty: that much any query may read.
BOUNDED = 1100

PUBLIC = ("/", "/findings/", "/events/", "/take-part/", "/opportunities/", "/where/", "/{event}")
MEMBER = ("/my/", "/my/data/", "/my/profile/", "/my/consent/", "/my/placements/", "/{event}")
DESK = (
    "/desk/",
    "/desk/people/",
    "/desk/people/?page=3",
    "/desk/people/?modality=virtual",
    "/desk/people/?country=GBR",
    "{person}",
    "/desk/people/exports/",
    "/desk/organisations/",
    "/desk/findings/",
    "/desk/programmes/",
    "{need}",
    "/desk/programmes/placements/",
    "{placement}",
    "/desk/programmes/payments/",
    "{payment}",
    "/desk/studies/",
    "{study}",
    "{study}submissions/",
    "{study}collectors/",
    "{study}exports/",
    "{study}quality/",
    "{study}summary/",
    "{study}summary/texts/?question=comment",
    "/desk/codebook/",
    "/desk/outreach/",
    "/desk/outreach/{event}",
    "/desk/outreach/questions/",
    "/desk/outreach/segments/",
    "/desk/results/",
    "/desk/statistics/",
)
MORE = (
    "{study}summary/cross/?rows=works&columns=occupation",
    "{call}",
    "{application}",
    "{rds}seeds/",
    "{rds}rewards/",
    "{rds}quality-flags/",
    "{rds}recruitment/",
)

ASKED = [
    *(("", page) for page in PUBLIC),
    *(("member", page) for page in MEMBER),
    *(("one country", page) for page in DESK),
    *(("everywhere", page) for page in (*DESK, *MORE)),
]


@pytest.fixture(scope="module")
def register(django_db_blocker: Any) -> Iterator[Crowd]:
    with django_db_blocker.unblock(), crowd() as made:
        yield made


def _too_much(made: Crowd, queries: list[Query]) -> list[str]:
    """Says of each query what it reads too much of."""
    return [
        f"A query reads {rows:,} of the {made.rows[table]:,} rows of {table}, and would read more "
        f"as the register grows. Ask for less, or give it an index: {query.sql[:3000]}"
        for query in queries
        for table, rows in query.rows.items()
        if table in made.rows and rows > max(BOUNDED, made.rows[table] / 3)
    ]


@pytest.mark.parametrize(("who", "page"), ASKED)
def test_a_page_reads_no_growing_table_whole(register: Crowd, who: str, page: str) -> None:
    client = register.client(who)
    path = page.format(**register.paths)
    with watched() as queries:
        answer = client.get(path)
    assert answer.status_code == 200
    too_much = _too_much(register, queries)
    assert not too_much, "\n".join([f"{path}, asked for by {who or 'anybody'}:", *too_much])


def test_a_table_that_is_read_whole_is_seen(register: Crowd) -> None:
    with make.as_(make.SYSTEM), watched() as queries:
        assert not ConsentDecision.objects.filter(text_version="none").exists()
    (sentence,) = _too_much(register, queries)
    rows = f"{register.rows['register_consentdecision']:,}"
    assert sentence.startswith("A query reads ")
    assert f" of the {rows} rows of register_consentdecision" in sentence
