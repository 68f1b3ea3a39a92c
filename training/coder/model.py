"""The network of the learned coder: the language model's encoder with heads for triggers, status, modes and roles."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional
from training.coder.rows import ROLES, TYPES
from training.language.model import WIDTH, Encoder

INNER, FACE = 256, 128
STATUSES = ("done", "ongoing", "planned", "threatened", "requested", "denied", "hypothetical", "background")


class Network(nn.Module):
    """One pass of the encoder reads a sentence; every head reads the vectors of its words."""

    def __init__(self, modes: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.lexicon = nn.Linear(len(TYPES) + 1, WIDTH, bias=False)
        """a column a type, and one for words of the sentences before"""
        self.shapes = nn.Embedding(8, WIDTH)
        self.trigger_inner = nn.Linear(WIDTH, INNER)
        self.triggers = nn.Linear(INNER, len(TYPES) + 1)
        self.told_inner = nn.Linear(WIDTH, INNER)
        self.statuses = nn.Linear(INNER, len(STATUSES))
        self.modes = nn.Linear(INNER, modes)
        self.faces = nn.Linear(WIDTH, 2 * FACE)
        self.roles = nn.Parameter(torch.zeros(len(ROLES), FACE + 1, FACE + 1))
        self.events = nn.Linear(WIDTH, 1)
        nn.init.zeros_(self.lexicon.weight)
        nn.init.zeros_(self.shapes.weight)
        nn.init.normal_(self.roles, std=0.02)
        self.drop = nn.Dropout(2 * dropout)

    def vectors(self, ids: Tensor, shapes: Tensor, firsts: Tensor, lexicon: Tensor) -> tuple[Tensor, Tensor]:
        """One vector a word, that of its first piece, and the vector of the whole sentence. `lexicon` is bits, a row a word."""
        hints = torch.zeros(*ids.shape, WIDTH)
        hints.scatter_(1, firsts[:, :, None].expand(-1, -1, WIDTH), self.lexicon(lexicon).float())
        hints[:, 0] = 0.0
        x = self.encoder(ids, shapes, hints)
        index = firsts[:, :, None].expand(-1, -1, WIDTH)
        words = torch.gather(x, 1, index) + self.shapes(torch.gather(shapes, 1, firsts))
        return self.drop(words), x[:, 0]

    def read(self, words: Tensor, whole: Tensor) -> dict[str, Tensor]:
        """Scores: triggers (b, n, types + 1, none first), statuses, modes, roles (b, roles, n triggers, n words), event (b)."""
        inner = self.drop(functional.gelu(self.trigger_inner(words)))
        told = self.drop(functional.gelu(self.told_inner(words)))
        faces = self.drop(functional.gelu(self.faces(words)))
        left = functional.pad(faces[..., :FACE], (0, 1), value=1.0)
        right = functional.pad(faces[..., FACE:], (0, 1), value=1.0)
        roles = torch.einsum("bif,rfg,bjg->brij", left, self.roles, right)
        return {
            "triggers": self.triggers(inner),
            "statuses": self.statuses(told),
            "modes": self.modes(told),
            "roles": roles,
            "event": self.events(whole).squeeze(-1),
        }
