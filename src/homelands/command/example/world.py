"""What the example is made from: a seeded generator, a clock, and where people live."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from homelands.foundation.actors import Actor

#: Common names, put together at random. Nobody in particular is meant.
GIVEN = (
    "Abena Adjoa Afia Akosua Akua Ama Araba Efua Esi Yaa Adwoa Serwaa Nana Kofi Kwame Kojo Kwabena "
    "Kwaku Kwasi Yaw Ebo Fiifi Ekow Nii Selorm Delali Elikem Mawuli Sena Edem Dzifa Fatima Rashid "
    "Ibrahim Mariam Zainab Alhassan Rahma Grace Emmanuel Joseph Mercy Comfort Daniel Samuel Ruth"
).split()
FAMILY = (
    "Mensah Owusu Asante Boateng Osei Appiah Agyeman Amoah Addo Ansah Annan Acheampong Ofori Darko "
    "Sarpong Frimpong Gyasi Bonsu Quaye Tetteh Lartey Nartey Lamptey Ocansey Agbeko Dogbe Amegah "
    "Kpodo Tamakloe Abdulai Iddrisu Mahama Yakubu Alidu Fuseini Baidoo Arthur Eshun Essien Quansah"
).split()

#: Shares of occupations among the example's people: ISCO-08 unit groups.
OCCUPATIONS = {
    "2221": 14, "2211": 6, "2212": 4, "3221": 4, "3212": 3, "2262": 3, "2222": 4,
    "2310": 4, "2330": 5, "2320": 3, "2142": 4, "2512": 6, "2411": 4, "2611": 3,
    "4110": 5, "5223": 5, "5322": 7, "7411": 4, "8322": 5, "9112": 4, "1420": 3,
}  # fmt: skip


@dataclass
class World:
    """The example while it is made; each part adds what the next ones need."""

    country: str
    people: int
    now: datetime
    rng: Random = field(default_factory=lambda: Random(20261123))  # noqa: S311 (no secret)
    weights: dict[str, int] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)
    by: Actor = field(default_factory=lambda: Actor.system("example"))

    def name(self) -> str:
        return f"{self.rng.choice(GIVEN)} {self.rng.choice(FAMILY)}"

    def past(self, most_days: int, least_days: int = 0) -> datetime:
        """Returns a moment between two numbers of days ago."""
        return self.now - timedelta(seconds=self.rng.randint(least_days * 86400, most_days * 86400))

    def destinations(self, count: int) -> list[str]:
        """Draws countries of residence as the stock figures have them."""
        return self.rng.choices(list(self.weights), list(self.weights.values()), k=count)
