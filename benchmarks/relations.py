"""How fast events become ties, a network and blocs, and whether the cost grows with the events alone.

    python benchmarks/relations.py [--events 10000 100000] [--period month] [--json]

The events are generated: five years among 195 states in four camps, a few states far more often than the rest, as in the press.
Time is that of the processor; making the events is not timed. The ratio is the time of the largest run over that of the smallest,
to be set against the ratio of the events; blocs cost by the states and not by the events, so that of ties is given alone too.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from dragoman.ontology import EventType, load_ontology
from dragoman.records import Assertion, Date, Entity, Event, Status
from dragoman.relations import PERIODS, balance, blocs, network, ties

STATES = 195
CAMPS = 4
START = date(2031, 1, 1)
DAYS = 5 * 365


def generated(count: int, seed: int = 7) -> list[Event]:
    """`count` events: cooperation mostly within a camp, conflict mostly between camps."""
    source = random.Random(seed)
    types = load_ontology().types
    kind = {good: [one for one in types.values() if (one.quad < 3) == good] for good in (True, False)}
    codes = [f"{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}{chr(65 + n % CAMPS)}" for n in range(STATES)]
    often = [1 / (1 + n) for n in range(STATES)]
    made = []
    for number in range(count):
        parties = list(dict.fromkeys(source.choices(range(STATES), often, k=source.choice([2, 2, 2, 3, 4]))))
        friends = parties[0] % CAMPS == parties[-1] % CAMPS
        event_type = source.choice(kind[friends != (source.random() < 0.2)])
        together = event_type.quad < 3 and source.random() < 0.5
        split = len(parties) if together else 1
        day = START + timedelta(days=source.randrange(DAYS))
        names = [codes[party] for party in parties]
        made.append(_event(f"event-{number:07}", event_type, names[:split], names[split:], day))
    return made


def _event(id: str, event_type: EventType, actors: list[str], recipients: list[str], day: date) -> Event:
    return Event(
        id=id,
        story_id="story-1",
        type=event_type.name,
        modes=(),
        contexts=(),
        quad=event_type.quad,
        intensity=event_type.score,
        status=Status.DONE,
        actors=tuple(_state(code) for code in actors),
        recipients=tuple(_state(code) for code in recipients),
        date=Date(day.isoformat(), None, "day", "text"),
        place=None,
        asserted_by=Assertion("outlet", None),
        quantities=(),
        objects=(),
        evidence=(),
        confidence=0.8,
        mention_ids=(),
        sources={},
        articles=1,
        outlets=1,
        origins=1,
        corroborated=False,
        agreement={},
        rule="majority",
        version="generated",
    )


def _state(code: str) -> Entity:
    return Entity(code, code, "state", code, ("GOV",), None, None, 0, 3)


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.process_time()
    return work(), time.process_time() - started


def measured(count: int, period: str) -> dict[str, float]:
    """Seconds of each step, and how much came of it."""
    events = generated(count)
    rows, for_ties = _timed(lambda: ties(events, period))
    net, for_network = _timed(lambda: network(rows))
    found, for_blocs = _timed(lambda: blocs(net))
    _, for_balance = _timed(lambda: balance(net))
    return {
        "events": count,
        "ties": len(rows),
        "edges": len(net.edges),
        "blocs": len(found),
        "seconds_ties": round(for_ties, 3),
        "seconds_network": round(for_network, 3),
        "seconds_blocs": round(for_blocs, 3),
        "seconds_balance": round(for_balance, 3),
        "seconds": round(for_ties + for_network + for_blocs + for_balance, 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--period", choices=PERIODS, default="month")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    asked = parser.parse_args()
    runs = [measured(count, asked.period) for count in sorted(asked.events)]
    ratio, of_ties = (runs[-1][step] / max(runs[0][step], 1e-9) for step in ("seconds", "seconds_ties"))
    more = runs[-1]["events"] / runs[0]["events"]
    if asked.json:
        ratios = {"ratio": round(ratio, 2), "ratio_ties": round(of_ties, 2), "ratio_events": more}
        print(json.dumps({"period": asked.period, "runs": runs, **ratios}))
        return
    for run in runs:
        steps = "  ".join(f"{step} {run[f'seconds_{step}']:.2f}" for step in ("ties", "network", "blocs", "balance"))
        print(f"{run['events']:>9,} events  {run['ties']:>8,} ties by {asked.period}  {run['seconds']:6.2f} s  ({steps})")
    print(f"ratio {ratio:.1f} (ties alone {of_ties:.1f}) for {more:.0f} times the events")


if __name__ == "__main__":
    main()
