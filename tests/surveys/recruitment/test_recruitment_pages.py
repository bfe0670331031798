"""Recruitment as people walk it: officers who run it, respondents who pass it on."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from homelands.foundation.roles import Role
from homelands.surveys.collection.actions import quality_flags
from homelands.surveys.collection.models import QualityFlag, Trace
from homelands.surveys.collection.tasks import quality_flags as tasks
from homelands.surveys.questionnaires.models import Response, Study
from homelands.surveys.recruitment.actions import schemes
from homelands.surveys.recruitment.actions.schemes import Terms
from homelands.surveys.recruitment.models import Coupon, RewardEntry, Scheme
from homelands.surveys.recruitment.queries import rewards as reward_queries
from tests import make, make_recruitment, make_surveys

pytestmark = pytest.mark.django_db
START = {"language": "en", "destination": "GBR", "website": ""}
TERMS = Terms(first_reward=500, second_reward=300, currency="EUR", target=2)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The studies of these tests are open, and their invitations valid, whenever they run."""
    from django.utils import timezone

    monkeypatch.setattr(make, "TODAY", make.TODAY.replace(year=2020))
    monkeypatch.setattr(make, "NOW", timezone.now())


def officer(country: str = "") -> Client:
    client = Client()
    client.force_login(make.user(Role.SURVEY_MANAGER, country=country))
    return client


def text(answer) -> str:
    return answer.content.decode()


def test_an_officer_sets_rules_and_later_changes_need_a_reason():
    made, client = make_recruitment.study(), officer()
    url = f"/desk/studies/{made.slug}/recruitment/"
    assert "Respondents cannot invite others yet" in text(client.get(url))
    wanted = {
        "coupons_each": "3", "valid_days": "14", "target": "100", "currency": "eur",
        "first_reward": "5", "second_reward": "2.50",
    }  # fmt: skip
    assert client.post(f"{url}rules/", wanted).headers["Location"] == url
    with make.as_(make.SYSTEM):
        held = Scheme.objects.get(study=made)
        assert (held.first_reward, held.second_reward, held.currency) == (500, 250, "EUR")
    make_recruitment.seed(made, at=make.NOW)
    changed = {**wanted, "coupons_each": "2"}
    assert "Say why" in text(client.post(f"{url}rules/", changed))
    client.post(f"{url}rules/", {**changed, "why": "Chains grow fast"})
    page = text(client.get(f"{url}rules/"))
    assert "Chains grow fast" in page
    assert page.count("€5.00") == 2
    assert "Each respondent gets 2 invitations, valid for 14 days." in text(client.get(url))


def test_wrong_rules_say_where_and_keep_what_was_typed():
    made, client = make_recruitment.study(), officer()
    url = f"/desk/studies/{made.slug}/recruitment/rules/"
    page = text(client.post(url, {"coupons_each": "0", "valid_days": "9", "first_reward": "5"}))
    assert "from 1 to 20" in page
    assert 'value="9"' in page
    page = text(client.post(url, {"coupons_each": "3", "valid_days": "9", "first_reward": "5"}))
    assert "Choose the currency" in page
    page = text(client.post(url, {"coupons_each": "3", "valid_days": "9", "currency": "XYZ"}))
    assert "We do not know this currency" in page


def test_a_study_of_another_design_has_no_recruitment():
    made = make_surveys.asked()
    assert officer().get(f"/desk/studies/{made.slug}/recruitment/").status_code == 409


def test_an_officer_adds_a_seed_and_hands_it_over():
    made, client = make_recruitment.running(TERMS), officer()
    url = f"/desk/studies/{made.slug}/seeds/"
    seed = {"gender": "woman", "network": "call +44 7700 900123", "destination": "GBR", "count": 1}
    assert "without an address or a number" in text(client.post(f"{url}add/", seed))
    page = client.post(f"{url}add/", {**seed, "network": "a choir"}, follow=True)
    code = re.search(r"/invited/([\w-]{19})/", text(page))[1]
    assert "<svg" in text(page)
    listed = text(client.get(url))
    assert "woman, a choir" in listed
    assert "Not opened yet" in listed
    assert "has 1 seed" in listed
    Client().post(f"/invited/{code}/", START)
    assert "Begun" in text(client.get(url))


