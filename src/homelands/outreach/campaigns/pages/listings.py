"""Segments and letters as lists and in words."""

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homelands.foundation.reference import isco08
from homelands.foundation.templatetags.words import country_name
from homelands.outreach.campaigns.models import Letter, Segment
from homelands.outreach.events.pages.listings.words import link
from homelands.people.register.models.choices import MODALITIES
from homelands.ui.listing import Column, Empty, Listing
from homelands.ui.rows import SummaryRow


def filters_in_words(segment: Segment) -> list[SummaryRow]:
    """Says who is in a segment."""
    said = segment.filters
    language = get_language() or "en"
    words = {
        "destination": (_("Country of residence"), country_name),
        "occupation": (_("Occupation"), lambda code: f"{code} {isco08.title(code, language)}"),
        "modality": (_("Way of contributing"), lambda code: dict(MODALITIES)[code]),
        "language": (_("Language we write in"), lambda code: code),
    }
    return [SummaryRow(label, of(said[key])) for key, (label, of) in words.items() if key in said]


def segments(rows: QuerySet[Segment], query: QueryDict) -> Listing:
    """Returns the list of segments."""
    return Listing(
        rows=rows,
        query=query,
        name="segments",
        caption=_("Segments"),
        columns=[
            Column(
                "name",
                _("Name"),
                lambda s: link("campaigns.segments.show", s.pk, s.name),
                csv=lambda s: s.name,
            ),
            Column("who", _("Who"), _who, csv=_who),
            Column("made", _("Made"), lambda s: date_format(s.created_at)),
            Column("letters", _("Letters"), lambda s: s.written, numeric=True),
        ],
        empty=Empty(
            what=_("A segment is some of those who agreed to be written to."),
            who=_("Mission and ministry officers make segments, from a finding or for an event."),
            action_label=_("Make a segment"),
            action_url=reverse("campaigns.segments.create"),
        ),
    )


def _who(segment: Segment) -> str:
    return ", ".join(str(row.value) for row in filters_in_words(segment)) or _("Everybody")


def letters(rows: QuerySet[Letter], query: QueryDict) -> Listing:
    """Returns the letters that were written to a segment."""
    return Listing(
        rows=rows,
        query=query,
        name="letters",
        caption=_("Letters"),
        csv_offered=False,
        columns=[
            Column("subject", _("Subject"), lambda letter: letter.subject),
            Column("by", _("By"), lambda letter: str(letter.by) if letter.by else "–"),
            Column("at", _("Written"), lambda letter: date_format(letter.at)),
            Column("people", _("People"), lambda letter: letter.people, numeric=True),
            Column("sent", _("Sent"), lambda letter: letter.sent, numeric=True),
            Column("skipped", _("Not sent"), lambda letter: letter.skipped, numeric=True),
            Column("left", _("Still to send"), lambda letter: letter.left, numeric=True),
        ],
        empty=Empty(
            what=_("What was written to this segment is listed here."),
            who=_("You write; each person's consent is asked again when their letter is sent."),
        ),
    )
