"""Drives server-rendered questionnaires from XForms and re-validates every submission.

`parse` reads a form; `Answers` keeps one respondent's answers and says what is asked, what
is offered and what is wrong; `read_submission` reads what a field app sent. Nothing here
reads the clock or knows a web framework.
"""

from .answering import Answers
from .answers.checking import Problem
from .answers.naming import by_name
from .answers.rounds import without_round
from .answers.submission import read_submission
from .capabilities import Capability, capabilities
from .errors import ExpressionError, FormError, SubmissionError, UnknownFunctionError, XFormError
from .form import Form
from .reading.entities import Entity
from .reading.questions import Bind, Choice, Item, Itemset, Page, Question, Repeat
from .reading.text import Text
from .reading.xform import parse
from .worst import try_worst

__all__ = [
    "Answers",
    "Bind",
    "Capability",
    "Choice",
    "Entity",
    "ExpressionError",
    "Form",
    "FormError",
    "Item",
    "Itemset",
    "Page",
    "Problem",
    "Question",
    "Repeat",
    "SubmissionError",
    "Text",
    "UnknownFunctionError",
    "XFormError",
    "by_name",
    "capabilities",
    "parse",
    "read_submission",
    "try_worst",
    "without_round",
]
