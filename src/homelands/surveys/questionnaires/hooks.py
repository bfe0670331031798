"""The news that questionnaires announce to the apps above.

Listeners run in the action's transaction, as whoever acts there; what the actor may not do, such
as a respondent flagging its own answers, a listener does as the system.
"""

from homelands.foundation.hooks import Hook

#: tell(response: Response, at: datetime): answers are complete, whatever way they came.
COMPLETED = Hook("questionnaires.response_completed")
