from django.urls import path

from homelands.people.register.pages import consents, entries, persons, sessions

urlpatterns = [
    path("register/", persons.register, name="register.persons.register"),
    path("my/data/", persons.mine, name="register.persons.mine"),
    path("my/data/export/", persons.export, name="register.persons.export"),
    path("my/data/erase/", persons.erase, name="register.persons.erase"),
    path("my/profile/", entries.replace, name="register.entries.replace"),
    path("my/consent/", consents.decide, name="register.consents.decide"),
    path("sign-in/member/", sessions.start, name="register.sessions.start"),
    path("sign-in/member/code/", sessions.enter, name="register.sessions.enter"),
    path("sign-in/member/code/again/", sessions.again, name="register.sessions.again"),
    path("desk/people/", persons.listed, name="register.persons.listed"),
    path("desk/people/<uuid:pk>/", persons.show, name="register.persons.show"),
    path("desk/people/<uuid:pk>/welcome/", persons.welcome, name="register.persons.welcome"),
]
