"""Invented reports: sentences that are put together with a note of where each word stands, so that every offset holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from dragoman.records import Date, Entity, Place, Quantity, Span

__all__ = ["CITIES", "FIRST_DAY", "STATES", "TYPES", "Deed", "Told", "deed", "person", "told"]

FIRST_DAY = date(2031, 1, 1)
DAYS = 365
STATES = {
    "PER": "Peru", "ECU": "Ecuador", "CHL": "Chile", "BOL": "Bolivia", "COL": "Colombia", "BRA": "Brazil", "ARG": "Argentina",
    "ARM": "Armenia", "AZE": "Azerbaijan", "GEO": "Georgia", "TUR": "Turkey", "KAZ": "Kazakhstan", "UZB": "Uzbekistan",
    "TKM": "Turkmenistan", "EST": "Estonia", "LVA": "Latvia", "LTU": "Lithuania", "POL": "Poland", "FIN": "Finland",
    "SEN": "Senegal", "GIN": "Guinea", "MLI": "Mali", "GHA": "Ghana", "TCD": "Chad", "LBY": "Libya", "KEN": "Kenya",
    "BGD": "Bangladesh", "NPL": "Nepal", "LKA": "Sri Lanka", "VNM": "Vietnam",
}  # fmt: skip
"""code -> name"""
CITIES = [
    ("Lima", "PER", -12.04318, -77.02824, 3936456), ("Quito", "ECU", -0.22985, -78.52495, 3652462),
    ("Yerevan", "ARM", 40.18111, 44.51361, 616052), ("Baku", "AZE", 40.37767, 49.89201, 587084),
    ("Tbilisi", "GEO", 41.69411, 44.83368, 611717), ("Tallinn", "EST", 59.43696, 24.75353, 588409),
    ("Dakar", "SEN", 14.6937, -17.44406, 2253354), ("Conakry", "GIN", 9.53795, -13.67729, 2422465),
    ("Dhaka", "BGD", 23.7104, 90.40744, 1185241), ("Nairobi", "KEN", -1.28333, 36.81667, 184745),
    ("Hanoi", "VNM", 21.0245, 105.84117, 1581130), ("Bogotá", "COL", 4.60971, -74.08175, 3688689),
]  # fmt: skip
TYPES = {
    "AGREE": ("agreed with", 1, 3.0, ()),
    "CONSULT": ("met envoys of", 1, 1.5, ("visit",)),
    "SUPPORT": ("praised", 1, 2.5, ()),
    "COOPERATE": ("signed a treaty with", 2, 6.0, ("economic",)),
    "AID": ("sent grain to", 2, 7.0, ("humanitarian",)),
    "REQUEST": ("appealed to", 3, -1.0, ("yield",)),
    "ACCUSE": ("accused", 3, -3.0, ("allege",)),
    "REJECT": ("turned down", 3, -4.0, ("meet",)),
    "THREATEN": ("threatened", 3, -4.5, ("restrict",)),
    "MOBILIZE": ("moved troops against", 4, -6.5, ("troops",)),
    "SANCTION": ("expelled envoys of", 4, -6.0, ("expel",)),
    "COERCE": ("blockaded", 4, -7.0, ("restrict",)),
    "ASSAULT": ("shelled outposts of", 4, -9.0, ("heavy-weapons",)),
}
"""type -> words, quad, score, modes"""
_SYLLABLES = "ba ke li mo nu ra se ti vo zu dar fen gal hos jin kol".split()


@dataclass(frozen=True, slots=True)
class Deed:
    """One happening."""

    type: str
    actor: str
    recipient: str
    status: str
    day: date
    city: tuple[str, str, float, float, int] | None
    number: int | None


@dataclass(slots=True)
class Told:
    """A sentence of a deed, and where each of its words stands in the report."""

    text: str
    start: int
    actor: Entity
    recipient: Entity
    trigger: Span
    date: Date
    place: Place | None
    quantities: tuple[Quantity, ...] = field(default=())


def deed(random: Random, sides: tuple[str, str], day: date) -> Deed:
    """A deed of one of two sides against, or for, the other."""
    actor, recipient = random.sample(sides, 2)
    status = random.choices(["done", "planned", "denied", "requested", "background"], [12, 2, 1, 1, 2])[0]
    when = day - timedelta(days=random.randrange(3))
    city = random.choice(CITIES) if random.random() < 0.6 else None
    number = random.randrange(2, 400) if random.random() < 0.2 else None
    return Deed(random.choice(list(TYPES)), actor, recipient, status, max(when, FIRST_DAY), city, number)


def person(random: Random) -> str:
    """A name that nobody has."""
    return " ".join("".join(random.choices(_SYLLABLES, k=3)).capitalize() for _ in range(2))


def told(one: Deed, start: int, minister: str | None) -> Told:
    """The deed in a sentence that begins at `start` of the report; done by the state's minister where one is named."""
    text = ""

    def put(words: str) -> tuple[int, int]:
        nonlocal text
        at = start + len(text)
        text += words
        return at, at + len(words)

    if minister:
        at = put(minister)
        actor = Entity(minister, minister, "person", one.actor, ("GOV",), "foreign minister", None, *at)
        put(f", foreign minister of {STATES[one.actor]}, ")
    else:
        at = put(STATES[one.actor])
        actor = Entity(STATES[one.actor], STATES[one.actor], "state", one.actor, ("GOV",), None, None, *at)
        put(" ")
    trigger = Span(TYPES[one.type][0], *put(TYPES[one.type][0]))
    put(" ")
    name = STATES[one.recipient]
    recipient = Entity(name, name, "state", one.recipient, ("GOV",), None, None, *put(name))
    place, quantities = None, ()
    if one.city:
        put(" in ")
        city, country, latitude, longitude, geonames = one.city
        place = Place(city, city, country, latitude, longitude, geonames, "city", "event", *put(city))
    if one.number:
        put(" with ")
        words = f"{one.number} trucks"
        quantities = (Quantity(float(one.number), "trucks", "trucks", "exact", words, *put(words)),)
    put(" on ")
    words = f"{one.day:%d %B}"
    day = Date(one.day.isoformat(), None, "day", "text", words, *put(words))
    put(", officials said.")
    return Told(text, start, actor, recipient, trigger, day, place, quantities)
