"""Reads of the files that belong to answers."""

from homelands.surveys.questionnaires.models import Attachment, Response


def sizes(response: Response) -> dict[str, int]:
    """Returns the size of each file of a response, by its name."""
    attachments = Attachment.objects.filter(response=response)
    return dict(attachments.values_list("name", "size"))


def of(response: Response, name: str) -> Attachment | None:
    """Returns one file of a response."""
    return Attachment.objects.filter(response=response, name=name).first()
