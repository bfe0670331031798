from django.urls import include, path
from django.views.i18n import set_language

from homelands.web.pages import home, sessions

urlpatterns = [
    path("", home.home, name="home"),
    path("desk/", home.desk, name="desk"),
    path("my/", home.portal, name="portal"),
    path("trust/", home.trust, name="trust"),
    path("response-times/", home.response_times, name="response_times"),
    path("health/", home.health, name="health"),
    path("language/", set_language, name="set_language"),
    path("sign-in/", sessions.sign_in, name="sign_in"),
    path("sign-in/example/", sessions.as_example, name="sign_in_as_example"),
    path("sign-out/", sessions.sign_out, name="sign_out"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("", include("homelands.people.urls")),
    path("", include("homelands.ui.urls")),
]
