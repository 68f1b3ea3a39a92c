"""Fine-tune the network on the treebanks and the entity corpora together.

python -m training.language.train --data BUILD/data.pickle --encoder model.safetensors --out BUILD
"""

from __future__ import annotations

import argparse
import pickle
import random
import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from training.language.model import Network
from training.language.scoring import evaluate

from dragoman.language.pieces import LOWER, PUNCT, TITLE, UPPER

Row = dict[str, Any]
CAPITAL, HEADLINE, NO_STOP = 0.03, 0.04, 0.05


def batches(rows: list[Row], tokens: int, rng: random.Random) -> list[list[Row]]:
    """Sentences of like length together, at most so many tokens a batch, in random order."""
    order = sorted(rows, key=lambda row: len(row["ids"]) + rng.uniform(0, 4))
    result: list[list[Row]] = [[]]
    for row in order:
        if result[-1] and (len(result[-1]) + 1) * len(row["ids"]) > tokens:
            result.append([])
        result[-1].append(row)
    rng.shuffle(result)
    return result


def roughen(row: Row, rng: random.Random) -> Row:
    """Now and then a headline's capitals, all capitals, or no full stop."""
    dice = rng.random()
    if dice < CAPITAL + HEADLINE:
        to = UPPER if dice < CAPITAL else TITLE
        shapes = [to if shape == LOWER or (to == UPPER and shape == TITLE) else shape for shape in row["shapes"]]
        return row | {"shapes": shapes}
    if dice < CAPITAL + HEADLINE + NO_STOP and len(row["firsts"]) > 3:
        last = len(row["firsts"])
        alone = row["heads"] is None or last not in row["heads"]
        if alone and row["shapes"][row["firsts"][-1]] == PUNCT:
            keep = row["firsts"][-1]
            cut: Row = {"ids": row["ids"][:keep] + row["ids"][-1:], "shapes": [*row["shapes"][:keep], 0]}
            for name in ("firsts", "heads", "xpos", "upos", "labels", "uner", "gmb"):
                cut[name] = None if row[name] is None else row[name][:-1]
            return cut
    return row


def padded(values: list[list[int]], fill: int) -> Tensor:
    """A tensor of rows filled up to the longest."""
    longest = max(map(len, values))
    return torch.tensor([value + [fill] * (longest - len(value)) for value in values])


def tag_loss(network: Network, vectors: Tensor, batch: list[Row], name: str) -> Tensor:
    """Cross entropy of one tag head over the rows that have it."""
    length = vectors.shape[1] - 1
    gold = [row[name] or [-100] * len(row["firsts"]) for row in batch]
    target = functional.pad(padded(gold, -100), (0, 0))[:, :length]
    chosen = target != -100
    if not chosen.any():
        return vectors.sum() * 0.0
    return functional.cross_entropy(network.tags[name](vectors[:, 1:][chosen]), target[chosen])


def parse_loss(network: Network, vectors: Tensor, batch: list[Row], real: Tensor) -> Tensor:
    """Cross entropy of heads and relations."""
    chosen = real > 0
    heads = padded([row["heads"] for row in batch], 0)
    scores = network.arc_scores(vectors, real)
    loss = functional.cross_entropy(scores[chosen], heads[chosen])
    child, head = network.marked(vectors)
    index = heads[:, :, None].expand(-1, -1, head.shape[-1])
    head_of = torch.gather(head, 1, index)[chosen]
    marks = (network.spread(child[chosen]) @ head_of[:, :, None]).squeeze(-1)
    labels = padded([row["labels"] for row in batch], -100)[chosen]
    return loss + functional.cross_entropy(marks, labels, ignore_index=-100)


def loss_of(network: Network, batch: list[Row]) -> Tensor:
    """The whole loss of a batch, which is all treebank or all entities."""
    firsts = padded([row["firsts"] for row in batch], 0)
    real = (firsts > 0).float()
    vectors = network.words(padded([row["ids"] for row in batch], 0), padded([row["shapes"] for row in batch], 0), firsts)
    if batch[0]["heads"] is None:
        return tag_loss(network, vectors, batch, "gmb")
    loss = parse_loss(network, vectors, batch, real)
    loss = loss + 0.5 * tag_loss(network, vectors, batch, "xpos") + 0.3 * tag_loss(network, vectors, batch, "upos")
    return loss + tag_loss(network, vectors, batch, "uner")


