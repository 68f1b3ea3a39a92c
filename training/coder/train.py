"""Train the learned coder: first on newswire as the rules code it, then on the corpus.

python -m training.coder.train --rows BUILD/silver.pickle --encoder model.safetensors --out BUILD/silver.pt --epochs 1
python -m training.coder.train --rows BUILD/gold.pickle --start BUILD/silver.pt --out BUILD/coder.pt --epochs 10
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import random
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional
from training.coder.model import STATUSES, Network
from training.coder.rows import OF_TRIGGERS, ROLES, TYPES, Row, Trigger
from training.coder.start import begin
from training.language.train import padded

from dragoman.language.pieces import LOWER, TITLE, UPPER, Pieces

MAX_WORDS = 90
TOKENIZER = Path("src/dragoman/language/model/tokenizer.json")
WEIGHTS = {"triggers": 1.0, "statuses": 0.5, "modes": 0.5, "roles": 2.0, "event": 0.3, "country": 1.0}
HEADLINE, HINTLESS, STRANGE = 0.05, 0.1, 0.15
"""how often a sentence is set as a headline, has no hints of the lexicon, another stands before a lone sentence"""
EARLIER = 1 << len(TYPES)
"""the bit of a word of the sentences before"""


def fold_of(key: str, folds: int) -> int:
    """The part of a cross-validation that an entry belongs to."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % folds


def batches(rows: list[Row], words: int, rng: random.Random) -> list[list[Row]]:
    """Sentences of like length together, at most so many words a batch, in random order."""
    rows = [preceded(row, rng.choice(rows)) if not row.before and rng.random() < STRANGE else row for row in rows]
    order = sorted(rows, key=lambda row: len(row.words) + rng.uniform(0, 6))
    result: list[list[Row]] = [[]]
    for row in order:
        if result[-1] and (len(result[-1]) + 1) * len(row.words) > words:
            result.append([])
        result[-1].append(row)
    rng.shuffle(result)
    return result


def preceded(row: Row, other: Row) -> Row:
    """The row with another's sentence before it, which has no part in it."""
    words = other.words[other.before :]
    moved = [
        replace(
            one,
            first=one.first + len(words),
            last=one.last + len(words),
            roles={role: [at + len(words) for at in heads] for role, heads in one.roles.items()},
        )
        for one in row.triggers
    ]
    sides = [(head + len(words), {at + len(words): his for at, his in bearing.items()}) for head, bearing in row.sides]
    bits = other.lexicon[other.before :] + row.lexicon
    return replace(row, words=words + row.words, lexicon=bits, triggers=moved, sides=sides, before=len(words))


