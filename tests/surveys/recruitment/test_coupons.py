"""Invitations: one is for one person, whatever people do with it, and whoever comes first."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from homelands.foundation import codes
from homelands.foundation.actors import Actor
from homelands.foundation.errors import NotAllowed, Refusal
from homelands.foundation.roles import Role
from homelands.surveys.questionnaires.actions import responses
from homelands.surveys.questionnaires.actions.responses import Opening
from homelands.surveys.questionnaires.models import Collector, Response
from homelands.surveys.questionnaires.rules import OnlyByInvitation
from homelands.surveys.recruitment.actions import coupons, schemes
from homelands.surveys.recruitment.actions.schemes import Terms
from homelands.surveys.recruitment.models import Coupon
from homelands.surveys.recruitment.queries import coupons as queries
from homelands.surveys.recruitment.rules import coupons as rules
from tests import make, make_recruitment, make_surveys

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(hours=49)


@given(st.uuids())
def test_a_code_is_the_same_each_time_and_reads_in_any_writing(key):
    code = codes.derived("coupon", key)
    assert code == codes.derived("coupon", key) == codes.written(code.lower().replace("-", " "))
    assert len(code.replace("-", "")) == 16
    assert code not in {codes.derived("claim", key), codes.derived("coupon", uuid4())}


def test_a_code_hangs_on_our_key(settings):
    key = uuid4()
    code = codes.derived("coupon", key)
    settings.HOMELANDS_BLIND_KEY = bytes(32)
    assert codes.derived("coupon", key) != code


def test_the_database_holds_no_code():
    coupon = make_recruitment.seed(make_recruitment.running())
    code = make_recruitment.code(coupon)
    with make.as_(make.SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_to_json(c)::text FROM recruitment_coupon c WHERE id = %s", [coupon.pk]
        )
        (row,) = cursor.fetchone()
    assert code not in row
    assert code.replace("-", "") not in row


def test_who_completes_gets_invitations_once():
    made = make_recruitment.running(Terms(coupons_each=4, valid_days=10))
    seed = make_recruitment.seed(made)
    response, by = make_recruitment.answered(seed)
    given_ = make_recruitment.invitations(response)
    assert [c.number for c in given_] == [2, 3, 4, 5]
    assert {c.expires_on for c in given_} == {make.TODAY + timedelta(days=10)}
    responses.complete(make_surveys.response(by), at=make.NOW, by=by)
    coupons.issue(response, at=make.NOW, by=make.SYSTEM)
    assert make_recruitment.invitations(response) == given_


def test_who_comes_hangs_on_who_invited():
    seed, _ = make_recruitment.answered(make_recruitment.seed(make_recruitment.running()))
    first = make_recruitment.invitations(seed)[0]
    response, _ = make_recruitment.answered(first)
    assert (response.recruiter_id, response.coupon) == (seed.pk, str(first.number))


def test_an_invitation_is_valid_no_longer_than_the_study():
    made = make_recruitment.running(closes_on=make.TODAY + timedelta(days=5))
    assert make_recruitment.seed(made).expires_on == make.TODAY + timedelta(days=5)


def test_a_used_invitation_is_refused():
    coupon = make_recruitment.seed(make_recruitment.running())
    make_recruitment.answered(coupon)
    with pytest.raises(rules.InvitationUsed, match="for one person, once"):
        make_recruitment.begun(coupon, at=LATER)
    with make.as_(make.SYSTEM):
        assert Response.objects.filter(study=coupon.study).count() == 1


def test_a_begun_invitation_is_kept_for_48_hours_and_says_so():
    coupon = make_recruitment.seed(make_recruitment.running())
    make_recruitment.begun(coupon)
    with pytest.raises(rules.InvitationBegun, match="until 25 November 2026"):
        make_recruitment.begun(coupon, at=make.NOW + timedelta(hours=47))


def test_after_48_hours_it_goes_to_who_comes_and_nothing_is_lost():
    coupon = make_recruitment.seed(make_recruitment.running())
    _first, by = make_recruitment.begun(coupon)
    second, _ = make_recruitment.answered(coupon, at=LATER)
    make_surveys.saved(coupon.study, by, works="yes", network_size="9")
    with pytest.raises(rules.InvitationLapsed, match="Your answers are kept"):
        responses.complete(make_surveys.response(by), at=LATER, by=by)
    assert make_surveys.response(by).answers != {}
    other = make_recruitment.invitations(second)[0]
    coupons.present(make_surveys.response(by), code=make_recruitment.code(other), at=LATER, by=by)
    sent = responses.complete(make_surveys.response(by), at=LATER, by=by)
    assert (sent.recruiter_id, sent.coupon) == (second.pk, str(other.number))


def test_who_began_and_sends_late_keeps_an_invitation_that_nobody_took():
    coupon = make_recruitment.seed(make_recruitment.running())
    _, by = make_recruitment.begun(coupon)
    make_surveys.saved(coupon.study, by, works="yes", network_size="9")
    sent = responses.complete(make_surveys.response(by), at=LATER, by=by)
    assert sent.coupon == str(coupon.number)


def test_an_expired_a_withdrawn_and_a_forged_invitation_are_refused():
    made = make_recruitment.running(Terms(valid_days=1))
    old = make_recruitment.seed(made)
    with pytest.raises(rules.InvitationExpired, match="valid until"):
        make_recruitment.begun(old, at=LATER)
    taken_back = make_recruitment.seed(made)
    coupons.void(taken_back, at=make.NOW, by=make.SYSTEM, why="Sent to the wrong person")
    with pytest.raises(rules.InvitationWithdrawn):
        make_recruitment.begun(taken_back)
    assert queries.by_code(codes.new()) is None
    assert queries.by_code("") is None


def test_an_invitation_to_another_study_and_ones_own_are_refused():
    seed, by = make_recruitment.answered(make_recruitment.seed(make_recruitment.running()))
    own = make_recruitment.code(make_recruitment.invitations(seed)[0])
    other = make_recruitment.seed(make_recruitment.running())
    draft, them = make_recruitment.begun(other)
    with pytest.raises(rules.OtherStudy):
        coupons.present(draft, code=own, at=make.NOW, by=them)
    with pytest.raises(Refusal):
        coupons.present(seed, code=own, at=make.NOW, by=by)
    with make.as_(make.SYSTEM), pytest.raises(rules.OwnInvitation):
        rules.check_fits(make_recruitment.invitations(seed)[0], seed)


def test_without_an_invitation_a_study_is_open_only_by_a_door_of_its_own():
    made = make_recruitment.running()
    with pytest.raises(OnlyByInvitation):
        make_surveys.started(made)
    collector = Collector.objects.create(
        study=made, kind=Collector.Kind.LINK, name="Open", opens_on=make.TODAY
    )
    by = Actor.answering(codes.digest(codes.new()))
    opening = Opening(language="en", destination="GBR", collector=collector)
    assert responses.start(made, opening=opening, at=make.NOW, by=by).coupon == ""


def test_where_it_is_stopped_nobody_gets_invitations_and_the_others_do():
    made = make_recruitment.running()
    first, second = make_recruitment.seed(made), make_recruitment.seed(made, "ITA")
    schemes.stop(made, destination="ITA", on=make.TODAY, by=make.SYSTEM, why="Enough")
    here, _ = make_recruitment.answered(first)
    there, _ = make_recruitment.answered(second, destination="ITA")
    assert len(make_recruitment.invitations(here)) == 3
    assert make_recruitment.invitations(there) == []
    schemes.resume(made, destination="ITA", by=make.SYSTEM, why="More wanted")
    with make.as_(make.SYSTEM):
        assert queries.scheme_of(made).stopped == {}


def test_a_respondent_sees_only_their_own_invitations():
    made = make_recruitment.running()
    one, by = make_recruitment.answered(make_recruitment.seed(made))
    make_recruitment.answered(make_recruitment.seed(made))
    with make.as_(by):
        assert {c.issuer_id for c in Coupon.objects.all()} == {one.pk}
    with make.as_(Actor.public()):
        assert list(Coupon.objects.all()) == []
    with make.as_(make.officer("ITA", Role.SURVEY_MANAGER)):
        assert list(Coupon.objects.all()) == []


def test_a_respondent_writes_no_invitation_even_by_sql():
    made = make_recruitment.running()
    one, by = make_recruitment.answered(make_recruitment.seed(made))
    with make.as_(by), connection.cursor() as cursor:
        cursor.execute("UPDATE recruitment_coupon SET expires_on = '2099-01-01'")
        assert cursor.rowcount == 0
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            cursor.execute(
                "INSERT INTO recruitment_coupon (id, study_id, number, digest, issuer_id,"
                " destination, about, issued_at, expires_on) VALUES"
                " (%s, %s, 99, 'x', %s, 'GBR', '', now(),"
                " '2099-01-01')",
                [uuid4(), made.pk, one.pk],
            )


def test_only_who_manages_the_study_withdraws():
    coupon = make_recruitment.seed(make_recruitment.running())
    with pytest.raises(NotAllowed):
        coupons.void(
            coupon, at=make.NOW, by=make.officer("GBR", Role.SURVEY_MANAGER), why="Not mine"
        )
