from django.urls import path

from homelands.people.register.pages import consents, entries, exports, openings, persons, sessions

_EXPORT = "desk/people/exports/<uuid:pk>/"
_OPENING = "desk/people/openings/<uuid:pk>/"

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
    path("desk/people/openings/", openings.listed, name="register.openings.listed"),
    path("desk/people/openings/open/", openings.open, name="register.openings.open"),
    path(_OPENING, openings.show, name="register.openings.show"),
    path(f"{_OPENING}look/", openings.look, name="register.openings.look"),
    path(f"{_OPENING}review/", openings.review, name="register.openings.review"),
    path("desk/people/exports/", exports.listed, name="register.exports.listed"),
    path("desk/people/exports/request/", exports.request, name="register.exports.request"),
    path(_EXPORT, exports.show, name="register.exports.show"),
    path(f"{_EXPORT}approve/", exports.approve, name="register.exports.approve"),
    path(f"{_EXPORT}refuse/", exports.refuse, name="register.exports.refuse"),
    path(f"{_EXPORT}download/", exports.download, name="register.exports.download"),
]