def test_paper_invitations_are_made_in_bulk_and_typed_in():
    made, client = make_recruitment.running(), officer()
    answer = client.post(
        f"/desk/studies/{made.slug}/seeds/add/", {"destination": "GBR", "count": 12}, follow=True
    )
    found = set(re.findall(r'coupon__code"><bdi dir="ltr">([\w-]{19})<', text(answer)))
    assert len(found) == 12
    typed = found.pop().lower().replace("-", " ")
    assert Client().post("/invited/", {"code": typed}).headers["Location"].startswith("/invited/")
    assert "We do not know this invitation" in text(Client().post("/invited/", {"code": "x"}))


def walked(coupon: Coupon, client: Client, place: str = "GBR") -> str:
    """Answers through the pages; returns the respondent's own code."""
    begun = client.post(
        f"/invited/{make_recruitment.code(coupon)}/", {**START, "destination": place}
    )
    own = begun.headers["Location"].split("/")[2]
    client.post(f"/answer/{own}/about/", {"works": "yes", "network_size": "12"})
    client.post(f"/answer/{own}/")
    return own


def test_the_landing_page_says_who_what_and_for_how_long():
    made = make_recruitment.running(population="Nurses in the United Kingdom")
    seed = make_recruitment.seed(made, at=make.NOW)
    page = text(Client().get(f"/invited/{make_recruitment.code(seed)}/"))
    assert "The team of this survey invites you" in page
    assert "Nurses in the United Kingdom" in page
    assert "kept for you for 48 hours" in page
    one, _ = make_recruitment.answered(seed, at=make.NOW)
    (coupon, *_) = make_recruitment.invitations(one)
    assert "Somebody you know took part" in text(
        Client().get(f"/invited/{make_recruitment.code(coupon)}/")
    )


def test_a_respondent_passes_invitations_on_and_sees_only_that_they_were_used():
    made = make_recruitment.running()
    client = Client()
    own = walked(make_recruitment.seed(made, at=make.NOW), client)
    thanks = text(client.get(f"/answers/{own}/sent/"))
    links = re.findall(r'<a href="[^"]*/invited/([\w-]{19})/"', thanks)
    assert len(links) == 3
    page = text(client.get(f"/answers/{own}/invitations/"))
    assert page.count('class="coupon__qr"') == 3
    assert own not in "".join(re.findall(r'href="(?:https://wa.me|sms|mailto)[^"]*"', page))
    assert page.count('-ar" lang="ar" dir="rtl">') == 6
    assert page.count("https://wa.me/?text=") == 3
    with make.as_(make.SYSTEM):
        coupon = Coupon.objects.get(study=made, number=2)
    other = walked(coupon, Client())
    page = text(client.get(f"/answers/{own}/invitations/"))
    assert page.count('class="coupon__qr"') == 2
    assert "Used" in page
    with make.as_(make.SYSTEM):
        label = Response.objects.get(invited_by=coupon).label
    assert label not in page
    assert other not in page
    assert text(client.get(f"/answers/{own}/invitations/paper/")).count('class="coupon__qr"') == 2


def test_ones_own_invitation_needs_somebody_else_at_the_same_browser():
    made, client = make_recruitment.running(), Client()
    walked(make_recruitment.seed(made, at=make.NOW), client)
    with make.as_(make.SYSTEM):
        coupon = Coupon.objects.get(study=made, number=2)
    url = f"/invited/{make_recruitment.code(coupon)}/"
    page = text(client.get(url))
    assert "given out in this very browser" in page
    assert client.post(url, START).status_code == 200
    assert client.post(url, {**START, "somebody_else": "on"}).status_code == 302
    assert "given out in this very browser" not in text(Client().get(url))


def test_what_is_wrong_with_an_invitation_is_said_with_a_way_on():
    made = make_recruitment.running()
    seed = make_recruitment.seed(made, at=make.NOW)
    url = f"/invited/{make_recruitment.code(seed)}/"
    walked(seed, Client())
    answer = Client().get(url)
    assert answer.status_code == 409
    assert "has been used" in text(answer)
    assert 'href="/answer/"' in text(answer)


