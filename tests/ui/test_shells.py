"""The shells, the error pages and the gallery, in both directions, without inline code."""

import re
from types import SimpleNamespace

import pytest
from django.conf import settings as project
from django.http import HttpResponse
from django.template import Context, Template
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import include, path
from django.utils import translation

from homelands.ui import pages
from homelands.ui.forms import Form


def nothing(request):
    return HttpResponse()


urlpatterns = [
    path("", include("homelands.ui.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("in/", nothing, name="sign_in"),
    path("out/", nothing, name="sign_out"),
    path("desk/", nothing, name="desk"),
    path("my/", nothing, name="portal"),
]


@pytest.fixture(autouse=True)
def _own_urls(settings):
    settings.ROOT_URLCONF = __name__
    # The project's context processors belong to the project's own tests.
    templates = [{**one, "OPTIONS": {**one["OPTIONS"]}} for one in project.TEMPLATES]
    for one in templates:
        one["OPTIONS"]["context_processors"] = []
    settings.TEMPLATES = templates


def shell(name, language="en", **context):
    source = (
        f'{{% extends "shells/{name}.html" %}}'
        "{% block title %}<bdi>A & B</bdi>{% endblock %}{% block main %}Body{% endblock %}"
    )
    deployment = SimpleNamespace(name="Ghana Abroad", example=True)
    with translation.override(language):
        return Template(source).render(Context({"deployment": deployment, **context}))


@pytest.mark.parametrize("name", ["public", "portal", "desk"])
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")])
def test_every_shell_knows_its_language_and_direction(name, language, direction):
    page = shell(name, language)
    assert f'<html lang="{language}" dir="{direction}"' in page
    assert f'class="shell shell--{name}"' in page
    assert re.findall(r"\sstyle=|<style|\son\w+=|<script(?! src)", page) == []


def test_the_title_is_plain_and_the_heading_keeps_its_markup():
    page = shell("public")
    assert "<title>A & B – Ghana Abroad</title>" in page
    assert "<h1><bdi>A & B</bdi></h1>" in page


def test_example_data_says_so():
    assert "Example data. Nobody on these pages is real." in shell("public")
    assert "Example data" not in shell("public", deployment=SimpleNamespace(name="G"))


def test_an_error_shows_in_the_title():
    class One(Form):
        pass

    form = One({})
    form.add_error(None, "No.")
    assert "<title>Error: A & B" in shell("public", form=form)


def test_the_way_around_folds_into_a_menu_on_a_phone():
    nav = [SimpleNamespace(url="/", label=f"Item {one}", current=one == 0) for one in range(8)]
    page = shell("desk", nav=nav)
    assert page.count('aria-current="page"') == 2  # in the menu, and in the row where there is room
    assert '<details class="drop menu">' in page
    assert '<details class="drop menu">' not in shell("desk")


def test_signing_out_is_a_post():
    actor = SimpleNamespace(signed_in=True, name="Ama", is_officer=True)
    page = shell(
        "desk",
        request=SimpleNamespace(actor=actor, get_full_path="/desk/"),
        account_roles=["Programme manager", "Panel member"],
    )
    assert '<form method="post" action="/out/">' in page
    assert "Programme manager, Panel member" in page


@pytest.mark.parametrize("name", ["404.html", "403.html", "500.html", "refused.html"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_error_pages_say_what_to_do(name, language):
    refusal = SimpleNamespace(sentence="The last place is taken.")
    with translation.override(language):
        page = get_template(name).render({"refusal": refusal})
    assert 'href="/"' in page
    assert ("The last place is taken." in page) == (name == "refused.html")


@pytest.mark.parametrize("language", [code for code, _name in project.LANGUAGES])
def test_the_gallery_draws_in_every_language(language):
    with translation.override(language):
        page = pages.patterns(RequestFactory().get("/patterns/?country=Italy&page=2"))
    text = page.content.decode()
    assert page.status_code == 200
    assert re.findall(r"\sstyle=|<style|\son\w+=|<script(?! src)", text) == []
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert sorted(one for one in set(ids) if ids.count(one) > 1) == []


def test_the_gallery_gives_its_list_as_a_file():
    page = pages.patterns(RequestFactory().get("/patterns/?format=csv"))
    assert page["Content-Type"] == "text/csv; charset=utf-8"
