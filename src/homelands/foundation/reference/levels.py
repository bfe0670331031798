"""Codes and labels of levels of education, fields of study, languages and industries.

ISCED 2011 and ISCED-F 2013 are UNESCO's, the CEFR is the Council of Europe's, and ISIC is
the United Nations'. Each table maps a code, as it is stored, to its translatable label.
An ISIC letter means something else in each revision, so the revision is stored with it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Labels = Mapping[str, "StrPromise"]

ISCED_LEVELS: Labels = MappingProxyType(
    {
        "0": _("Early childhood education, or less than primary education"),
        "1": _("Primary education"),
        "2": _("Lower secondary education"),
        "3": _("Upper secondary education"),
        "4": _("Post-secondary non-tertiary education"),
        "5": _("Short-cycle tertiary education"),
        "6": _("Bachelor’s or equivalent level"),
        "7": _("Master’s or equivalent level"),
        "8": _("Doctoral or equivalent level"),
    }
)

ISCED_FIELDS: Labels = MappingProxyType(
    {
        "00": _("Generic programmes and qualifications"),
        "01": _("Education"),
        "02": _("Arts and humanities"),
        "03": _("Social sciences, journalism and information"),
        "04": _("Business, administration and law"),
        "05": _("Natural sciences, mathematics and statistics"),
        "06": _("Information and communication technologies"),
        "07": _("Engineering, manufacturing and construction"),
        "08": _("Agriculture, forestry, fisheries and veterinary"),
        "09": _("Health and welfare"),
        "10": _("Services"),
    }
)

# "native" is not a level of the framework; science.matching ranks it above C2.
CEFR: Labels = MappingProxyType(
    {
        "A1": _("A1, beginner"),
        "A2": _("A2, elementary"),
        "B1": _("B1, intermediate"),
        "B2": _("B2, upper intermediate"),
        "C1": _("C1, advanced"),
        "C2": _("C2, proficient"),
        "native": _("Native language"),
    }
)

ISIC_REV4: Labels = MappingProxyType(
    {
        "A": _("Agriculture, forestry and fishing"),
        "B": _("Mining and quarrying"),
        "C": _("Manufacturing"),
        "D": _("Electricity, gas, steam and air conditioning supply"),
        "E": _("Water supply, sewerage, waste management and remediation"),
        "F": _("Construction"),
        "G": _("Wholesale and retail trade; repair of motor vehicles and motorcycles"),
        "H": _("Transportation and storage"),
        "I": _("Accommodation and food service activities"),
        "J": _("Information and communication"),
        "K": _("Financial and insurance activities"),
        "L": _("Real estate activities"),
        "M": _("Professional, scientific and technical activities"),
        "N": _("Administrative and support service activities"),
        "O": _("Public administration and defence; compulsory social security"),
        "P": _("Education"),
        "Q": _("Human health and social work activities"),
        "R": _("Arts, entertainment and recreation"),
        "S": _("Other service activities"),
        "T": _("Households as employers, or producing for their own use"),
        "U": _("Extraterritorial organizations and bodies"),
    }
)

ISIC_REV5: Labels = MappingProxyType(
    {
        **{letter: ISIC_REV4[letter] for letter in "ABCDEF"},
        "G": _("Wholesale and retail trade"),
        "H": ISIC_REV4["H"],
        "I": ISIC_REV4["I"],
        "J": _("Publishing, broadcasting, and content production and distribution"),
        "K": _("Telecommunications, programming, consultancy and information services"),
        "L": ISIC_REV4["K"],
        "M": ISIC_REV4["L"],
        "N": ISIC_REV4["M"],
        "O": ISIC_REV4["N"],
        "P": ISIC_REV4["O"],
        "Q": ISIC_REV4["P"],
        "R": ISIC_REV4["Q"],
        "S": _("Arts, sports and recreation"),
        "T": ISIC_REV4["S"],
        "U": ISIC_REV4["T"],
        "V": ISIC_REV4["U"],
    }
)

ISIC: Mapping[str, Labels] = MappingProxyType({"4": ISIC_REV4, "5": ISIC_REV5})
