"""Reads of the ledger of rewards: what is owed to a respondent, and what a study owes and paid."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Q, QuerySet, Sum

from homelands.foundation import codes
from homelands.foundation.access.context import acting
from homelands.foundation.actors import Actor
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.recruitment.models import Coupon, RewardEntry

Kind = RewardEntry.Kind
EARNED = (Kind.ANSWERED, Kind.INVITED)

# Whoever holds a claim code may know the sums behind it. Nothing else leaves this place.
_TELLER = Actor.system("recruitment.rewards.tell")


@dataclass(frozen=True)
class Balance:
    """Sums in minor units of a currency."""

    currency: str
    earned: int
    paid: int
    cancelled: int

    @property
    def owed(self) -> int:
        return self.earned - self.paid - self.cancelled


@dataclass(frozen=True)
class Claim:
    """What a claim code opens: sums, and how many of the invitations brought somebody."""

    study: str
    balances: list[Balance]
    invitations: int
    came: int


def claim_code(response: Response) -> str:
    """Returns the code with which a respondent claims rewards; it opens no answers."""
    return codes.derived("claim", response.pk)


def claim(code: str) -> Claim | None:
    """Returns what is owed behind a claim code."""
    with acting(_TELLER):
        response = _claimants(code).first()
        if response is None:
            return None
        given = Coupon.objects.filter(issuer=response)
        return Claim(
            study=response.study.name,
            balances=balances(RewardEntry.objects.filter(response=response)),
            invitations=given.count(),
            came=given.filter(used_by__completed_at__isnull=False).count(),
        )


def claimant(study: Study, code: str) -> Response | None:
    """Returns the respondent of a claim code, where the officer may see the country."""
    return _claimants(code).filter(study=study).first()


def _claimants(code: str) -> QuerySet[Response]:
    rows = Response.objects.select_related("study").defer("answers", "seconds")
    return rows.filter(claim_digest=bytes.fromhex(codes.digest(code)))


def of(response: Response) -> list[Balance]:
    """Returns what is owed to a respondent, by currency."""
    return balances(RewardEntry.objects.filter(response=response))


def owed(response: Response, currency: str) -> int:
    """Returns what is owed to a respondent in one currency."""
    return sum(balance.owed for balance in of(response) if balance.currency == currency)


def balances(rows: QuerySet[RewardEntry]) -> list[Balance]:
    """Adds up entries by currency."""
    sums: dict[str, dict[str, int]] = defaultdict(dict)
    for currency, kind, total in _sums(rows):
        sums[currency][kind] = total
    return [
        Balance(
            currency=currency,
            earned=sum(found.get(kind, 0) for kind in EARNED),
            paid=found.get(Kind.PAID, 0),
            cancelled=found.get(Kind.CANCELLED, 0),
        )
        for currency, found in sorted(sums.items())
    ]


def _sums(rows: QuerySet[RewardEntry]) -> Iterable[tuple[str, str, int]]:
    return rows.order_by().values_list("currency", "kind").annotate(total=Sum("amount"))


def entries(study: Study) -> QuerySet[RewardEntry]:
    """Returns the lines of a study's ledger that the actor may see, the latest first."""
    return (
        RewardEntry.objects.filter(study=study)
        .select_related("response")
        .defer("response__answers", "response__seconds")
        .order_by("-at", "-pk")
    )


def owing(study: Study) -> QuerySet[Response]:
    """Returns the respondents to whom something is owed, as far as the actor may see them."""
    plus = Sum("rewards__amount", filter=Q(rewards__kind__in=EARNED), default=0)
    minus = Sum("rewards__amount", filter=~Q(rewards__kind__in=EARNED), default=0)
    rows = Response.objects.filter(study=study, rewards__isnull=False)
    return (
        rows.defer("answers", "seconds")
        # A study's currency stays once something is earned, so there is one.
        .annotate(owed=plus - minus, currency=Max("rewards__currency"))
        .filter(owed__gt=0)
        .order_by("completed_at", "label")
    )


def any_earned(study: Study) -> bool:
    """Says whether a reward was earned in a study."""
    with acting(_TELLER):
        return RewardEntry.objects.filter(study=study).exists()
