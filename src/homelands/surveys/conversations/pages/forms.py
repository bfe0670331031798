"""The forms around conversations: guides, who took part, what was said, codes, quotes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from homelands.forms.tables import Unreadable, decoded
from homelands.foundation import choices
from homelands.foundation.reference import languages
from homelands.foundation.templatetags.words import language_name
from homelands.surveys.conversations.actions import (
    codes,
    conversations,
    guides,
    quotes,
    transcripts,
)
from homelands.surveys.conversations.models import Code, Conversation, Transcript
from homelands.surveys.conversations.queries.conversations import guides as guides_of
from homelands.surveys.questionnaires.models import Study
from homelands.ui.forms import Form

COUNTS = {
    "women": _("Women"),
    "men": _("Men"),
    "another_gender": _("Another gender, or not said"),
    "under_35": _("Under 35 years"),
    "from_35_to_54": _("35 to 54 years"),
    "from_55": _("55 years and over"),
}


class GuideForm(Form):
    """What is to be asked."""

    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Language"), choices=languages.choices)
    text = forms.CharField(
        label=_("Questions and prompts"), widget=forms.Textarea(attrs={"rows": 12})
    )

    def guide(self) -> guides.Text:
        return guides.Text(**self.cleaned_data)


class ConversationForm(Form):
    """A focus group or an interview: who took part is counted, nobody is named."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=Conversation.Kind.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        help_text=_("For example: nurses in Milan, second group. Name nobody."),
    )
    destination = forms.ChoiceField(label=_("Country"))
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    held_on = forms.DateField(label=_("Held on"))
    online = forms.BooleanField(label=_("It was held online"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        choices=lambda: languages.choices()[1:],
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    guide = forms.ChoiceField(label=_("Guide that was used"), required=False)
    participants = forms.IntegerField(label=_("How many took part"), min_value=1, max_value=500)
    moderated_by = forms.CharField(
        label=_("Moderated by"), max_length=200, required=False, help_text=_("A role or a firm.")
    )
    consent = forms.CharField(
        label=_("How consent was given"), widget=forms.Textarea(attrs={"rows": 3})
    )
    may_quote = forms.BooleanField(
        label=_("All of them agreed to be quoted without names"), required=False
    )
    may_record = forms.BooleanField(label=_("All of them agreed to be recorded"), required=False)
    notes = forms.CharField(
        label=_("Notes"), widget=forms.Textarea(attrs={"rows": 5}), required=False
    )

    def __init__(self, *args: Any, study: Study, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._study = study
        self._guides = {str(guide.pk): guide for guide in guides_of(study)}
        held = study.destinations
        places = [one for one in choices.destinations() if not held or one[0] in {"", *held}]
        self.fields["destination"].choices = places  # type: ignore[attr-defined]
        self.fields["guide"].choices = [  # type: ignore[attr-defined]
            ("", _("None")),
            *((key, guide.title) for key, guide in self._guides.items()),
        ]
        for name, label in COUNTS.items():
            self.fields[name] = forms.IntegerField(label=label, min_value=0, required=False)

    @staticmethod
    def held(conversation: Conversation) -> dict[str, Any]:
        """Returns what the form starts with when a conversation is corrected."""
        return {**vars(conversation), **conversation.composition, "guide": conversation.guide_id}

    def facts(self) -> conversations.Facts:
        data = dict(self.cleaned_data)
        counted = {name: data.pop(name) for name in COUNTS}
        data["guide"] = self._guides.get(data["guide"])
        data["languages"] = tuple(data["languages"])
        composition = {name: count for name, count in counted.items() if count is not None}
        return conversations.Facts(study=self._study, composition=composition, **data)


class RecordingForm(Form):
    """The sound of a conversation."""

    file = forms.FileField(
        label=_("Recording"),
        help_text=_(
            "MP3, M4A, WAV or AMR, at most 100 MB. What the device wrote into it is taken out."
        ),
    )


class TranscriptForm(Form):
    """What was said, typed or as a text file."""

    language = forms.ChoiceField(label=_("Language"), choices=languages.choices)
    translation_of = forms.ChoiceField(label=_("It translates"), required=False)
    replaces = forms.ChoiceField(label=_("It replaces"), required=False)
    made_by = forms.CharField(
        label=_("Written by"), max_length=200, required=False, help_text=_("A role or a firm.")
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Leave out names, and places by which somebody could be known."),
    )
    file = forms.FileField(
        label=_("Or a text file"), required=False, help_text=_("A .txt file in UTF-8.")
    )

    def __init__(self, *args: Any, held: list[Transcript], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held = {str(transcript.pk): transcript for transcript in held}
        offered = [
            ("", _("None")),
            *((key, _version(transcript)) for key, transcript in self._held.items()),
        ]
        for name in ("translation_of", "replaces"):
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Takes the words from the one place where they are."""
        data: dict[str, Any] = super().clean() or {}
        file = data.get("file")
        if bool(file) == bool(data.get("text")):
            self.add_error("text", _("Type the text, or add a file: one of the two."))
        elif file:
            try:
                data["text"] = decoded(file.read()).words
            except Unreadable:
                self.add_error("file", _("The file is not text in UTF-8. Save it as such."))
        return data

    def words(self) -> transcripts.Words:
        data = self.cleaned_data
        return transcripts.Words(
            language=data["language"],
            text=data["text"],
            made_by=data["made_by"],
            translation_of=self._held.get(data["translation_of"]),
            replaces=self._held.get(data["replaces"]),
        )


def _version(transcript: Transcript) -> str:
    return f"{language_name(transcript.language)}, {transcript.added_at:%Y-%m-%d}"


class CodeForm(Form):
    """A theme of the codebook."""

    name = forms.CharField(label=_("Name"), max_length=100)
    definition = forms.CharField(
        label=_("When to use it, and when not"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    parent = forms.ChoiceField(label=_("It belongs under"), required=False)

    def __init__(self, *args: Any, codebook: list[Code], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._codes = {str(code.pk): code for code in codebook}
        named = [(key, code.name) for key, code in self._codes.items()]
        self.fields["parent"].choices = [("", _("Nothing")), *named]  # type: ignore[attr-defined]

    def entry(self) -> codes.Entry:
        data = self.cleaned_data
        return codes.Entry(data["name"], data["definition"], self._codes.get(data["parent"]))


class QuoteForm(Form):
    """Words for publication."""

    text = forms.CharField(
        label=_("Words, as they would be published"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Take out names, places and anything else by which somebody could be known."),
    )
    speaker = forms.CharField(
        label=_("Who speaks"),
        max_length=200,
        required=False,
        help_text=_("As a group, for example: a nurse in her thirties."),
    )

    def proposal(self) -> quotes.Proposal:
        return quotes.Proposal(**self.cleaned_data)


class DecisionForm(Form):
    """The other officer's decision about a quote."""

    why = forms.CharField(
        label=_("Why it is not to be published"),
        required=False,
        max_length=300,
        help_text=_("Needed only for a no."),
    )
