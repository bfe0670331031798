"""The walk: from a survey answer to a result, one step after another. Read it first.

    answer → person → estimate and finding → segment → application → match → placement
    → payment → indicator

Each step is one action of one app; open the file named in its import to see how it is done.
"""

from datetime import timedelta
from decimal import Decimal

import pytest

from homelands.foundation import codes
from homelands.foundation.actors import Actor
from homelands.foundation.roles import Role
from homelands.mapping.findings.actions import findings
from homelands.mapping.findings.actions.findings import Wording
from homelands.mapping.statistics.actions import estimates
from homelands.organisations.actions import focal_points, organisations
from homelands.organisations.actions.organisations import Details, NewOrganisation
from homelands.outreach.campaigns.actions import segments
from homelands.outreach.campaigns.queries import segments as segment_queries
from homelands.people.register.actions import consents, entries
from homelands.people.register.actions.entries import Statement
from homelands.programmes.needs.actions import calls, needs, programmes
from homelands.programmes.needs.actions.calls import Opening
from homelands.programmes.needs.actions.needs import NeedFacts
from homelands.programmes.needs.actions.programmes import ProgrammeFacts
from homelands.programmes.payments.actions import payments
from homelands.programmes.payments.rules import Line
from homelands.programmes.placements.actions import placements, work_plan
from homelands.programmes.placements.actions.placements import Plan
from homelands.programmes.placements.actions.work_plan import Deliverable
from homelands.programmes.selection.actions import applications, conflicts, matches, shortlists
from homelands.programmes.selection.actions.conflicts import Declaration
from homelands.results.actions import indicators
from homelands.results.actions.indicators import NewIndicator
from homelands.surveys.questionnaires.actions import questionnaires, responses, studies
from homelands.surveys.questionnaires.actions.responses import Opening as Beginning
from homelands.surveys.questionnaires.actions.responses import Step
from homelands.surveys.questionnaires.queries import questionnaires as questionnaire_queries
from tests import make

NOW, TODAY = make.NOW, make.TODAY


