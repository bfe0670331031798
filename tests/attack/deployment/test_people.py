"""Who looks where no grant reaches, takes everybody out, or leaves no trace; and who has gone."""

from typing import Any
from uuid import UUID

import pytest

from tests.attack.deployment.site import Site, Visitor, member, officer, stranger

pytestmark = pytest.mark.xdist_group("attacked site")

OFFICERS = ("officer", "paris", "manager", "approver", "host", "auditor")


def rows(site: Site, sql: str, values: Any = None) -> list[Any]:
    with site.sql("owner") as owner:
        return owner.execute(sql, values).fetchall()


def looks(site: Site, person: UUID) -> int:
    """How many rows tell the person who looked."""
    return int(
        site.value("SELECT count(*) FROM foundation_auditevent WHERE person_id = %s", [person])
    )


def test_no_list_gives_everybody(site: Site) -> None:
    """Line 1: a list as CSV and the API gave all names, without reason, cap or trace."""
    desk = officer(site, "officer")
    answer = desk.get("/desk/people/?format=csv")
    assert answer.status == 302
    assert answer.to.startswith("/desk/people/exports/request/")
    listed = desk.get("/api/people/?limit=5000").json
    assert 0 < len(listed) <= 100
    consent = "SELECT DISTINCT ON (person_id, purpose) person_id, purpose, given"
    agreed = {
        str(person)
        for person, purpose, given in rows(
            site,
            f"{consent} FROM register_consentdecision ORDER BY person_id, purpose, at DESC",
        )
        if purpose == "mission" and given
    }
    named = {row["id"] for row in listed if row["name"]}
    assert named == {row["id"] for row in listed} & agreed
    before = {key: looks(site, UUID(key)) for key in named}
    desk.get("/api/people/")
    assert {key: looks(site, UUID(key)) - before[key] for key in named} == dict.fromkeys(named, 1)


def test_a_file_of_people_wants_a_reason_and_leaves_a_row_for_each(site: Site) -> None:
    """Line 1: bulk only as an export, and everybody concerned sees it."""
    desk = officer(site, "officer")
    form = {"fields_chosen": ["country"], "purpose": "mission", "why": ""}
    assert desk.post("/desk/people/exports/request/", form).status == 200
    files = "SELECT count(*) FROM register_peopleexport"
    assert site.value(files) == 0
    for key in ("approver", "host", "auditor"):
        assert officer(site, key).get("/desk/people/exports/request/").status == 403


def test_nobody_sees_who_is_not_theirs(site: Site) -> None:
    """Held already: no record of others is seen, by nine roles over the addresses of people."""
    (british,) = rows(site, "SELECT array_agg(id) FROM register_person WHERE destination = 'GBR'")[
        0
    ]
    visitors: dict[str, Visitor] = {
        key: officer(site, key) for key in ("paris", "host", "approver")
    }
    visitors |= {"member": member(site, "curious@example.org"), "stranger": stranger(site)}
    placed = {person for (person,) in rows(site, "SELECT person_id FROM placements_placement")}
    for name, visitor in visitors.items():
        for person in british[:6]:
            if name in ("host", "approver") and person in placed:
                continue
            before = looks(site, person)
            answer = visitor.get(f"/desk/people/{person}/")
            assert answer.status in (302, 403, 404), (name, person)
            assert visitor.get(f"/api/people/{person}/").status in (401, 403, 404)
            assert looks(site, person) == before
    for name in ("member", "stranger"):
        for path in ("/desk/", "/desk/people/", "/desk/programmes/payments/", "/desk/studies/"):
            assert visitors[name].get(path).status in (302, 403), path


@pytest.mark.parametrize(
    ("path", "table", "person"),
    [
        ("/desk/programmes/payments/{}/", "payments_payment", "person_id"),
        ("/desk/programmes/placements/{}/", "placements_placement", "person_id"),
        ("/desk/programmes/matches/{}/", "selection_match", "person_id"),
        ("/desk/people/{}/", "register_person", "id"),
    ],
)
def test_each_page_that_shows_a_person_is_a_look(
    site: Site, path: str, table: str, person: str
) -> None:
    """Line 14: eight pages left one row for "who looked"."""
    desk = officer(site, "manager")
    for key, about in rows(site, f"SELECT id, {person} FROM {table} LIMIT 3"):
        before = looks(site, about)
        answer = desk.get(path.format(key))
        if answer.status == 200:
            assert looks(site, about) > before, path.format(key)
        else:
            assert answer.status in (403, 404)
            assert looks(site, about) == before


def test_nothing_of_who_is_erased_stays(site: Site) -> None:
    """Line 8: what somebody had written stood in clear in history."""
    mark = "Unmistakably"
    visitor = member(site, f"{mark.lower()}@example.org")
    profile = {
        "occupation": "2221", "education": "bachelor", "language": "en", "level": "c1",
        "skills": mark, "availability": "", "modality": ["visit"],
    }  # fmt: skip
    visitor.post("/my/profile/", profile)
    private = {"text": mark, "in_public": "no", "country": "GBR", "email": ""}
    visitor.post("/questions/ask/", private)
    assert mark in visitor.get("/my/data/").text or planted(site, mark)
    assert visitor.post("/my/data/erase/", {"sure": "on"}).status in (200, 302)
    assert planted(site, mark) == []
    assert visitor.get("/my/data/").status == 302


def planted(site: Site, mark: str) -> list[str]:
    """The tables in which a word stands, as the owner reads them."""
    tables = rows(
        site,
        "SELECT relname FROM pg_class WHERE relkind = 'r'"
        " AND relnamespace = 'public'::regnamespace",
    )
    with site.sql("owner") as owner:
        return [
            table
            for (table,) in tables
            if owner.execute(
                f'SELECT 1 FROM "{table}" AS r WHERE r::text ILIKE %s LIMIT 1', [f"%{mark}%"]
            ).fetchone()
        ]
