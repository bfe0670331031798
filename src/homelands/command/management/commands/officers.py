"""`homelands officers add LOGIN …`: opens an officer's account; `link LOGIN`: a new way in."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from homelands.foundation.access.context import acting
from homelands.foundation.actions import accounts
from homelands.foundation.actors import Actor, Reach
from homelands.foundation.errors import Refusal
from homelands.foundation.models import User
from homelands.foundation.roles import OFFICERS, Role
from homelands.foundation.rules import check_country
from homelands.programmes.needs.models import Programme

_BY = Actor.system("officers")


class Command(BaseCommand):
    help = "Opens an officer's account and prints a link, good once and for 24 hours, to enter it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        add = verbs.add_parser("add", help="opens an account with one role")
        add.add_argument("login", help="the officer's e-mail address at work")
        add.add_argument("--name", required=True, help="the name that colleagues see")
        roles = sorted(role.value for role in OFFICERS)
        add.add_argument("--role", required=True, choices=roles)
        scope = add.add_mutually_exclusive_group()
        scope.add_argument("--country", default="", help="where the role holds, such as GBR")
        scope.add_argument("--programme", default="", help="the programme's name, slug or id")
        link = verbs.add_parser("link", help="prints a new link for an account that is there")
        link.add_argument("login")

    def handle(self, *args: Any, **options: Any) -> None:
        login = options["login"].strip().lower()
        if options["verb"] == "add":
            self._add(login, options)
        user = User.objects.filter(login=login, is_example=False).exclude(email="").first()
        if user is None:
            raise CommandError(f"There is no officer {login}.", returncode=2)
        self.stdout.write(
            f"{user.name} sets a password and the second factor here, once and within 24 hours:"
        )
        self.stdout.write(self._link(user))

    def _add(self, login: str, options: dict[str, Any]) -> None:
        reach = self._reach(options)
        try:
            validate_email(login)
        except ValidationError as error:
            raise CommandError(f"{login} is not an e-mail address.", returncode=2) from error
        if User.objects.filter(login=login).exists():
            raise CommandError(
                f"{login} has an account already. For a new link: homelands officers link {login}",
                returncode=2,
            )
        with acting(_BY, "officers add"):
            user = accounts.open_for_officer(login=login, name=options["name"], by=_BY)
            accounts.grant(user, reach=reach, at=timezone.now(), by=_BY)
        where = reach.country or options["programme"] or "without limits"
        self.stdout.write(f"{login}: {Role(options['role']).value}, {where}.")

    def _reach(self, options: dict[str, Any]) -> Reach:
        role, country = Role(options["role"]), options["country"].upper()
        if country:
            try:
                check_country(country)
            except Refusal as refusal:
                raise CommandError(f"{country}: {refusal}", returncode=2) from refusal
        programme = self._programme(options["programme"]) if options["programme"] else None
        return Reach(role, country=country, programme=programme)

    def _programme(self, name: str) -> UUID:
        with acting(_BY):
            known = {programme.pk: programme for programme in Programme.objects.all()}
        for key, programme in known.items():
            if name in (str(key), programme.slug, programme.name):
                return key
        raise CommandError(f"There is no programme {name}.", returncode=2)

    def _link(self, user: User) -> str:
        key = default_token_generator.make_token(user)
        words = {"uidb36": user_pk_to_url_str(user), "key": key}
        return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=words)