@pytest.mark.django_db
def test_from_an_answer_to_a_result() -> None:
    manager = make.with_roles(
        Role.MINISTRY_OFFICER, Role.SURVEY_MANAGER, Role.PROGRAMME_MANAGER, Role.ME_OFFICER,
        Role.FINANCE_MAKER,
    )  # fmt: skip
    approver = make.officer(role=Role.FINANCE_APPROVER)

    # 1. A study asks, and forty people answer without a name.
    plan = studies.StudyPlan("Mapping survey", "convenience", opens_on=TODAY)
    study = studies.add(plan, by=manager)
    source, filename = questionnaire_queries.standard()
    questionnaires.publish(study, source=source, filename=filename, at=NOW, by=manager)
    for number in range(40):
        answer_survey(study, willing="yes" if number % 4 else "no")

    # 2. One of them registers: a person, whose profile is their own.
    person = make.person("GBR", name="Ama Mensah")
    member = make.member(person)
    for kind, code, level in (
        ("occupation", "2221", ""), ("language", "en", "C1"), ("education", "7", ""),
        ("availability", "now", ""), ("modality", "temporary", ""),
    ):  # fmt: skip
        entries.state(person, statement=Statement(kind, code, level), on=TODAY, by=member)
    for purpose in ("contact", "matching", "hosts"):
        consents.decide(person, purpose=purpose, given=True, at=NOW, by=member)

    # 3. What the answers show is estimated, and published with what it cannot say.
    made = estimates.compute(study, variable="transfer_willing", at=NOW, by=manager)
    draft = findings.draft(made, wording=Wording("Most would help"), at=NOW, by=manager)
    finding = findings.publish(draft, at=NOW, by=manager, why="Counts of respondents only.")

    # 4. The finding steers outreach: a segment of those who agreed to be written to.
    filters = {"destination": "GBR", "occupation": "222"}
    segment = segments.create(
        name="Nurses in London", filters=filters, finding=finding, at=NOW, by=manager
    )
    with make.as_(manager):
        assert segment_queries.by_country(segment.filters, manager) == [("GBR", 1)]

    # 5. A hospital says what it needs, and a call is opened for it.
    host_user = make.account("host@example.org")
    new = NewOrganisation("host", "GHA", Details(name="Ridge Hospital"))
    hospital = organisations.add(new, at=NOW, by=manager)
    focal_points.name(hospital, user=host_user, at=NOW, by=manager)
    host = make.actor(host_user)
    facts = ProgrammeFacts(
        "Health", "Stays in hospitals.", "Travel and allowance.", "EUR", Decimal(5000)
    )
    programme = programmes.add(facts=facts, at=NOW, by=manager)
    start = TODAY + timedelta(days=60)
    need_facts = NeedFacts(
        title="Neonatal nurse", terms="Train the ward's nurses.", occupations=["222"],
        modality="temporary", weeks=6, places=1, place="Accra", starts_from=start,
        starts_until=start + timedelta(days=30), languages={"en": "B2"},
    )  # fmt: skip
    need = needs.draft(programme, host=hospital, facts=need_facts, at=NOW, by=host)
    need = needs.approve(needs.submit(need, at=NOW, by=host), at=NOW, by=manager)
    closes = NOW + timedelta(days=20)
    opening = Opening(NOW, closes, criteria="Three years on a ward.", steps="Shortlist, talk.")
    call = calls.open(need, opening=opening, at=NOW, by=manager)

    # 6. The person applies; an officer decides after declaring no conflict, and writes why.
    application = applications.start(call, person=person, at=NOW, by=member)
    statement = "Eleven years on a neonatal ward, and I have trained new colleagues there."
    application = applications.save(application, statement=statement, by=member)
    application = applications.submit(application, at=NOW, by=member)
    after = closes + timedelta(days=1)
    conflicts.declare(call, declaration=Declaration(False), at=after, by=manager)
    shortlists.assess(call, at=after, by=manager)
    application = shortlists.choose(
        application, chosen=True, why="Long experience.", at=after, by=manager
    )

    # 7. Host and person agree: a match, then a placement with a work plan.
    match = matches.propose(application, at=after, by=manager)
    match = matches.accept_by_host(match, at=after, by=host)
    match = matches.accept_by_person(match, at=after, by=member)
    end = start + timedelta(days=41)
    placement = placements.plan(match, plan=Plan(start, end, "temporary"), at=after, by=manager)
    placement = placements.start(placement, on=start, by=manager)
    deliverable = Deliverable("A hand-over sheet", "knowledge_creation", start)
    item = work_plan.add(placement, deliverable=deliverable, by=manager)
    work_plan.done(item, evidence="Signed by the head of the ward.", on=end, by=member)

    # 8. One prepares the payment, another approves it.
    line = Line("dsa", Decimal(1890), "EUR", start, end, "42 days at 45 euro")
    payment = payments.draft(placement, line=line, at=after, by=manager)
    payments.approve(payment, at=after, by=approver)
    placements.complete(placement, on=end, at=after, by=manager)

    # 9. What came of it: an indicator, computed from all that.
    indicator = indicators.add(
        NewIndicator(
            code="R1", name="Days at home", definition="Days of completed placements.",
            unit="days", measure="specialist_days_delivered", baseline=0, baseline_on=TODAY,
            target=100, target_on=end + timedelta(days=300),
        ),
        by=manager,
    )  # fmt: skip
    reading = indicators.compute(indicator, on=end, by=manager)
    assert (reading.value, reading.n) == (42.0, 1)


def answer_survey(study: object, *, willing: str) -> None:
    """One respondent: whoever holds the code, and nobody else."""
    respondent = Actor.answering(codes.digest(codes.new()))
    opening = Beginning(language="en", destination="GBR")
    response = responses.start(study, opening=opening, at=NOW, by=respondent)
    given = {
        "/data/m01_welcome/taking_part": "yes",
        "/data/m01_screening/age_18": "yes",
        "/data/m01_screening/lives_abroad": "yes",
        "/data/m01_screening/born_in_origin": "yes",
        "/data/m01_screening/family_from_origin": "no",
        "/data/m01_screening/citizen_of_origin": "yes",
        "/data/m11_willingness/transfer_willing": willing,
    }
    response = responses.save(response, step=Step(given, "", "en"), at=NOW, by=respondent)
    responses.complete(response, at=NOW, by=respondent)