def plan(data: dict[str, Any], options: argparse.Namespace, rng: random.Random) -> list[list[Row]]:
    """Every batch of the whole run, entity batches spread evenly among treebank batches."""
    trees = data["ewt-train"] + data["gum-train"]
    bank: list[list[Row]] = []
    for _ in range(options.epochs):
        bank.extend(batches(trees, options.tokens, rng))
    news: list[list[Row]] = []
    left = options.gmb_epochs
    while left > 0:
        rows = data["gmb-train"]
        if left < 1:
            rows = rng.sample(rows, int(len(rows) * left))
        news.extend(batches(rows, options.tokens, rng))
        left -= 1
    places = sorted(
        [((at + 0.5) / len(bank), 0, at) for at in range(len(bank))]
        + [((at + 0.5) / len(news), 1, at) for at in range(len(news))]
    )
    print(f"{len(bank)} treebank batches, {len(news)} entity batches")
    return [(news if kind else bank)[at] for _, kind, at in places]


def groups(network: Network, options: argparse.Namespace) -> list[dict[str, Any]]:
    """Two learning rates: low for what is already trained, high for what is new."""
    old, new = [], []
    for name, parameter in network.named_parameters():
        fresh = not name.startswith("encoder.") or name.startswith("encoder.shapes")
        (new if fresh else old).append(parameter)
    return [{"params": old, "lr": options.rate}, {"params": new, "lr": options.head_rate}]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="final")
    parser.add_argument("--start", type=Path, help="go on from these weights instead of the encoder's own")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--gmb-epochs", type=float, default=1.0)
    parser.add_argument("--tokens", type=int, default=1500)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--minutes", type=float, default=0.0, help="let the rate reach nothing by then; 0: no limit")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--measure", type=int, default=0, help="stop after so many steps and print the speed")
    parser.add_argument("--every", type=int, default=500, help="save and evaluate after so many steps")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    with options.data.open("rb") as file:
        data = pickle.load(file)
    sizes = {name: len(values) for name, values in data["tags"].items()}
    network = Network(sizes)
    network.encoder.load_pretrained(options.encoder)
    if options.start:
        network.load_state_dict(torch.load(options.start, weights_only=True)["weights"])
    steps = plan(data, options, rng)
    optimizer = torch.optim.AdamW(groups(network, options), betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    warm, total = max(50, len(steps) // 20), len(steps)
    began, words, running = time.time(), 0, 0.0

    def pace(at: int) -> float:
        """Share of the full rate: rises, then falls in a line to nothing at the end."""
        done = max(at / total, (time.time() - began) / (60 * options.minutes) if options.minutes else 0.0)
        return min((at + 1) / warm, max(0.0, 1.0 - done))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, pace)
    network.train()
    for number, rows in enumerate(steps, start=1):
        loss = loss_of(network, [roughen(row, rng) for row in rows])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        words += sum(len(row["firsts"]) for row in rows)
        running = 0.98 * running + 0.02 * float(loss.detach())
        if number % 50 == 0:
            spent = time.time() - began
            print(f"{number}/{total} loss {running:.3f} {words / spent:.0f} words/s {spent:.0f}s", flush=True)
        if options.measure and number >= options.measure:
            return
        last = number == total or (options.minutes > 0 and time.time() - began > 60 * options.minutes)
        if number % options.every == 0 or last:
            path = options.out / f"{options.name}.pt"
            torch.save({"weights": network.state_dict(), "tags": data["tags"], "step": number}, path)
            names = ["ewt-dev", "gum-dev", "gmb-test"]
            print(number, evaluate(network, data, names, limit=None if last else 200), flush=True)
            network.train()
        if last:
            return


if __name__ == "__main__":
    main()
