"""Who pays for a typeface: readers of the service, nobody who answers."""

from typing import Any

import pytest

from tests.house.source import PACKAGE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_of_a_questionnaire_asks_for_no_typeface(language: str, browser: Any) -> None:
    """Whoever answers on a slow network pays for none, in Arabic either."""
    tokens = (PACKAGE / "ui/static/ui/tokens.css").read_text(encoding="utf-8")
    page = browser.new_page()
    page.set_content(
        f'<html lang="{language}" data-type="system"><head><style>{tokens}</style></head>'
        '<body><p id="p">x</p><b lang="ar" id="b">x</b></body></html>'
    )
    for at in ("p", "b"):
        for name in ("--text", "--display"):
            family = page.evaluate(
                f"getComputedStyle(document.getElementById('{at}')).getPropertyValue('{name}')"
            )
            assert family.strip(), name
            assert "Plex" not in family, (at, name)
    page.close()
