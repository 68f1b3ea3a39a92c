"""How well two labellers who did not see each other's labels agree on one in ten of the entries.

python training/corpus/agreement.py [--differences]

F1 of triggers, with and without their type; of each field, the share that is equal where both have the trigger and type; Krippendorff's
alpha (nominal; Krippendorff, 2011) on whether a text reports anything, and on type, mode and status at the triggers that both mark.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from pathlib import Path

from dragoman.evaluating.markup import Label, Labelled, read_markup

HERE = Path(__file__).parent
FIELDS: dict[str, Callable[[Label], Hashable]] = {
    "status": lambda label: label.status,
    "modes": lambda label: frozenset(label.modes),
    "actors": lambda label: frozenset(party.country for party in label.actors if party.country),
    "recipients": lambda label: frozenset(party.country for party in label.recipients if party.country),
    "date": lambda label: label.date,
    "place": lambda label: label.place and label.place[0].casefold(),
    "quantities": lambda label: frozenset(value for value, _ in label.quantities),
}


def entries(folder: Path) -> dict[str, Labelled]:
    """The entries of the files of a folder, by id."""
    return {entry.id: entry for path in sorted(folder.glob("*.txt")) for entry in read_markup(path)}


def matched(one: Labelled, other: Labelled) -> tuple[list[tuple[Label, Label]], list[Label], list[Label]]:
    """Labels of both at the same words, those of one type first; what only the first has; what only the second has."""
    free = list(other.labels)
    pairs, alone = [], []
    for label in one.labels:
        near = [two for two in free if two.trigger.start < label.trigger.end and label.trigger.start < two.trigger.end]
        best = max(near, key=lambda two: two.type == label.type, default=None)
        if best is None:
            alone.append(label)
        else:
            free.remove(best)
            pairs.append((label, best))
    return pairs, alone, free


def alpha(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """Krippendorff's alpha for two coders, nominal values and nothing missing."""
    values: Counter[Hashable] = Counter(value for pair in pairs for value in pair)
    total = sum(values.values())
    observed = sum(one != other for one, other in pairs) / max(1, len(pairs))
    expected = 1 - sum(count * (count - 1) for count in values.values()) / max(1, total * (total - 1))
    return 1 - observed / expected if expected else 1.0


def line(sign: str, id: str, labels: Iterable[Label]) -> str:
    """A difference in one line."""
    told = " / ".join(
        f"{one.trigger.text!r} {one.type}{':' if one.modes else ''}{'+'.join(one.modes)} {one.status}" for one in labels
    )
    return f"{sign} {id}: {told}"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--differences", action="store_true", help="also print each difference: < first alone, > second alone")
    options = parser.parse_args()
    first, second = entries(HERE), entries(HERE / "second")
    pairs: list[tuple[Label, Label]] = []
    labels = 0
    for id, other in second.items():
        both, alone, more = matched(first[id], other)
        pairs += both
        labels += len(first[id].labels) + len(other.labels)
        if options.differences:
            for label in alone:
                print(line("<", id, [label]))
            for label in more:
                print(line(">", id, [label]))
            for one, two in both:
                fields = [name for name, value in FIELDS.items() if value(one) != value(two)]
                if one.type != two.type or fields:
                    print(
                        line("=", id, [one, two]),
                        *(f"{name}: {FIELDS[name](one)} | {FIELDS[name](two)}" for name in fields),
                        sep="; ",
                    )
    same = [(one, two) for one, two in pairs if one.type == two.type]
    print(f"{len(second)} entries labelled twice, {labels / 2:.0f} labels each on average")
    print(f"trigger F1 {2 * len(pairs) / labels:.3f}, trigger and type F1 {2 * len(same) / labels:.3f}")
    for name, value in FIELDS.items():
        print(f"  {name:<11} equal in {sum(value(one) == value(two) for one, two in same) / len(same):.3f} of {len(same)}")
    reports = [(bool(first[id].labels), bool(other.labels)) for id, other in second.items()]
    print(
        f"alpha: reports anything {alpha(reports):.3f}, type {alpha([(one.type, two.type) for one, two in pairs]):.3f}, ",
        end="",
    )
    print(f"status {alpha([(one.status, two.status) for one, two in same]):.3f}, ", end="")
    print(f"modes {alpha([(frozenset(one.modes), frozenset(two.modes)) for one, two in same]):.3f}")


if __name__ == "__main__":
    main()
