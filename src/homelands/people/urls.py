from django.urls import path

from homelands.people.pages import consents, entries, persons, sessions

urlpatterns = [
    path("register/", persons.register, name="people.persons.register"),
    path("my/data/", persons.mine, name="people.persons.mine"),
    path("my/data/export/", persons.export, name="people.persons.export"),
    path("my/data/erase/", persons.erase, name="people.persons.erase"),
    path("my/profile/", entries.replace, name="people.entries.replace"),
    path("my/consent/", consents.decide, name="people.consents.decide"),
    path("sign-in/member/", sessions.start, name="people.sessions.start"),
    path("sign-in/member/code/", sessions.enter, name="people.sessions.enter"),
    path("desk/people/", persons.listed, name="people.persons.listed"),
    path("desk/people/<uuid:pk>/", persons.show, name="people.persons.show"),
    path("desk/people/<uuid:pk>/welcome/", persons.welcome, name="people.persons.welcome"),
]