def test_an_invitation_is_added_to_answers_that_were_begun():
    made = make_recruitment.running()
    begun = Client().post(
        f"/invited/{make_recruitment.code(make_recruitment.seed(made, at=make.NOW))}/", START
    )
    own = begun.headers["Location"].split("/")[2]
    other = make_recruitment.code(make_recruitment.seed(made, at=make.NOW))
    wrong = Client().post(f"/invited/{other}/begun/", {"code": "0000"})
    assert "We do not know this code" in text(wrong)
    right = Client().post(f"/invited/{other}/begun/", {"code": own})
    assert right.headers["Location"] == f"/answer/{own}/"


def test_a_machine_is_remembered_by_digests_only():
    made = make_recruitment.running()
    walked(make_recruitment.seed(made, at=make.NOW), Client(REMOTE_ADDR="192.0.2.77"))
    with make.as_(make.SYSTEM):
        (trace,) = Trace.objects.filter(response__study=made)
    assert re.fullmatch(r"[0-9a-f]{32}", trace.machine)
    assert re.fullmatch(r"[0-9a-f]{16}", trace.network)


def test_a_reward_is_claimed_and_paid_by_its_code():
    made, client = make_recruitment.running(TERMS), Client()
    own = walked(make_recruitment.seed(made, at=make.NOW), client)
    thanks = text(client.get(f"/answers/{own}/sent/"))
    (claim,) = set(re.findall(r"/claim/([\w-]{19})/", thanks))
    assert claim != own
    assert "€5.00" in text(Client().get(f"/claim/{claim}/"))
    assert "We do not know this code" in text(Client().post("/answer/", {"code": claim}))
    desk = officer()
    url = f"/desk/studies/{made.slug}/rewards/"
    assert "€5.00" in text(desk.get(url))
    assert "€5.00" in text(desk.get(f"{url}owed/"))
    found = desk.post(url, {"code": claim})
    pay = found.headers["Location"]
    too_much = {"currency": "EUR", "amount": "5.01", "reference": "T-1"}
    page = text(desk.post(pay, too_much))
    assert "more than is owed" in page
    assert 'value="T-1"' in page
    desk.post(pay, {**too_much, "amount": "5"})
    assert "Nothing is owed" in text(desk.get(pay))
    csv = b"".join(desk.get(f"{url}?format=csv")).decode()
    assert "T-1" in csv
    with make.as_(make.SYSTEM):
        label = Response.objects.get(study=made).label
    assert label not in csv


def doubted() -> tuple[Study, QualityFlag]:
    made = make_recruitment.running()
    one, _ = make_recruitment.answered(
        make_recruitment.seed(made, at=make.NOW), at=make.NOW, network_size="900"
    )
    tasks.look(timestamp=int(make.NOW.timestamp()) + 30)
    with make.as_(make.SYSTEM):
        return made, QualityFlag.objects.get(response=one, code="odd_degree")


def test_whoever_pays_is_told_of_an_open_doubt():
    made = make_recruitment.running(TERMS)
    seed = make_recruitment.seed(made, at=make.NOW)
    one, _ = make_recruitment.answered(seed, at=make.NOW, network_size="900")
    tasks.look(timestamp=int(make.NOW.timestamp()) + 30)
    page = text(officer().get(f"/desk/studies/{made.slug}/rewards/{one.pk}/pay/"))
    assert "waits for a decision" in page


def test_an_officer_decides_on_a_doubt_with_a_reason():
    made, flag = doubted()
    client, url = officer(), f"/desk/studies/{made.slug}/quality-flags/"
    page = text(client.get(url))
    assert "The number of people known is 900" in page
    one = f"{url}{flag.pk}/"
    assert "Fill in" in text(client.post(one, {"state": "left_out"}))
    client.post(one, {"state": "left_out", "why": "Never in touch with so many"})
    assert "Never in touch" in text(client.get(one))
    assert "Left out of results" in text(client.get(url))
    assert client.post(f"{url}review/", follow=True).status_code == 200


