"""The network of `network.py` as it learns: the same layers in torch, and what only training needs."""

from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from app.ingest.attribution.tagging import features, network
from app.ingest.attribution.tagging.lessons import CLASSES, Known
from app.ingest.attribution.tagging.recipe import CONSTANTS

_LABELS, _RELATIONS = len(network.LABELS), len(network.RELATIONS)


class Learner(nn.Module):
    """Its weights depend on the order in which the layers are made here."""

    def __init__(self, known: Known) -> None:
        super().__init__()
        sizes = CONSTANTS
        self.word = nn.Embedding(1 + len(known.hashes[0]), sizes.word)
        self.stem = nn.Embedding(1 + len(known.hashes[1]), sizes.stem)
        nn.init.normal_(self.word.weight, std=0.3)
        nn.init.normal_(self.stem.weight, std=0.3)
        # The rarer a word, the more often it is hidden, so that strangers are met in training as in use.
        self.hidden = [
            torch.from_numpy(
                np.r_[1.0, sizes.word_dropout + sizes.rare / (sizes.rare + counts)].astype(np.float32)
            )
            for counts in known.counts
        ]
        self.affix = nn.ModuleList(
            nn.Embedding(features.AFFIX_ROWS, sizes.affix) for _ in range(features.AFFIXES)
        )
        self.small = nn.ModuleList(
            nn.Embedding(rows, width) for rows, width in zip(features.SMALL_ROWS, sizes.small, strict=True)
        )
        given = sizes.word + sizes.stem + features.AFFIXES * sizes.affix + sum(sizes.small)
        self.given = nn.Linear(given, sizes.given)
        self.drop = nn.Dropout(sizes.dropout)
        self.layers = nn.LSTM(
            sizes.given,
            sizes.hidden,
            num_layers=2,
            bidirectional=True,
            batch_first=True,
            dropout=sizes.dropout,
        )
        states = 2 * sizes.hidden
        self.out = nn.Linear(states, _LABELS)
        self.classes = nn.Linear(states, sum(CLASSES))
        self.dependent = nn.Linear(states, _RELATIONS * sizes.arc)
        self.head = nn.Linear(states, _RELATIONS * sizes.arc)
        self.root = nn.Parameter(torch.zeros(_RELATIONS * sizes.arc))
        self.bilinear = nn.Parameter(torch.randn(_RELATIONS, sizes.arc, sizes.arc) / sizes.arc)
        self.head_weight = nn.Linear(sizes.arc, 1)
        self.transitions = nn.Parameter(torch.zeros(_LABELS, _LABELS))
        self.begins = nn.Parameter(torch.zeros(_LABELS))
        self.governed = nn.Linear(states, sizes.arc)
        self.governor = nn.Linear(states, sizes.arc)
        self.governing = nn.Parameter(torch.randn(sizes.arc, sizes.arc) / sizes.arc)
        self.no_governor = nn.Parameter(torch.zeros(sizes.arc))

    def states(self, rows: torch.Tensor) -> torch.Tensor:
        """[windows, tokens, 2 x hidden]; some words are hidden, so that their surroundings learn to speak."""
        parts = []
        for column, table in enumerate((self.word, self.stem)):
            given = rows[..., column]
            hide = torch.rand(given.shape) < self.hidden[column][given]
            parts.append(table(given.masked_fill(hide, 0)))
        parts += [table(rows[..., features.FIRST_AFFIX + n]) for n, table in enumerate(self.affix)]
        parts += [table(rows[..., features.FIRST_SMALL + n]) for n, table in enumerate(self.small)]
        values = torch.relu(self.given(self.drop(torch.cat(parts, -1))))
        found, _ = self.layers(self.drop(values))
        return torch.as_tensor(self.drop(found))

    def arcs(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """[windows, relations, dependents, 1 + heads] scores."""
        count, length, _ = states.shape
        shape = (count, length, _RELATIONS, CONSTANTS.arc)
        dependents = torch.relu(self.dependent(states)).view(shape).permute(0, 2, 1, 3)
        heads = torch.relu(self.head(states)).view(shape)
        root = self.root.view(1, 1, *shape[2:]).expand(count, 1, *shape[2:])
        heads = torch.cat([root, heads], 1).permute(0, 2, 1, 3)
        scores = torch.einsum("brld,rde,brhe->brlh", dependents, self.bilinear, heads)
        scores = scores + self.head_weight(heads).squeeze(-1).unsqueeze(2)
        return scores.masked_fill(_barred(mask)[:, None, None], -1e9)

    def governors(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """[windows, dependents, 1 + governors] scores, for the second task."""
        governed = torch.relu(self.governed(states)) @ self.governing
        governor = torch.relu(self.governor(states))
        none = self.no_governor.view(1, 1, -1).expand(len(states), 1, -1)
        scores = governed @ torch.cat([none, governor], 1).transpose(1, 2)
        return scores.masked_fill(_barred(mask)[:, None], -1e9)


def _barred(mask: torch.Tensor) -> torch.Tensor:
    """Padding is nobody's head; column 0, no head, is always open."""
    return torch.cat([torch.ones(len(mask), 1), mask], 1) == 0


def weights(state: dict[str, torch.Tensor]) -> dict[str, network.Floats]:
    """The arrays that `network.Network` expects, without the seed axis, from the state of a `Learner`."""
    values: dict[str, npt.NDArray[Any]] = {name: value.detach().numpy() for name, value in state.items()}
    tables = ("word", "stem", *(f"affix.{n}" for n in range(features.AFFIXES)))
    tables += tuple(f"small.{n}" for n in range(len(features.SMALL_ROWS)))
    found = {name.replace(".", ""): values[f"{name}.weight"] for name in tables}
    for ours, theirs in (("in", "given"), ("out", "out"), ("dependent", "dependent"), ("head", "head")):
        found |= {ours: values[f"{theirs}.weight"].T, f"{ours}_bias": values[f"{theirs}.bias"]}
    for layer in range(2):
        both = (f"l{layer}", f"l{layer}_reverse")
        found[f"w{layer}"] = np.stack([values[f"layers.weight_ih_{end}"].T for end in both])
        found[f"u{layer}"] = np.stack([values[f"layers.weight_hh_{end}"].T for end in both])
        found[f"b{layer}"] = np.stack(
            [values[f"layers.bias_ih_{end}"] + values[f"layers.bias_hh_{end}"] for end in both]
        )
    found |= {name: values[name] for name in ("root", "bilinear", "transitions", "begins")}
    found["head_weight"] = np.repeat(values["head_weight.weight"], _RELATIONS, 0)
    return found
