"""How long answers are kept that only try a form out, and how much is noted of them."""

from datetime import timedelta

#: A trial goes so long after it was last changed.
KEPT = timedelta(days=14)
#: So many pages of a trial are noted as they are sent.
MOST_STEPS = 1000
