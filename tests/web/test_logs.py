"""What opens a door stands in no log."""

import logging

import pytest
from django.conf import settings
from django.test import Client

from homelands.web.logs import WithoutSecrets, without_secrets
from tests import make_surveys

CODE = "ABCD-EFGH-JKMN-PQRS"


@pytest.mark.parametrize(
    ("address", "written"),
    [
        (f"/answer/{CODE}/about/", "/answer/…/about/"),
        (f"/answers/{CODE}/files/a.jpg", "/answers/…/files/a.jpg"),
        (f"/invitation/{CODE}/no/", "/invitation/…/no/"),
        (f"/invited/{CODE}/", "/invited/…/"),
        (f"/claim/{CODE}/", "/claim/…/"),
        (f"/follow-up/{CODE}/", "/follow-up/…/"),
        (f"/openrosa/{CODE}/formList", "/openrosa/…/formList"),
        (f"/take-part/nurses/via/{CODE}/", "/take-part/nurses/via/…/"),
        (f"/events/place/{CODE}/", "/events/place/…/"),
        (f"/letters/stop/{CODE}/", "/letters/stop/…/"),
        ("/take-part/nurses/", "/take-part/nurses/"),
        ("/desk/studies/nurses/", "/desk/studies/nurses/"),
    ],
)
def test_secrets_in_addresses_are_taken_out(address: str, written: str) -> None:
    assert without_secrets(f"Not Found: {address}") == f"Not Found: {written}"


def test_the_log_of_a_deployment_goes_through_it() -> None:
    handlers = settings.LOGGING["handlers"].values()
    assert all(handler["filters"] == ["secrets"] for handler in handlers)


@pytest.mark.django_db
def test_a_refused_respondent_leaves_no_code_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    code, _by = make_surveys.started(make_surveys.asked())
    caplog.handler.addFilter(WithoutSecrets())
    with caplog.at_level(logging.WARNING, logger="django.request"):
        assert Client().get(f"/answers/{code}/files/none.jpg").status_code == 404
    assert "/answers/…/files/none.jpg" in caplog.text
    assert code not in caplog.text
