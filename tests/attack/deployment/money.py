"""Drafts of payments, as a finance maker makes them."""

from datetime import date
from typing import Any
from uuid import UUID

from tests.attack.deployment.site import Answer, Site, Visitor


def draft(maker: Visitor, placement: UUID, **more: Any) -> Answer:
    """Sends the form of a payment."""
    begins, ends = more.pop("begins", date(2026, 6, 1)), more.pop("ends", date(2026, 6, 7))
    form = {
        "kind": "stipend", "amount": "10", "currency": "EUR", "rate_note": "1 day at 10",
        "period_from_day": begins.day, "period_from_month": begins.month,
        "period_from_year": begins.year, "period_until_day": ends.day,
        "period_until_month": ends.month, "period_until_year": ends.year,
    }  # fmt: skip
    return maker.post(f"/desk/programmes/placements/{placement}/payment/", form | more)


def within(site: Site) -> tuple[UUID, date]:
    """A placement, and a day of it for which no stipend was asked yet."""
    with site.sql("owner") as owner:
        row = owner.execute(
            "SELECT p.id, d::date FROM placements_placement p,"
            " generate_series(p.started_on, p.ended_on, interval '1 day') d"
            " WHERE NOT EXISTS (SELECT FROM payments_payment y WHERE y.placement_id = p.id"
            " AND y.kind = 'stipend' AND d BETWEEN y.period_from AND y.period_until)"
            " ORDER BY d LIMIT 1"
        ).fetchone()
    assert row is not None
    return row


def drafted(maker: Visitor, site: Site) -> UUID:
    """Makes a draft that is right; returns its id."""
    placement, day = within(site)
    answer = draft(maker, placement, begins=day, ends=day)
    assert answer.status == 302, answer.text
    return site.value("SELECT id FROM payments_payment ORDER BY made_at DESC LIMIT 1")
