"""The components draw what they are given, and say it in words."""

from datetime import date

from django.template import Context, Template

from homelands.ui.rows import Entry, SummaryRow, Task
from homelands.ui.samples.records import Why


def drawn(source, **context):
    return Template(source).render(Context(context))


def test_an_action_posts_with_its_token_and_fields():
    page = drawn('{% act "Start" "/start" on="2027-03-07" %}', csrf_token="t0ken")
    assert 'method="post" action="/start"' in page
    assert "t0ken" in page
    assert '<input type="hidden" name="on" value="2027-03-07">' in page


def test_an_action_that_is_off_says_why_and_posts_nothing():
    page = drawn('{% act "Approve" "/approve" why_not="You made it." %}')
    assert "<form" not in page
    assert 'aria-disabled="true"' in page
    assert "You made it." in page


def test_names_are_isolated_and_escaped():
    assert drawn("{{ name|bdi }}", name="<b>") == "<bdi>&lt;b&gt;</bdi>"


def test_a_change_link_says_what_it_changes():
    page = drawn("{% summary_list rows %}", rows=[SummaryRow("Name", "Ama", "/x", "the name")])
    assert 'Change<span class="unseen"> the name</span>' in page


def test_a_timeline_says_why_only_where_a_reason_was_given():
    entries = [
        Entry(date(2026, 11, 2), "Ama", "Sent"),
        Entry(date(2026, 11, 1), "Kofi", "Opened", "The term began."),
    ]
    page = drawn("{% timeline entries %}", entries=entries)
    assert page.count("Why:") == 1
    assert '<time datetime="2026-11-02">' in page


def test_a_task_that_cannot_start_is_no_link():
    page = drawn("{% task_list tasks %}", tasks=[Task("Send", "", "Cannot start yet")])
    assert "<a" not in page


def test_reasons_are_signed_in_words_and_unknowns_stand_apart():
    reasons = [Why("Speaks Twi.", 0.04), Why("Too short.", -0.6), Why("Licence?", 0, known=False)]
    page = drawn("{% reasons reasons %}", reasons=reasons)
    assert (page.count(">For<"), page.count(">Against<")) == (1, 1)
    assert ('class="w-10"' in page, 'class="w-60"' in page) == (True, True)
    assert page.index("What we do not know") < page.index("Licence?")


def test_progress_is_said_in_words():
    page = drawn('{% progress 164 1264 "Importing" %}')
    assert "164 of 1,264 done" in page
    assert '<progress max="1264" value="164">' in page


def test_captured_content_can_be_used_twice():
    source = "{% capture title %} <b>A</b> {% endcapture %}{{ title|striptags }}:{{ title }}"
    assert drawn(source) == "A:<b>A</b>"


def test_what_may_not_be_shown_reads_too_few():
    assert [drawn("{{ v|cell }}", v=one) for one in (None, 1234, 0.5, "2019")] == [
        "too few to show",
        "1,234",
        "0.5",
        "2019",
    ]
