"""Events with their sign-ups, questions with their clock, and letters to those who agreed."""

from homelands.outreach.models.event import Event
from homelands.outreach.models.letter import Delivery, Letter
from homelands.outreach.models.question import Question
from homelands.outreach.models.segment import Segment
from homelands.outreach.models.sign_up import SignUp

__all__ = ["Delivery", "Event", "Letter", "Question", "Segment", "SignUp"]
