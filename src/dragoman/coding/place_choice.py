"""Which of the places of a name a report means: by the states it speaks of, its other places, and size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from math import log2, log10

from ..knowledge.gazetteer import Gazetteer, Location, distance_km
from .place_spotting import PLACE_LABELS, Candidate, Reader

__all__ = ["choose"]

_KIND = {
    "country": 9.5,
    "continent": 9.0,
    "region": 7.0,
    "water": 7.0,
    "island": 6.8,
    "province": 6.7,
    "site": 6.5,
    "district": 3.5,
}
_OWN_CITY = 7.0
"""A town on our own list is there because the press means it."""
_ENOUGH = 5.0
"""A place that scores less is taken for one only where the words around or its neighbours say so."""
_WITHIN = frozenset((",", "(", "in", ", in", ", the", "in the", "district ,", "province ,"))
"""What stands between a place and what it lies in."""
_LISTED = frozenset((",", "and", ", and", "or"))
_NEAR_KM = 200.0
_TOWN = 100_000
_LARGE = frozenset(("country", "province", "region"))


def choose(reader: Reader, candidates: Sequence[Candidate], gazetteer: Gazetteer) -> list[tuple[Candidate, Location]]:
    """The place that each candidate means; without those that are more likely no place at all."""
    containers = _containers(reader, candidates)
    peers = [_peers(reader, candidates, i) for i in range(len(candidates))]
    weights = _states(reader, candidates, gazetteer)
    first = [_best(c, weights, (), containers.get(i, ()), peers[i]) for i, c in enumerate(candidates)]
    weights = _with(weights, [(place, score) for place, score in first])
    anchors = [place for place, score in first if score >= _ENOUGH + 1 and place.kind not in ("country", "continent", "water")]
    best = [_best(c, weights, anchors, containers.get(i, ()), peers[i]) for i, c in enumerate(candidates)]
    sure = [
        score + candidate.evidence >= _ENOUGH and _vouched(candidate, place, i in containers)
        for i, (candidate, (place, score)) in enumerate(zip(candidates, best, strict=True))
    ]
    # A town named once with "in" before it is the same town where it is named without.
    repeated = {c.text for c, ok in zip(candidates, sure, strict=True) if ok and c.evidence >= 1}
    return [
        (candidate, place)
        for candidate, (place, _), ok in zip(candidates, best, sure, strict=True)
        if ok or (candidate.text in repeated and candidate.evidence >= 0)
    ]


def _vouched(candidate: Candidate, place: Location, contained: bool) -> bool:
    """Whether more speaks for a small town than its name, which may as well be a surname or a brand."""
    if place.curated or place.kind == "country" or contained or candidate.label in PLACE_LABELS:
        return True
    if not place.main and candidate.end - candidate.start == 1:
        return candidate.evidence >= 0.5 or (place.population >= 300_000 and len(candidate.text) > 4)
    return candidate.evidence >= 0.5 or place.population >= _TOWN


def _best(
    candidate: Candidate,
    weights: Mapping[str, float],
    anchors: Sequence[Location],
    containers: Sequence[Location],
    peers: Collection[str | None],
) -> tuple[Location, float]:
    scored = [
        (_score(place, candidate, weights, anchors, containers) + _among(place, peers), -i)
        for i, place in enumerate(candidate.places)
    ]
    score, index = max(scored)
    return candidate.places[-index], score


def _score(
    place: Location,
    candidate: Candidate,
    weights: Mapping[str, float],
    anchors: Sequence[Location],
    containers: Sequence[Location],
) -> float:
    score = _KIND.get(place.kind) or (_OWN_CITY if place.curated else log10(place.population + 10))
    if not place.main:
        score -= 1.5 if place.population < _TOWN else 0.5
    if not place.curated:
        score -= _overshadowed(place, candidate)
    if place.kind == "province" and not place.curated:
        score -= 0.7
    if place.country:
        score += min(3.0, 1.3 * log2(1 + weights.get(place.country, 0.0)))
    if candidate.wanted and place.kind != "country":
        score += 2.5 if _fits(place, candidate.wanted) else -1.0
    if any(_holds(whole, place) for whole in containers):
        score += 4.0
    if place.kind in ("city", "district", "site") and any(
        anchor != place and anchor.name != place.name and distance_km(anchor, place) < _NEAR_KM for anchor in anchors
    ):
        score += 1.5
    return score


def _overshadowed(place: Location, candidate: Candidate) -> float:
    """What a town loses by bearing the name of a sea, a state or of the province that it lies in."""
    if candidate.wanted == "city":
        return 0.0
    for other in candidate.places:
        if other.curated and other.kind in ("water", "region", "continent", "country") and place.population < _TOWN:
            return 3.0
        if other.curated and other.kind == "province" and other.country == place.country and place.kind == "city":
            return 1.5
    return 0.0


def _peers(reader: Reader, candidates: Sequence[Candidate], i: int) -> set[str | None]:
    """The states whose provinces stand beside a name in a list: "Georgia and Alabama"."""
    found = set()
    for a, b, other in ((i - 1, i, i - 1), (i, i + 1, i + 1)):
        if a < 0 or b >= len(candidates):
            continue
        if " ".join(reader.words[candidates[a].end : candidates[b].start]) in _LISTED:
            kinds = {place.kind for place in candidates[other].places}
            if "country" not in kinds:
                found |= {p.country for p in candidates[other].places if p.curated and p.kind == "province"}
    return found


def _among(place: Location, peers: Collection[str | None]) -> float:
    return 2.0 if place.curated and place.kind == "province" and place.country in peers else 0.0


def _fits(place: Location, wanted: str) -> bool:
    return place.kind == wanted or (wanted, place.kind) in (("province", "region"), ("city", "site"))


def _holds(whole: Location, part: Location) -> bool:
    """Whether `part` lies in `whole`: same state, and same province where that is what `whole` is."""
    if whole.name == part.name or whole.country is None or whole.country != part.country:
        return False
    if whole.kind == "country":
        return part.kind != "country"
    if whole.kind == "province":
        return part.kind in ("city", "district", "site", "island") and (
            part.province == whole.name or (whole.curated and distance_km(whole, part) < 700)
        )
    return whole.kind in ("district", "city", "region") and distance_km(whole, part) < _NEAR_KM


def _containers(reader: Reader, candidates: Sequence[Candidate]) -> dict[int, tuple[Location, ...]]:
    """For "Paris, Texas", "Paris (Texas)" and "Paris in Texas" what the second name can mean, and the third after it."""
    found: dict[int, tuple[Location, ...]] = {}
    for i, candidate in enumerate(candidates):
        if any(place.curated and place.kind in _LARGE for place in candidate.places):
            # "Ohio, Indiana and Iowa" is a list.
            continue
        wholes: tuple[Location, ...] = ()
        last = candidate
        for other in candidates[i + 1 : i + 3]:
            between = reader.words[last.end : other.start]
            if " ".join(between) not in _WITHIN:
                break
            wholes += tuple(place for place in other.places if place.kind != "city" or place.population > 100_000)
            last = other
        if wholes:
            found[i] = wholes
            following = candidates[i + 1]
            states = [whole for whole in following.places if whole.kind == "province"]
            if following.wanted is None and any(_holds(s, place) for s in states for place in candidate.places):
                # "Buffalo, New York": the state, though the city is the larger name.
                following.wanted = "province"
    return found


def _states(reader: Reader, candidates: Sequence[Candidate], gazetteer: Gazetteer) -> dict[str, float]:
    """How often each state is spoken of: by name, by its people, by a province or city that is plainly in it."""
    weights: dict[str, float] = defaultdict(float)
    for index, word in enumerate(reader.words):
        if reader.capital[index]:
            state = gazetteer.country_of_people(word)
            before = reader.words[index - 1] if index else ""
            if before in ("North", "South"):
                state = gazetteer.country_of_people(f"{before} {word}") or state
            if state:
                weights[state] += 0.7
    for candidate in candidates:
        states = {place.country for place in candidate.places if place.kind in _LARGE or place.population > 1_000_000}
        if len(states) == 1 and (state := states.pop()):
            weights[state] += 1.0
    return weights


def _with(weights: Mapping[str, float], chosen: Sequence[tuple[Location, float]]) -> dict[str, float]:
    added = defaultdict(float, weights)
    for place, score in chosen:
        if place.country and score >= _ENOUGH:
            added[place.country] += 0.5
    return added
