"""Checks the labelled sentences, and counts what there is of each type, mode, status and kind of sentence.

python training/corpus/check.py [FILE...]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from dragoman.evaluating import Labelled, MarkupError, read_markup
from dragoman.ontology import load_ontology

FOLDER = Path(__file__).parent


def main(files: list[Path]) -> int:
    modes = {name: frozenset(kind.modes) for name, kind in load_ontology().types.items()}
    entries: list[Labelled] = []
    faults = 0
    for file in files or sorted(FOLDER.glob("*.txt")):
        try:
            entries += read_markup(file, modes)
        except MarkupError as error:
            print(error)
            faults += 1
    ids = Counter(entry.id for entry in entries)
    texts = Counter(entry.text for entry in entries)
    for name, counts in (("id", ids), ("text", texts)):
        for value, count in counts.items():
            if count > 1:
                print(f"{count} entries have the {name} {value[:80]!r}")
                faults += 1
    report(entries, modes)
    return 1 if faults else 0


def report(entries: list[Labelled], modes: dict[str, frozenset[str]]) -> None:
    labels = [label for entry in entries for label in entry.labels]
    none = sum(not entry.labels for entry in entries)
    held_out = sum(entry.held_out for entry in entries)
    print(f"{len(entries):,} entries, {len(labels):,} happenings; {none:,} report none; {held_out:,} held out")
    types = Counter(label.type for label in labels)
    of_mode = Counter((label.type, mode) for label in labels for mode in label.modes or ("",))
    for name in sorted(modes):
        parts = ", ".join(f"{mode or 'no mode'} {of_mode[name, mode]}" for mode in ("", *sorted(modes[name])))
        print(f"  {name:<10}{types[name]:>5}   {parts}")
    for name, counts in (
        ("status", Counter(str(label.status) for label in labels)),
        ("region", Counter(entry.facts["region"] for entry in entries)),
        ("source", Counter(entry.facts["source"] for entry in entries)),
        ("none", Counter(entry.reason for entry in entries if entry.reason)),
    ):
        print(f"  {name}: " + ", ".join(f"{value} {count}" for value, count in counts.most_common()))


if __name__ == "__main__":
    sys.exit(main([Path(file) for file in sys.argv[1:]]))
