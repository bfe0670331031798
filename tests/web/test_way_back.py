"""A refusal leads back only to pages of this site, whatever the browser names."""

import pytest
from django.test import Client

from homelands.foundation.roles import Role
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "back"),
    [
        ("http://testserver/desk/people/?page=2", "/desk/people/?page=2"),
        ("http://testserver/desk/#here", "/desk/"),
        ("https://evil.example/desk/", ""),
        ("http://evil.example/desk/", ""),
        ("//evil.example/", ""),
        ("http://testserver@evil.example/", ""),
        ("http://testserver//evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("/desk/", ""),
        ("", ""),
    ],
)
def test_the_way_back_is_a_path_of_this_site(said: str, back: str) -> None:
    client = Client()
    client.force_login(make.user(Role.FINANCE_MAKER))
    answer = client.get("/desk/people/openings/", HTTP_REFERER=said)
    assert answer.status_code == 403
    assert answer.context["back_url"] == back
    page = answer.content.decode()
    assert "evil.example" not in page
    assert "javascript:" not in page
