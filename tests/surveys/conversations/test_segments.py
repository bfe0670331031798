"""A transcript is cut into sentences, in the scripts that we meet."""

from hypothesis import given
from hypothesis import strategies as st

from homelands.surveys.conversations.rules.sentences import segments


def test_sentences_of_several_scripts() -> None:
    text = "We came. \n\n“Why?” he said!  متى نعود؟ لا أعرف.\nEnd"
    assert [one.text for one in segments(text)] == [
        "We came.",
        "“Why?”",
        "he said!",
        "متى نعود؟",
        "لا أعرف.",
        "End",
    ]


@given(st.text(alphabet="ab .!?\n؟”", max_size=80))
def test_every_word_stands_in_one_sentence_in_its_place(text: str) -> None:
    found = segments(text)
    assert "".join("".join(one.text.split()) for one in found) == "".join(text.split())
    assert all(text[one.start : one.end] == one.text for one in found)
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
