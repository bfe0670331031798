"""The news that mapping announces to the apps above."""

from homelands.foundation.hooks import Hook

#: tell(finding: UUID): a published finding no longer holds; whoever rests on it looks again.
FINDING_RETRACTED = Hook("findings.finding_retracted")
