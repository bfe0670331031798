import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from homelands.foundation.history import keep_history


@keep_history(except_=("password", "language", "last_login", "session_round"))
class User(AbstractBaseUser):
    """An account. An officer's holds the work e-mail; a member's holds no contact detail.

    A member's account has the same id as its person; the person's name and e-mail are encrypted
    in the register, where row-level security guards them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(_("Sign-in name"), max_length=254, unique=True)
    email = models.EmailField(_("Work e-mail"), blank=True)
    name = models.CharField(_("Name shown to colleagues"), max_length=200, blank=True)
    language = models.CharField(_("Language"), max_length=8, blank=True)
    is_active = models.BooleanField(default=True)
    is_example = models.BooleanField(default=False, help_text="Example sign-in: no second factor.")
    joined_at = models.DateTimeField(auto_now_add=True)
    # Sessions end when it changes: it is part of what each of them is compared with.
    session_round = models.PositiveIntegerField(default=0)

    objects = BaseUserManager["User"]()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name or str(self.pk)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        salt = "homelands.foundation.models.user.session"
        return salted_hmac(
            salt, f"{self.session_round}:{self.password}", secret=secret, algorithm="sha256"
        ).hexdigest()
