from django.urls import include, path
from django.views.i18n import set_language

from homelands.web.api import api
from homelands.web.pages import health, home, retention, sessions

urlpatterns = [
    path("", home.home, name="home"),
    path("desk/", home.desk, name="desk"),
    path("desk/retention/", retention.retention, name="retention"),
    path("my/", home.portal, name="portal"),
    path("privacy/", home.privacy, name="privacy"),
    path("data/", home.data, name="data"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("response-times/", home.response_times, name="response_times"),
    path("health/", health.health, name="health"),
    path("language/", set_language, name="set_language"),
    path("sign-in/", sessions.sign_in, name="sign_in"),
    path("sign-in/example/", sessions.as_example, name="sign_in_as_example"),
    path("sign-out/", sessions.sign_out, name="sign_out"),
    path("api/", api.urls),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("", include("homelands.people.register.urls")),
    path("", include("homelands.organisations.urls")),
    path("", include("homelands.surveys.questionnaires.urls")),
    path("", include("homelands.surveys.collection.urls")),
    path("", include("homelands.surveys.conversations.urls")),
    path("", include("homelands.surveys.recruitment.urls")),
    path("", include("homelands.surveys.datasets.urls")),
    path("", include("homelands.mapping.stocks.urls")),
    path("", include("homelands.mapping.statistics.urls")),
    path("", include("homelands.mapping.findings.urls")),
    path("", include("homelands.outreach.events.urls")),
    path("", include("homelands.outreach.dialogue.urls")),
    path("", include("homelands.outreach.campaigns.urls")),
    path("", include("homelands.programmes.needs.urls")),
    path("", include("homelands.programmes.selection.urls")),
    path("", include("homelands.programmes.placements.urls")),
    path("", include("homelands.programmes.payments.urls")),
    path("", include("homelands.results.urls")),
    path("", include("homelands.policy.urls")),
    path("", include("homelands.ui.urls")),
]
