"""The network: a six-layer encoder with heads for tags, parse and entities."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
VOCABULARY, POSITIONS, SHAPES = 30522, 512, 8
ARC, LABEL = 256, 128
NEVER = -1e4


class Layer(nn.Module):
    """One encoder layer, normalised after each half."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.mix = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Apply attention and the inner network; mask is added to the attention scores."""
        batch, length, _ = x.shape
        mixed = self.mix(x).reshape(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(mixed[0], mixed[1], mixed[2], attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces and shapes to vectors."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor, hints: Tensor | None = None) -> Tensor:
        """Vectors for a batch of piece ids padded with zero; `hints` are vectors added to those of the pieces."""
        mask = ((ids == 0).to(torch.float32) * NEVER)[:, None, None, :]
        places = self.places.weight[: ids.shape[1]]
        given = self.words(ids) + places + self.shapes(shapes)
        x = self.drop(self.norm(given if hints is None else given + hints))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_pretrained(self, path: Path) -> None:
        """Take the weights of the published encoder (BERT naming)."""
        old = load_file(path)
        self.words.weight.data.copy_(old["embeddings.word_embeddings.weight"])
        # every input has token type 0, so that vector is folded into the positions
        types = old["embeddings.token_type_embeddings.weight"][0]
        self.places.weight.data.copy_(old["embeddings.position_embeddings.weight"] + types)
        _copy(self.norm, old, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            assert isinstance(layer, Layer)
            stem = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                three = [old[f"{stem}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.mix, part).data.copy_(torch.cat(three))
            _copy(layer.out, old, stem + "attention.output.dense")
            _copy(layer.norm1, old, stem + "attention.output.LayerNorm")
            _copy(layer.up, old, stem + "intermediate.dense")
            _copy(layer.down, old, stem + "output.dense")
            _copy(layer.norm2, old, stem + "output.LayerNorm")


def _copy(module: nn.Module, old: dict[str, Tensor], name: str) -> None:
    for part in ("weight", "bias"):
        getattr(module, part).data.copy_(old[f"{name}.{part}"])


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, sizes: dict[str, int], dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.tags = nn.ModuleDict({name: nn.Linear(WIDTH, sizes[name]) for name in ("xpos", "upos", "uner", "gmb")})
        self.arcs = nn.Linear(WIDTH, 2 * ARC)
        self.arc_form = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.marks = nn.Linear(WIDTH, 2 * LABEL)
        count = sizes["labels"]
        self.mark_form = nn.Parameter(torch.zeros(LABEL + 1, count * (LABEL + 1)))
        nn.init.normal_(self.arc_form, std=0.02)
        nn.init.normal_(self.mark_form, std=0.02)
        self.labels = count
        self.drop = nn.Dropout(0.25 if dropout else 0.0)
        self.word_drop = nn.Dropout(dropout)

    def words(self, ids: Tensor, shapes: Tensor, firsts: Tensor) -> Tensor:
        """One vector a word, the vector of its first piece, with the root's before them."""
        x = self.encoder(ids, shapes)
        at = functional.pad(firsts, (1, 0))
        index = at[:, :, None].expand(-1, -1, WIDTH)
        shape = torch.gather(shapes, 1, at)
        vectors: Tensor = torch.gather(x, 1, index) + self.shapes(shape)
        return self.word_drop(vectors)

    def arc_scores(self, vectors: Tensor, real: Tensor) -> Tensor:
        """Scores of head for each word, (batch, words, words + 1); the root is at 0."""
        both = self.drop(functional.gelu(self.arcs(vectors)))
        child, head = both[:, 1:, :ARC], both[..., ARC:]
        form = child @ self.arc_form[:ARC] + self.arc_form[ARC]
        scores = form @ head.transpose(1, 2)
        return scores + (1.0 - functional.pad(real, (1, 0), value=1.0))[:, None, :] * NEVER

    def marked(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors for the relation scorer: of each word as child, and of each word as head."""
        both = self.drop(functional.gelu(self.marks(vectors)))
        child, head = both[:, 1:, :LABEL], both[..., LABEL:]
        return child, functional.pad(head, (0, 1), value=1.0)

    def spread(self, child: Tensor) -> Tensor:
        """Child vectors times the relation form, (…, labels, LABEL + 1)."""
        form = child @ self.mark_form[:LABEL] + self.mark_form[LABEL]
        return form.reshape(*child.shape[:-1], self.labels, LABEL + 1)