def test_officers_of_one_country_run_no_study_of_two():
    made = make_recruitment.running()
    desk = f"/desk/studies/{made.slug}/"
    for page in ("seeds/", "rewards/", "quality-flags/", "recruitment/rules/"):
        assert officer("GBR").get(desk + page).status_code == 403
    assert officer("GBR").get(f"{desk}recruitment/").status_code == 200


def test_the_live_view_counts_and_names_nobody():
    made = make_recruitment.running(TERMS)
    seed, _ = make_recruitment.answered(make_recruitment.seed(made, at=make.NOW), at=make.NOW)
    for coupon in make_recruitment.invitations(seed)[:2]:
        make_recruitment.answered(coupon, at=make.NOW)
    client, url = officer(), f"/desk/studies/{made.slug}/recruitment/"
    page = text(client.get(url))
    assert "1 seed led to 3 responses" in page
    assert "Recruitment has reached wave 1" in page
    assert "Too few have answered there" in page
    assert seed.label not in page
    client.post(f"{url}stop/?country=GBR", {"why": "Enough came"})
    assert "Give out invitations in United Kingdom again" in text(client.get(url))
    client.post(f"{url}resume/?country=GBR", {"why": "More wanted"})
    assert "Give out no more invitations in United Kingdom" in text(client.get(url))


def test_the_advice_speaks_when_enough_have_come():
    made = make_recruitment.running(Terms(target=30, coupons_each=1))
    coupon = make_recruitment.seed(made, at=make.NOW)
    for k in range(31):
        works = "yes" if k % 3 else "no"
        one, _ = make_recruitment.answered(coupon, at=make.NOW, works=works)
        (coupon,) = make_recruitment.invitations(one)
    page = text(officer().get(f"/desk/studies/{made.slug}/recruitment/?question=works"))
    for words in (
        "31 of 30 wanted have answered.",
        "The longest chain has 30 waves",
        "100 % of them came from one seed",
        "How the answers to “Do you work?” settled",
        "Go on.",
    ):
        assert words in page, words


def test_a_claim_of_nothing_is_not_shown():
    made = make_recruitment.running()
    own = walked(make_recruitment.seed(made, at=make.NOW), Client())
    assert "/claim/" not in text(Client().get(f"/answers/{own}/sent/"))
    with make.as_(make.SYSTEM):
        assert not RewardEntry.objects.filter(study=made).exists()
        assert reward_queries.claim("0000-0000-0000-0000") is None


def test_whoever_lives_where_it_stopped_is_told_there_are_none():
    made = make_recruitment.running()
    seed = make_recruitment.seed(made, at=make.NOW)
    schemes.stop(made, destination="GBR", on=make.TODAY, by=make.SYSTEM, why="Enough")
    own = walked(seed, Client())
    assert "There are no invitations to pass on" in text(
        Client().get(f"/answers/{own}/invitations/")
    )
    assert quality_flags.review(made, at=make.NOW, by=make.SYSTEM) == made


@pytest.mark.parametrize("scope", [{"country": "USA"}, {"programme": uuid4()}])
def test_counts_are_shown_to_nobody_without_a_grant_for_a_country_of_the_study(
    scope: dict[str, Any],
) -> None:
    study = make_recruitment.running(destinations=["GBR"])
    pages = (
        f"/desk/studies/{study.slug}/",
        f"/desk/studies/{study.slug}/recruitment/",
        f"/desk/studies/{study.slug}/collectors/",
        f"/desk/studies/{study.slug}/codebook/",
        f"/desk/studies/{study.slug}/concepts/",
        f"/desk/statistics/{study.slug}/",
        f"/api/surveys/studies/{study.slug}/variables/",
    )
    near, far = Client(), Client()
    near.force_login(make.user(Role.ME_OFFICER, country="GBR"))
    far.force_login(make.user(Role.ME_OFFICER, **scope))
    for page in pages:
        assert near.get(page).status_code == 200, page
        assert far.get(page).status_code == 403, page
    for page in (
        "/desk/studies/",
        "/desk/statistics/",
        "/api/surveys/studies/",
        "/desk/findings/draft/",
    ):
        assert study.name in near.get(page).content.decode(), page
        assert study.name not in far.get(page).content.decode(), page
