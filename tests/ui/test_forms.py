"""Forms keep what was typed and say the same words beside the field and on top."""

from datetime import date

import pytest
from django import forms as django_forms
from django.template.loader import render_to_string

from homelands.ui.forms import Form
from homelands.ui.widgets import DateParts


class Visit(Form):
    name = django_forms.CharField(label="Name", help_text="As you like it.")
    day = django_forms.DateField(label="Day of arrival")
    way = django_forms.ChoiceField(
        label="Way", choices=[("a", "Air"), ("s", "Sea")], widget=django_forms.RadioSelect
    )
    note = django_forms.CharField(label="Note", required=False)


def sent(**changes):
    typed = {"name": "Ama", "day_day": "7", "day_month": "3", "day_year": "2027", "way": "a"}
    return Visit({**typed, **changes})


def test_a_complete_form_is_clean():
    form = sent()
    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2027, 3, 7)
    assert form.summary() == []


def test_summary_links_each_error_to_its_first_input():
    form = sent(name="", day_month="13", way="")
    assert form.summary() == [
        ("id_name", "Fill in “Name”."),
        (
            "id_day_day",
            "Enter a real date with a day, a month and a year, for example 27 3 2027.",
        ),
        ("id_way_0", "Choose an answer for “Way”."),
    ]


def test_every_link_of_the_summary_leads_to_an_input():
    form = sent(name="", day_day="", day_month="", day_year="", way="")
    drawn = str(form)
    assert [place for place, _ in form.summary() if f'id="{place}"' not in drawn] == []


def test_an_error_of_the_whole_form_has_no_place():
    form = sent()
    form.add_error(None, "Two people asked for the last place.")
    assert form.summary() == [("", "Two people asked for the last place.")]
    assert "Two people asked for the last place." in str(form)


def test_the_same_words_stand_beside_the_field_and_on_top():
    form = sent(name="")
    sentence = "Fill in “Name”."
    assert sentence in str(form)
    assert sentence in render_to_string("ui/error_summary.html", {"form": form})


def test_a_field_names_its_hint_and_error():
    drawn = str(sent(name=""))
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'id="id_name_helptext"' in drawn
    assert 'id="id_name_error"' in drawn


def test_optional_fields_say_so():
    assert str(Visit()).count("(optional)") == 1


def test_radios_are_a_fieldset_with_a_legend():
    drawn = str(Visit())
    assert drawn.count("<fieldset") == 2
    assert '<legend class="label">Way' in drawn


@pytest.mark.parametrize("typed", [("31", "2", "2027"), ("x", "", "27"), ("", "4", "")])
def test_a_wrong_date_keeps_what_was_typed(typed):
    names = ("day_day", "day_month", "day_year")
    form = sent(**dict(zip(names, typed, strict=True)))
    assert not form.is_valid()
    context = DateParts().get_context("day", form["day"].value(), {})
    assert [part["value"] for part in context["parts"]] == list(typed)


@pytest.mark.parametrize("typed", [("7", "3", "2027"), ("07", "03", "2027"), ("٧", "٣", "٢٠٢٧")])
def test_a_date_is_read_in_any_digits(typed):
    names = ("day_day", "day_month", "day_year")
    form = sent(**dict(zip(names, typed, strict=True)))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == date(2027, 3, 7)


def test_a_stored_date_fills_the_three_inputs():
    context = DateParts().get_context("day", date(2027, 3, 7), {"id": "id_day"})
    assert [part["value"] for part in context["parts"]] == ["7", "3", "2027"]


def test_a_sentence_that_a_form_chose_is_kept():
    class Own(Form):
        age = django_forms.IntegerField(error_messages={"required": "How old are you?"})

    assert Own({}).summary() == [("id_age", "How old are you?")]


class Lists(Form):
    needed = django_forms.ChoiceField(choices=lambda: [("0110", "Officers"), ("2221", "Nurses")])
    optional = django_forms.ChoiceField(choices=[("a", "A")], required=False)
    begun = django_forms.ChoiceField(choices=[("a", "A"), ("b", "B")], initial="b")


def test_a_list_that_has_to_be_chosen_from_begins_with_nothing() -> None:
    """Line 15 of a walk: whoever did not look asked for commissioned armed forces officers."""
    form = Lists()
    assert [value for value, _label in form.fields["needed"].choices] == ["", "0110", "2221"]
    assert [value for value, _label in form.fields["optional"].choices] == ["a"]
    assert [value for value, _label in form.fields["begun"].choices] == ["a", "b"]
    sent = Lists({"needed": "", "begun": "a"})
    assert list(sent.errors) == ["needed"]
    assert Lists({"needed": "2221", "begun": "a"}).is_valid()
