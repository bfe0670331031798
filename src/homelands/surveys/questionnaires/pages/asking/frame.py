"""What a page of questions shows around its questions: progress, languages, rounds, the script."""

from typing import Any

from django.utils.translation import gettext as _

from homelands.forms.xforms import Page, markup
from homelands.forms.xforms.paths import template_of
from homelands.surveys.questionnaires.pages.asking.posting import LANGUAGE, Posting
from homelands.surveys.questionnaires.pages.asking.questions import QuestionsForm
from homelands.surveys.questionnaires.pages.asking.respondents import direction
from homelands.surveys.questionnaires.queries import questionnaires
from homelands.surveys.questionnaires.queries.drafts import Draft
from homelands.surveys.questionnaires.rules import MOST_CHARACTERS


def context(posting: Posting, form: QuestionsForm) -> dict[str, Any]:
    """Returns all that the template of a page needs."""
    draft, page = posting.draft, posting.page
    assert posting.logic is not None, "the page was drawn before"
    return {
        "form": form,
        "code": posting.request.code,
        "heading": heading(draft, page),
        "study": draft.response.study,
        "done": draft.place(page),
        "total": len(draft.pages),
        "language": draft.language,
        "direction": direction(draft.language),
        "asked_languages": _languages(draft),
        "sheet": posting.sheet(draft),
        "files": any(question.kind == "upload" for question in page.questions),
        "logic": {**posting.logic.data(), "words": _words()},
        **rounds(draft, page),
    }


def heading(draft: Draft, page: Page) -> str:
    """Names a page: by its own label, or in a repeat by that of the repeat and the round."""
    own = markup.words_of(draft.answers.text(page.label, page.path))
    if not (page.repeat and page.round):
        return own
    named = label_of_round(draft, page)
    return named if own in {"", repeat_label(draft, page)} else f"{named}: {own}"


def repeat_label(draft: Draft, page: Page) -> str:
    """Returns what a repeat is called."""
    repeat = draft.form.repeats[template_of(page.repeat)]
    return markup.words_of(draft.answers.text(repeat.label, page.path))


def label_of_round(draft: Draft, page: Page) -> str:
    """Writes "Person 2 of 3"."""
    return _("%(label)s %(number)s of %(total)s") % {
        "label": repeat_label(draft, page) or _("Entry"),
        "number": page.round,
        "total": draft.answers.rounds(page.repeat),
    }


def rounds(draft: Draft, page: Page) -> dict[str, Any]:
    """Says which buttons a page of a repeat has: one more is offered after the last round."""
    if not page.repeat:
        return {}
    answers, total = draft.answers, draft.answers.rounds(page.repeat)
    pages = [one for one in draft.pages if one.repeat == page.repeat and one.round == total]
    return {
        "repeat": repeat_label(draft, page) or _("Entry"),
        "round": page.round,
        "may_add": page == pages[-1] and answers.may_add(page.repeat) if pages else False,
        "may_remove": bool(page.round) and answers.may_remove(page.repeat),
    }


def _languages(draft: Draft) -> list[dict[str, str]]:
    """Lists the languages of the questionnaire, each with the value of its button."""
    spoken = questionnaires.languages(draft.form)
    return [
        {"code": code, "name": name, "direction": direction(code), "value": f"{LANGUAGE}{code}"}
        for code, name in spoken
    ]


def _words() -> dict[str, Any]:
    """Returns what the script says itself, in the reader's language."""
    return {
        "most": MOST_CHARACTERS,
        "left": _("Characters left: {n}"),
        "choose": _("Choose an answer"),
        "error": _("Error:"),
        "problem": _("There is a problem"),
        "up": _("Move up: {item}"),
        "down": _("Move down: {item}"),
        "moved": _("{item} is now at place {n}."),
        "offline": _(
            "You are offline. What you typed stays on this page; send it when you are back."
        ),
        "keeps": _("What you type is saved as you go."),
        "kept": _("What you typed is saved."),
        "unkept": _("What you typed is not saved yet. It stays in this tab until you are online."),
        "locating": _("Asking your device for its place …"),
        "located": _("The place is filled in. Change it if you like."),
        "unlocated": _("Your device did not give its place. You can type it."),
        "heavy": _("The file is larger than 10 MB. Choose a smaller one."),
    }
