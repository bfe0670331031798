"""What is wrong with what a device sent: a code with facts, and the sentence for each code.

The sentences are in English here, marked for translation; `sentence` says them in the reader's
language, which is the device's.
"""

from django.utils.translation import gettext


def N_(text: str) -> str:  # noqa: N802 - the name by which strings are collected
    return text


WORDS = {
    "answers_too_large": N_(
        "The answers are larger than %(most)s MB. Send pictures and sounds beside them."
    ),
    "part_too_large": N_(
        "This part of the answers is larger than %(most)s MB. Send fewer files at once."
    ),
    "not_xml": N_("The answers are not well-formed XML in UTF-8: %(reason)s"),
    "dtd": N_("The answers contain a document type declaration (DTD). They were not read."),
    "no_form_id": N_("The answers do not say of which form they are: the root has no id."),
    "no_instance_id": N_("The answers have no id of their own: meta/instanceID is missing."),
    "long_id": N_("The id of the form or of the answers has more than %(most)s characters."),
    "not_multipart": N_("Send the answers as multipart/form-data, with a boundary."),
    "no_answers": N_("The answers are missing: there is no part called %(part)s."),
    "many_files": N_("There are more than %(most)s files in one part. Send fewer."),
    "no_file_name": N_("A file has no name that can be kept. Rename it and send again."),
    "cut_off": N_("The answers did not arrive whole: the last boundary is missing."),
    "seal_incomplete": N_("The encrypted answers lack their key, their signature or their file."),
    "no_key": N_("This is no private key in PEM format without a password."),
    "not_rsa": N_("This is not the private key of an RSA pair."),
    "other_key": N_("This private key does not open these answers."),
    "changed": N_("A file of these answers was changed after it was encrypted."),
    "signature": N_("The signature of these answers cannot be read."),
    "not_as_signed": N_("These answers are not what was signed on the device."),
}


class Fault(ValueError):
    """Something is wrong with what came: a code and its facts."""

    def __init__(self, code: str, **facts: object) -> None:
        self.code = code
        self.facts = facts
        super().__init__(WORDS[code] % facts)


class BadDocument(Fault):
    """What came cannot be taken in."""


class TooLarge(BadDocument):
    """It is more than is taken at once."""


class WrongKey(Fault):
    """The private key is not one, or not that of the form."""


class Tampered(Fault):
    """What was encrypted is not what was signed."""


def sentence(fault: Fault) -> str:
    """Returns in the reader's language what is wrong with what came."""
    return gettext(WORDS[fault.code]) % fault.facts
