"""How well the network alone finds triggers, status, modes and roles in rows that it was not trained on.

python -m training.coder.measure --rows BUILD/gold.pickle --weights BUILD/coder.pt --fold 0
"""

from __future__ import annotations

import argparse
import pickle
from pathlib import Path

import torch
from training.coder.model import STATUSES, Network
from training.coder.rows import OF_TRIGGERS, TYPES, Row
from training.coder.train import TOKENIZER, fold_of, inputs, load

from dragoman.language.pieces import Pieces


@torch.no_grad()
def measure(network: Network, rows: list[Row], pieces: Pieces, modes: list[str], threshold: float = 0.5) -> dict[str, float]:
    """Figures by part; a trigger is found where words of its span get its type."""
    right = labelled = found = status = mode = empty = alarms = 0
    role_counts = {role: [0, 0, 0] for role in OF_TRIGGERS}
    role_all = dict.fromkeys(OF_TRIGGERS, 0)
    for row in rows:
        read = network.read(*network.vectors(*inputs([row], pieces)))
        chance = read["triggers"][0, : len(row.words)].softmax(-1)
        groups: list[tuple[int, int, int]] = []
        at = row.before
        best = chance.clone()
        best[:, 0] = torch.where(chance[:, 0] > 1 - threshold, torch.tensor(2.0), torch.tensor(0.0))
        kinds = best.argmax(-1).tolist()
        while at < len(kinds):
            if kinds[at]:
                end = at
                while end + 1 < len(kinds) and kinds[end + 1] == kinds[at]:
                    end += 1
                groups.append((at, end, kinds[at] - 1))
                at = end
            at += 1
        found += len(groups)
        labelled += len(row.triggers)
        if row.empty:
            empty += 1
            alarms += bool(groups)
        free = list(groups)
        for trigger in row.triggers:
            hit = next(
                (g for g in free if TYPES[g[2]] == trigger.type and g[0] <= trigger.last and trigger.first <= g[1]), None
            )
            span = hit or (trigger.first, trigger.last, 0)
            if hit:
                free.remove(hit)
                right += 1
                told = read["statuses"][0, span[0] : span[1] + 1].mean(0)
                status += STATUSES[int(told.argmax())] == trigger.status
                chosen = {
                    name.partition(":")[2]
                    for name, value in zip(modes, read["modes"][0, span[0] : span[1] + 1].mean(0).tolist(), strict=True)
                    if value > 0 and name.startswith(trigger.type + ":")
                }
                mode += chosen == set(trigger.modes)
                for column, role in enumerate(OF_TRIGGERS):
                    if role in trigger.unknown:
                        continue
                    scores = read["roles"][0, column, span[0] : span[1] + 1, : len(row.words)].mean(0)
                    heads = {n for n, value in enumerate(scores.tolist()) if value > 0}
                    wanted = set(trigger.roles.get(role, []))
                    counts = role_counts[role]
                    counts[0] += len(heads & wanted)
                    counts[1] += len(heads)
                    counts[2] += len(wanted)
                    role_all[role] += heads == wanted
    figures = {"precision": right / max(1, found), "recall": right / max(1, labelled)}
    figures["f1"] = 2 * right / max(1, found + labelled)
    figures |= {"status": status / max(1, right), "modes": mode / max(1, right), "alarms": alarms / max(1, empty)}
    for role, (both, have, want) in role_counts.items():
        figures[role] = 2 * both / max(1, have + want)
        figures[role + " exact"] = role_all[role] / max(1, right)
    return figures


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--threshold", type=float, nargs="*", default=[0.5])
    options = parser.parse_args()
    with options.rows.open("rb") as file:
        rows: list[Row] = pickle.load(file)
    rows = [
        row
        for row in rows
        if (row.held_out if options.fold is None else not row.held_out and fold_of(row.key, options.folds) == options.fold)
    ]
    network, modes = load(options.weights)
    pieces = Pieces(TOKENIZER)
    for threshold in options.threshold:
        print(threshold, {name: round(value, 3) for name, value in measure(network, rows, pieces, modes, threshold).items()})


if __name__ == "__main__":
    main()
