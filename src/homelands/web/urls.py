from allauth.account import views as accounts
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from django.urls import include, path, re_path
from django.views.i18n import set_language

from homelands.web.api import api
from homelands.web.pages import accounts as account_pages
from homelands.web.pages import factors, front, health, home, retention, sessions

# What is used of django-allauth: officers' passwords, and the second factor. Its pages that keep
# an address in clear, give members a password or open accounts are not here.
_ACCOUNT = [
    path("login/", accounts.login, name="account_login"),
    path("logout/", sessions.sign_out, name="account_logout"),
    path("inactive/", accounts.account_inactive, name="account_inactive"),
    path("reauthenticate/", accounts.reauthenticate, name="account_reauthenticate"),
    path("password/change/", sessions.change_password, name="account_change_password"),
    path("password/reset/", accounts.password_reset, name="account_reset_password"),
    path("password/reset/done/", accounts.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        accounts.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        accounts.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", factors.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", factors.activate, name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", factors.deactivate, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        factors.generate_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]

urlpatterns = [
    path("", front.home, name="home"),
    path("desk/", home.desk, name="desk"),
    path("desk/retention/", retention.retention, name="retention"),
    path("desk/accounts/", account_pages.listed, name="accounts"),
    path("desk/accounts/<uuid:pk>/", account_pages.show, name="account"),
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
    path("account/", include(_ACCOUNT)),
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
