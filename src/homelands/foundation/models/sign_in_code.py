import uuid

from django.db import models


class SignInCode(models.Model):
    """A code sent to a member's e-mail; kept as a hash, good once and for a short time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey("foundation.User", on_delete=models.CASCADE, related_name="+")
    digest = models.BinaryField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"code of {self.user_id}"
