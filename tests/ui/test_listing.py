"""Lists filter, page and export; bad addresses are said, never silent."""

from dataclasses import dataclass

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from homelands.foundation.models import User
from homelands.ui.listing import Column, Empty, Filter, Listing


@dataclass(frozen=True)
class Row:
    name: str
    country: str


ROWS = [Row(f"Person {one}", "IT" if one % 2 else "GB") for one in range(25)]
COLUMNS = [
    Column("name", "Name", lambda row: row.name),
    Column("country", "Country", lambda row: row.country),
]
FILTERS = [
    Filter(
        "country",
        "Country",
        [("IT", "Italy"), ("GB", "United Kingdom")],
        lambda rows, value: [row for row in rows if row.country == value],
    ),
    Filter(
        "q", "Name contains", (), lambda rows, value: [row for row in rows if value in row.name]
    ),
]


def asked(query="", rows=ROWS, **changes):
    return Listing(rows, COLUMNS, QueryDict(query), FILTERS, page_size=10, **changes)


def drawn(listing):
    return render_to_string("ui/listing.html", {"listing": listing})


def test_pages_hold_the_page_size():
    listing = asked()
    assert (listing.total, len(listing.table)) == (25, 10)
    assert (listing.previous_url, listing.next_url) == ("", "?page=2")
    assert "Showing 1 to 10 of 25." in drawn(listing)


@pytest.mark.django_db
def test_a_table_is_counted_only_as_far_as_a_reader_looks():
    User.objects.bulk_create(
        User(login=f"{one:04d}@example.org", name=f"Person {one}") for one in range(2050)
    )
    rows = User.objects.filter(name__startswith="Person ").order_by("login")
    columns = [Column("name", "Name", lambda user: user.name)]

    def asked_for(page):
        return Listing(rows, columns, QueryDict(f"page={page}"), page_size=50)

    first, middle, last = asked_for(1), asked_for(20), asked_for(41)
    assert "Showing 1 to 50 of more than 1,000." in drawn(first)
    assert [text for text, _, _ in first.page_links] == ["1", "2", "…", "20", "…"]
    assert (middle.page.number, middle.next_url, middle.total) == (20, "?page=21", 2000)
    assert "Showing 2,001 to 2,050 of 2,050." in drawn(last)
    assert (last.next_url, last.page_links[-1]) == ("", ("41", "?page=41", True))


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["99999999999999999999", "٩٩٩٩"])
def test_a_page_beyond_every_row_gives_the_last(page):
    User.objects.bulk_create(User(login=f"{one}@example.org", name="Beyond") for one in range(3))
    rows = User.objects.filter(name="Beyond").order_by("login")
    listing = Listing(rows, COLUMNS[:1], QueryDict(f"page={page}"), page_size=2)
    assert (listing.page.number, listing.total, listing.goes_on) == (2, 3, False)


@pytest.mark.parametrize(("page", "number"), [("99", 3), ("x", 1), ("-1", 3)])
def test_a_page_out_of_range_gives_the_nearest(page, number):
    assert asked(f"page={page}").page.number == number


def test_a_filter_narrows_and_becomes_a_chip():
    listing = asked("country=IT&sort=name&page=2")
    assert listing.total == 12
    assert [(chip.label, chip.value, chip.remove_url) for chip in listing.chips] == [
        ("Country", "Italy", "?sort=name")
    ]
    assert listing.carried == [("sort", "name")]


def test_an_unknown_choice_is_left_out_and_said():
    listing = asked("country=XX")
    assert (listing.total, listing.chips, listing.ignored) == (25, [], ["Country"])
    assert "The filter “Country” in this address" in drawn(listing)


def test_nothing_found_offers_to_clear_the_filters():
    page = drawn(asked("q=nobody"))
    assert "Nothing matches these filters." in page
    assert 'href="?"' in page


def test_an_empty_list_says_what_belongs_here_and_who_adds_it():
    empty = Empty("Needs appear here.", "Hosts write them.", "Write a need", "/needs/new")
    page = drawn(asked(rows=[], empty=empty))
    assert [text in page for text in (empty.what, empty.who, empty.action_url)] == [True] * 3


def test_an_eighth_column_is_refused():
    with pytest.raises(ValueError, match="has 8 columns"):
        Listing([], COLUMNS * 4, QueryDict())


def test_cells_are_labelled_for_the_phone():
    page = drawn(asked())
    assert page.count('data-label="Country"') == 10
    assert page.count('scope="row"') == 10


def test_names_are_escaped():
    assert "<script>" not in drawn(asked(rows=[Row("<script>", "IT")]))


def test_csv_holds_every_row_that_passes_the_filters():
    listing = asked("country=IT&format=csv", name="people")
    response = listing.csv()
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert listing.wants_csv
    assert (lines[0], len(lines)) == ("Name,Country", 13)
    assert response["Content-Disposition"] == 'attachment; filename="people.csv"'
