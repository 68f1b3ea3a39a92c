"""Scores of the network in torch, on gold words."""

from __future__ import annotations

from typing import Any

import torch
from training.language.model import Network


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Entities of a BIO row; a stray I- opens one."""
    found, start, kind = set(), 0, ""
    for at, tag in enumerate([*tags, "O"]):
        goes_on = tag.startswith("I-") and tag[2:] == kind
        if kind and not goes_on:
            found.add((start, at, kind))
            kind = ""
        if tag != "O" and not goes_on:
            start, kind = at, tag[2:]
    return found


def f_score(right: int, given: int, gold: int) -> float:
    """Balanced F from counts, in percent."""
    return 200.0 * right / max(1, given + gold)


@torch.no_grad()
def evaluate(network: Network, data: dict[str, Any], names: list[str], limit: int | None) -> dict[str, str]:
    """Greedy attachment, relation and entity scores of some parts."""
    network.eval()
    result = {}
    names_of = data["tags"]
    plain = [name.split(":")[0] for name in names_of["labels"]]
    for part in names:
        rows = sorted(data[part][:limit], key=lambda row: len(row["ids"]))
        words = arcs = full = universal = tags = 0
        entities = [0, 0, 0]
        for at in range(0, len(rows), 32):
            batch = rows[at : at + 32]
            for row, answer in zip(batch, predict(network, batch), strict=True):
                words += len(row["firsts"])
                kind = "gmb" if row["heads"] is None else "uner"
                if row[kind] is not None:
                    gold = spans([names_of[kind][tag] for tag in row[kind]])
                    given = spans([names_of[kind][tag] for tag in answer[kind]])
                    for slot, value in enumerate((gold & given, given, gold)):
                        entities[slot] += len(value)
                if row["heads"] is None:
                    continue
                for word in range(len(row["firsts"])):
                    tags += answer["xpos"][word] == row["xpos"][word]
                    if answer["heads"][word] == row["heads"][word]:
                        arcs += 1
                        got, want = answer["labels"][word], row["labels"][word]
                        full += got == want
                        universal += want >= 0 and plain[got] == plain[want]
        text = f"F {f_score(*entities):.2f}"
        if rows[0]["heads"] is not None:
            text += f" UAS {100 * arcs / words:.2f} LAS {100 * universal / words:.2f} full {100 * full / words:.2f}"
            text += f" XPOS {100 * tags / words:.2f}"
        result[part] = text
    return result


def predict(network: Network, batch: list[dict[str, Any]]) -> list[dict[str, list[int]]]:
    """Greedy answers for a batch of prepared rows."""
    from training.language.train import padded

    firsts = padded([row["firsts"] for row in batch], 0)
    vectors = network.words(padded([row["ids"] for row in batch], 0), padded([row["shapes"] for row in batch], 0), firsts)
    answers: dict[str, torch.Tensor] = {name: head(vectors[:, 1:]).argmax(-1) for name, head in network.tags.items()}
    answers["heads"] = network.arc_scores(vectors, (firsts > 0).float()).argmax(-1)
    child, head = network.marked(vectors)
    index = answers["heads"][:, :, None].expand(-1, -1, head.shape[-1])
    marks = network.spread(child) @ torch.gather(head, 1, index)[..., None]
    answers["labels"] = marks.squeeze(-1).argmax(-1)
    lists = {name: value.tolist() for name, value in answers.items()}
    return [{name: value[at][: len(row["firsts"])] for name, value in lists.items()} for at, row in enumerate(batch)]
