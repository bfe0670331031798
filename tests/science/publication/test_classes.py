"""What each class of evidence may show."""

from homelands.science.publication.classes import DesignClass, Interval, presentation

SAMPLING, MODEL = Interval.SAMPLING, Interval.MODEL


def test_what_each_class_may_show() -> None:
    shown = {
        one.value: (may.value, SAMPLING in may.intervals, MODEL in may.intervals, may.appendix)
        for one in DesignClass
        for may in [presentation(one)]
    }
    assert shown == {
        "A": (True, True, False, False),
        "B": (True, True, False, True),
        "C": (True, True, False, True),
        "D": (True, False, True, False),
        "E": (False, False, False, False),
    }


def test_only_c_is_indicative_and_the_weaker_carry_a_caution() -> None:
    assert [one.value for one in DesignClass if presentation(one).indicative] == ["C"]
    assert [one.value for one in DesignClass if presentation(one).caution] == ["C", "D", "E"]
