"""Words that a sample without known chances must not use, in four languages.

Question     Does a text claim more than its evidence: that it stands for all, or an error margin?
Formula      Text is compared without case, accents, Arabic variants, punctuation and invisible
             characters, with patterns for “representative” and “margin of error”.
Source       AAPOR (2016), Guidance on reporting precision for nonprobability samples: a margin of
             sampling error is not stated for them.
Assumptions  “Representatives” are people, and may be mentioned. The word is refused with a “not”
             before it too: say instead who was asked, and who was not.
Not for      Other languages than English, French, Spanish and Arabic; claims in other words.
"""

import re
import unicodedata
from functools import cache

from homelands.science.publication.classes import DesignClass

# Compared with text as `_folded` gives it: no accents, one space between words.
_PATTERN = re.compile(
    r"\b(?:representative(?:ly|ness)?|representativity|representati(?:f|fs|ve|vite|vement)"
    r"|representativ(?:o|a|os|as|idad|amente))\b"
    r"|\bmargins? of (?:\w+ )?error\b|\berror margins?\b"
    r"|\bmarges? d erreurs?\b|\bmargen(?:es)? de errore?s?\b"
    # هامش الخطأ and its plural, تمثيلي (of a sample), عينة ممثلة (a sample that stands for all)
    r"|(?:هامش|هوامش) (?:ال)?خط\w*|\w*تمثيلي\w*|عين(?:ه|ات|تنا)(?: \w+)? (?:ال)?ممثل[هي]\w*"
)


def forbidden_words(design_class: DesignClass, *texts: str) -> tuple[str, ...]:
    """Return, as written, the words in the texts that classes C to E must not use."""
    if design_class in (DesignClass.A, DesignClass.B):
        return ()
    return tuple(word for text in texts for word in _found(text))


def _found(text: str) -> list[str]:
    """Return the forbidden words of a text as they stand in it."""
    folded, place = "", []
    for at, char in enumerate(text):
        for plain in _folded(char):
            if plain == " " and folded.endswith(" "):
                continue
            folded += plain
            place.append(at)
    spans = (match.span() for match in _PATTERN.finditer(folded))
    return [text[place[first] : place[last - 1] + 1] for first, last in spans]


@cache
def _folded(char: str) -> str:
    """Return a character as it is compared: nothing if it is a mark or cannot be seen."""
    plain = "".join(
        part
        for part in unicodedata.normalize("NFKD", char.casefold())
        if unicodedata.category(part) not in ("Mn", "Me", "Cf")
    )
    # Alef maksura and ta marbuta are often typed as yeh and heh; the tatweel is decoration.
    plain = plain.translate({0x0649: 0x064A, 0x0629: 0x0647, 0x0640: None})
    return "".join(part if part.isalnum() else " " for part in plain)
