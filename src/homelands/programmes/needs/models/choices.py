"""How states and bands are coloured, on the pages of all programmes."""

#: How a status is coloured, by band, by state, by whether a rule is met.
TONES = {
    "strong": "good", "good": "good", "possible": "wait", "weak": "warn",
    "not eligible": "bad", "cannot tell": "neutral",
    "submitted": "wait", "approved": "good", "called": "good", "filled": "good",
    "shortlisted": "good", "not_shortlisted": "neutral", "matched": "good",
    "proposed": "wait", "accepted_by_host": "wait", "accepted_by_person": "wait",
    "agreed": "good", "placed": "good", "declined": "neutral", "withdrawn": "neutral",
    "planned": "wait", "under_way": "wait", "completed": "good", "ended_early": "warn",
    "drafted": "wait", "rejected": "bad", "paid": "good", "open": "good", "coming": "wait",
}  # fmt: skip