def inputs(
    rows: list[Row], pieces: Pieces, rng: random.Random | None = None, masked: float = 0.0
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Ids, shapes, first pieces and lexicon bits of a batch. With `rng` now and then roughened."""
    ids, shapes, firsts, hints = [], [], [], []
    for row in rows:
        one, shape, first = pieces.sentence(row.words)
        bits = row.lexicon
        if rng is not None:
            if rng.random() < HEADLINE:
                shape = [TITLE if value == LOWER else value for value in shape]
            elif rng.random() < HEADLINE / 2:
                shape = [UPPER if value in (LOWER, TITLE) else value for value in shape]
            if rng.random() < HINTLESS:
                bits = [0] * len(bits)
            for number, place in enumerate(first):
                if rng.random() < masked and not any(t.first <= number <= t.last for t in row.triggers):
                    one[place] = pieces.mask
        ids.append(one)
        shapes.append(shape)
        firsts.append(first)
        hints.append([value | EARLIER if number < row.before else value for number, value in enumerate(bits)])
    lexicon = padded(hints, 0)[:, :, None].bitwise_and(torch.tensor([1 << at for at in range(len(TYPES) + 1)])).ne(0).float()
    return padded(ids, 0), padded(shapes, 0), padded(firsts, 0), lexicon


def loss_of(network: Network, rows: list[Row], pieces: Pieces, modes: list[str], rng: random.Random, masked: float) -> Tensor:
    """The whole loss of a batch."""
    ids, shapes, firsts, lexicon = inputs(rows, pieces, rng, masked)
    found = {name: scores.float() for name, scores in network.read(*network.vectors(ids, shapes, firsts, lexicon)).items()}
    length = firsts.shape[1]
    gold = torch.full((len(rows), length), -100)
    told: list[tuple[int, int, Trigger]] = []
    for at, row in enumerate(rows):
        gold[at, row.before : len(row.words)] = 0
        for trigger in row.triggers:
            gold[at, trigger.first : trigger.last + 1] = 1 + TYPES.index(trigger.type)
            told += [(at, word, trigger) for word in range(trigger.first, trigger.last + 1)]
    losses = {"triggers": functional.cross_entropy(found["triggers"].flatten(0, 1), gold.flatten(), label_smoothing=0.02)}
    event = torch.tensor([float(bool(row.triggers)) for row in rows])
    losses["event"] = functional.binary_cross_entropy_with_logits(found["event"], event)
    if told:
        batch = torch.tensor([at for at, _, _ in told])
        words = torch.tensor([word for _, word, _ in told])
        status = torch.tensor([STATUSES.index(trigger.status) for _, _, trigger in told])
        losses["statuses"] = functional.cross_entropy(found["statuses"][batch, words], status)
        wanted = torch.zeros(len(told), len(modes))
        allowed = torch.zeros(len(told), len(modes))
        for number, (_, _, trigger) in enumerate(told):
            for column, name in enumerate(modes):
                kind, _, mode = name.partition(":")
                if kind == trigger.type:
                    allowed[number, column] = 1.0
                    wanted[number, column] = float(mode in trigger.modes)
        each = functional.binary_cross_entropy_with_logits(found["modes"][batch, words], wanted, reduction="none")
        losses["modes"] = (each * allowed).sum() / len(told)
        roles = torch.zeros(len(told), len(ROLES), length)
        known = torch.zeros(len(told), len(ROLES), length)
        for number, (at, _, trigger) in enumerate(told):
            for column, role in enumerate(ROLES):
                if role not in trigger.unknown and role in OF_TRIGGERS:
                    known[number, column, : len(rows[at].words)] = 1.0
                    roles[number, column, trigger.roles.get(role, [])] = 1.0
        each = functional.binary_cross_entropy_with_logits(found["roles"][batch, :, words], roles, reduction="none")
        losses["roles"] = (each * known).sum() / len(told) / len(ROLES)
    sides = [(at, head, word, his) for at, row in enumerate(rows) for head, words in row.sides for word, his in words.items()]
    if sides:
        batch, heads, words = (torch.tensor(column) for column in list(zip(*sides, strict=True))[:3])
        scores = found["roles"][batch, ROLES.index("country"), heads, words]
        wanted = torch.tensor([float(his) for *_, his in sides])
        losses["country"] = functional.binary_cross_entropy_with_logits(scores, wanted)
    total: Tensor = sum((WEIGHTS[name] * value for name, value in losses.items()), start=torch.zeros(()))
    return total


def train(network: Network, rows: list[Row], pieces: Pieces, modes: list[str], options: argparse.Namespace) -> None:
    """Run the epochs, the rate rising and then falling in a line to nothing."""
    rng = random.Random(options.seed)
    # The vectors of the pieces stay as they are: most pieces are too rare in the corpus to be moved by it but at random.
    network.encoder.words.weight.requires_grad_(options.move_words)
    rows = [row for row in rows if len(row.words) - row.before <= MAX_WORDS]
    steps = [batch for _ in range(options.epochs) for batch in batches(rows, options.words, rng)]
    old, new = [], []
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        (old if name.startswith("encoder.") and "shapes" not in name else new).append(parameter)
    groups = [{"params": old, "lr": options.rate}, {"params": new, "lr": options.head_rate}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    warm = max(20, len(steps) // 15)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda at: min((at + 1) / warm, max(0.0, 1 - at / len(steps))))
    began, running = time.time(), 0.0
    network.train()
    for number, batch in enumerate(steps, 1):
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.half):
            loss = loss_of(network, batch, pieces, modes, rng, options.masked)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        running = float(loss.detach()) if number == 1 else 0.97 * running + 0.03 * float(loss.detach())
        if number % 50 == 0 or number == len(steps):
            print(f"{number}/{len(steps)} loss {running:.3f} {time.time() - began:.0f}s", flush=True)
    network.eval()


def modes_of(rows: list[Row]) -> list[str]:
    """Every mode that is labelled, with its type before it."""
    return sorted({f"{trigger.type}:{mode}" for row in rows for trigger in row.triggers for mode in trigger.modes})


def save(network: Network, modes: list[str], path: Path) -> None:
    """Weights and the names of the modes."""
    torch.save({"weights": network.state_dict(), "modes": modes}, path)


def load(path: Path, dropout: float = 0.0) -> tuple[Network, list[str]]:
    """What `save` wrote."""
    saved: dict[str, Any] = torch.load(path, weights_only=True)
    network = Network(len(saved["modes"]), dropout)
    # Weights of fewer roles, or without the mark of the sentences before, are a start for more.
    roles, lexicon = saved["weights"]["roles"], saved["weights"]["lexicon.weight"]
    saved["weights"]["roles"] = torch.cat([roles, network.roles.detach()[len(roles) :]])
    saved["weights"]["lexicon.weight"] = torch.cat([lexicon, network.lexicon.weight.detach()[:, lexicon.shape[1] :]], dim=1)
    network.load_state_dict(saved["weights"])
    return network.eval(), saved["modes"]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=Path, required=True)
    parser.add_argument("--modes-from", type=Path, help="rows whose modes are to be told; those trained on if not given")
    parser.add_argument("--encoder", type=Path, help="weights of the published encoder")
    parser.add_argument("--start", type=Path, help="go on from these weights")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--words", type=int, default=700, help="words of a batch")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=5e-4)
    parser.add_argument("--masked", type=float, default=0.0, help="share of the words, but for triggers, that are hidden")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--share", type=float, default=1.0, help="part of the rows to train on, for the learning curve")
    parser.add_argument("--empty", type=int, help="at most so many of the sentences that report nothing")
    parser.add_argument("--fold", type=int, help="leave this fold of --folds out")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--move-words", action="store_true", help="also train the vectors of the pieces")
    parser.add_argument("--half", action="store_true", help="sixteen-bit products: faster where the processor has them")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    with options.rows.open("rb") as file:
        rows: list[Row] = pickle.load(file)
    with (options.modes_from or options.rows).open("rb") as file:
        modes = modes_of(pickle.load(file))
    kept = [
        row for row in rows if not row.held_out and (options.fold is None or fold_of(row.key, options.folds) != options.fold)
    ]
    kept = [row for row in kept if fold_of("share " + row.key, 1000) < 1000 * options.share]
    if options.empty is not None:
        empty = [row for row in kept if not row.triggers]
        random.Random(1).shuffle(empty)
        kept = [row for row in kept if row.triggers] + empty[: options.empty]
    print(f"{len(kept)} of {len(rows)} sentences, {len(modes)} modes", flush=True)
    if options.start:
        network, modes = load(options.start, options.dropout)
    else:
        network = Network(len(modes), options.dropout)
        begin(network.encoder, options.encoder)
    train(network, kept, Pieces(TOKENIZER), modes, options)
    save(network, modes, options.out)


if __name__ == "__main__":
    main()
