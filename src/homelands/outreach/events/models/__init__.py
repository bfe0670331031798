"""Events, and who signed up for them."""

from homelands.outreach.events.models.event import Event
from homelands.outreach.events.models.sign_up import SignUp

__all__ = [
    "Event",
    "SignUp",
]
