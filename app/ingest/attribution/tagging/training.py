"""A folder of marked articles in, the network's weights out; the only module that needs torch.

The folder is laid out as PolNeAR is: `text/*.txt` and, for each, `attributions/<stem>_<annotator>.ann` in
standoff form (the lowest annotator is taken). Beside the folder may lie `<folder>.silver.jsonl.gz` with part
of speech and entity class per token, which the network then learns as a second task.
"""

import math
import os
import random
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import structlog
import torch
from torch import nn
from torch.nn import functional

from app.ingest.attribution.tagging import features, network
from app.ingest.attribution.tagging.marked import NONE, Marked, read

HIDDEN, ARC, WORD, AFFIX = 160, 64, 64, 24
SMALL = (8, 12, 8, 6, 6, 4)
PARTS_OF_SPEECH = 48
ENTITIES = ("O", "PERSON", "ORGANIZATION", "LOCATION", "MISC")
BATCH, DROPOUT, WORD_DROPOUT, FASTEST = 16, 0.35, 0.1, 4e-3
SECOND_TASK, ARC_TASK = 0.1, 0.5
# Which relation a word with that label takes part in as the dependent; -1 for none.
RELATION_OF_LABEL = np.array([-1, 1, 1, 2, -1, 0, 0])

Say = Callable[[str], None]
log = structlog.get_logger()


class Piece(NamedTuple):
    """One window to learn from; `heads` counts from 1, 0 is no head, -1 not known."""

    rows: features.Numbers
    labels: npt.NDArray[np.int64]
    heads: npt.NDArray[np.int64]
    parts: npt.NDArray[np.int64]
    entities: npt.NDArray[np.int64]


def train(folder: Path, out: Path, *, seeds: int, epochs: int, say: Say) -> None:
    """Train one network a seed and write them together, one byte a weight; the same folder, the same file."""
    articles = read(folder)
    at_once = min(seeds, os.cpu_count() or 1)
    say(f"{len(articles)} articles, {seeds} networks of {epochs} epochs each, {at_once} at a time")
    # Each network learns on one thread: sums are added in one order, so that the figures come out the same.
    with ProcessPoolExecutor(at_once, get_context("spawn")) as pool:
        jobs = [pool.submit(_train_alone, folder, seed, epochs) for seed in range(1, seeds + 1)]
        trained = [job.result() for job in jobs]
    stacked = {name: np.stack([weights[name] for weights in trained]) for name in trained[0]}
    np.savez_compressed(out, **network.packed(stacked))  # type: ignore[arg-type]
    say(f"written to {out} ({out.stat().st_size / 1e6:.1f} MB)")


class Net(nn.Module):
    """The network of `network.py` with what it needs to learn."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(features.WORD_ROWS, WORD)
        nn.init.normal_(self.word.weight, std=0.3)
        self.affix = nn.ModuleList(nn.Embedding(features.AFFIX_ROWS, AFFIX) for _ in range(3))
        self.small = nn.ModuleList(
            nn.Embedding(rows, width) for rows, width in zip(features.SMALL_ROWS, SMALL, strict=True)
        )
        self.inp = nn.Linear(WORD + 3 * AFFIX + sum(SMALL), 128)
        self.drop = nn.Dropout(DROPOUT)
        self.rnn = nn.LSTM(128, HIDDEN, num_layers=2, bidirectional=True, batch_first=True, dropout=DROPOUT)
        self.out = nn.Linear(2 * HIDDEN, len(network.LABELS))
        self.aux = nn.Linear(2 * HIDDEN, PARTS_OF_SPEECH + len(ENTITIES))
        relations = len(network.RELATIONS)
        self.dep = nn.Linear(2 * HIDDEN, relations * ARC)
        self.head = nn.Linear(2 * HIDDEN, relations * ARC)
        self.root = nn.Parameter(torch.zeros(relations * ARC))
        self.bil = nn.Parameter(torch.randn(relations, ARC, ARC) / ARC)
        self.hb = nn.Linear(ARC, 1)
        self.T = nn.Parameter(torch.zeros(len(network.LABELS), len(network.LABELS)))
        self.st = nn.Parameter(torch.zeros(len(network.LABELS)))

    def states(self, rows: torch.Tensor) -> torch.Tensor:
        """[windows, tokens, 2 x hidden]; some words are hidden, so that their surroundings learn to speak."""
        words = self.word(rows[..., 0]) + self.word(rows[..., 1])
        words = words * (torch.rand(words.shape[:-1]).unsqueeze(-1) >= WORD_DROPOUT)
        affixes = [table(rows[..., 2 + number]) for number, table in enumerate(self.affix)]
        small = [table(rows[..., 5 + number]) for number, table in enumerate(self.small)]
        given = torch.relu(self.inp(self.drop(torch.cat([words, *affixes, *small], -1))))
        found, _ = self.rnn(self.drop(given))
        return torch.as_tensor(self.drop(found))

    def arcs(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """[windows, relations, dependents, 1 + heads] scores."""
        count, length, _ = states.shape
        shape = (count, length, len(network.RELATIONS), ARC)
        dependents = torch.relu(self.dep(states)).view(shape).permute(0, 2, 1, 3)
        heads = torch.relu(self.head(states)).view(shape)
        root = self.root.view(1, 1, *shape[2:]).expand(count, 1, *shape[2:])
        heads = torch.cat([root, heads], 1).permute(0, 2, 1, 3)
        scores = torch.einsum("brld,rde,brhe->brlh", dependents, self.bil, heads)
        scores = scores + self.hb(heads).squeeze(-1).unsqueeze(2)
        allowed = torch.cat([torch.ones(count, 1), mask], 1)
        return scores.masked_fill(allowed[:, None, None] == 0, -1e9)


class _ChainLoss(torch.autograd.Function):
    """Negative log likelihood of a linear chain with its gradient, by scaled forward and backward sums."""

    @staticmethod
    def forward(ctx: Any, scores: Any, transitions: Any, begins: Any, labels: Any, mask: Any) -> Any:
        e, t, s = (value.detach().numpy() for value in (scores, transitions, begins))
        y, m = labels.numpy(), mask.numpy()
        count, length, size = e.shape
        highest = e.max(2, keepdims=True)
        x, a = np.exp(e - highest).transpose(1, 0, 2), np.exp(t)
        alpha = np.empty((length, count, size), np.float32)
        beta = np.ones_like(alpha)
        scale = np.ones((length, count, 1), np.float32)
        first = np.exp(s) * x[0]
        scale[0] = first.sum(1, keepdims=True)
        alpha[0] = first / scale[0]
        log_z = np.log(scale[0, :, 0]) + highest[:, 0, 0]
        for step in range(1, length):
            current = (alpha[step - 1] @ a) * x[step]
            scale[step] = current.sum(1, keepdims=True)
            alpha[step] = current / scale[step]
            log_z += (np.log(scale[step, :, 0]) + highest[:, step, 0]) * m[:, step]
        for step in range(length - 2, -1, -1):
            before = ((beta[step + 1] * x[step + 1]) @ a.T) / scale[step + 1]
            beta[step] = np.where(m[:, step + 1, None] > 0, before, 1.0)
        chances = alpha * beta
        chances /= chances.sum(2, keepdims=True)
        of_scores = chances.transpose(1, 0, 2) * m[:, :, None]
        left = (alpha[:-1] * m.T[1:, :, None]).reshape(-1, size)
        right = ((beta[1:] * x[1:]) / scale[1:]).reshape(-1, size)
        norm = np.einsum("ni,ni->n", left @ a, right)
        norm[norm == 0] = 1.0
        of_transitions = ((left / norm[:, None]).T @ right) * a
        row, column = np.arange(count)[:, None], np.arange(length)[None]
        gold = (e[row, column, y] * m).sum(1) + s[y[:, 0]]
        gold += (t[y[:, :-1], y[:, 1:]] * m[:, 1:]).sum(1)
        of_scores[row, column, y] -= m
        inside = m[:, 1:] > 0
        np.subtract.at(of_transitions, (y[:, :-1][inside], y[:, 1:][inside]), 1.0)
        of_begins = chances[0].sum(0)
        np.subtract.at(of_begins, y[:, 0], 1.0)
        gradients = (of_scores, of_transitions, of_begins)
        ctx.save_for_backward(*(torch.from_numpy(np.ascontiguousarray(g, np.float32)) for g in gradients))
        return torch.tensor(float((log_z - gold).sum()))

    @staticmethod
    def backward(ctx: Any, gradient: Any) -> Any:
        of_scores, of_transitions, of_begins = ctx.saved_tensors
        return gradient * of_scores, gradient * of_transitions, gradient * of_begins, None, None


def _pieces(articles: list[Marked]) -> list[Piece]:
    counts: dict[str, int] = {}
    for article in articles:
        for part in article.parts:
            if part:
                counts[part] = counts.get(part, 0) + 1
    common = sorted(counts, key=lambda part: (-counts[part], part))[:PARTS_OF_SPEECH]
    part_ids = {part: number for number, part in enumerate(common)}
    entity_ids = {entity: number for number, entity in enumerate(ENTITIES)}
    return [piece for article in articles for piece in _windows(article, part_ids, entity_ids)]


def _windows(article: Marked, part_ids: dict[str, int], entity_ids: dict[str, int]) -> list[Piece]:
    rows = features.encode(article.tokens)
    labels, heads = np.array(article.labels), np.array(article.heads)
    parts = np.array([part_ids.get(part or "", -100) for part in article.parts])
    entities = np.array([entity_ids.get(entity or "", -100) for entity in article.entities])
    found = []
    for start, stop in features.windows(article.tokens):
        if np.mean(article.skipped[start:stop]) > 0.5:
            continue
        head = heads[start:stop]
        inside = (head >= start) & (head < stop)
        local = np.where(head == NONE, 0, np.where(inside, head - start + 1, -1))
        found.append(
            Piece(rows[start:stop], labels[start:stop], local, parts[start:stop], entities[start:stop])
        )
    return found


def _train_alone(folder: Path, seed: int, epochs: int) -> dict[str, network.Floats]:
    """One network in a process of its own."""
    torch.set_num_threads(1)
    return _weights(_train_one(_pieces(read(folder)), seed, epochs))


def _train_one(pieces: list[Piece], seed: int, epochs: int) -> Net:
    torch.manual_seed(seed)
    shuffle = random.Random(seed)  # noqa: S311 - the order of training, not a secret
    net = Net()
    net.train()
    steps = math.ceil(len(pieces) / BATCH)
    optimiser = torch.optim.AdamW(net.parameters(), lr=FASTEST / 2, weight_decay=1e-5)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, FASTEST, total_steps=(epochs + 1) * steps + 1, pct_start=0.1
    )
    for epoch in range(epochs):
        total = 0.0
        for batch in _batches(pieces, shuffle):
            loss, chain = _loss(net, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimiser.step()
            schedule.step()
            total += chain
        log.info("epoch_trained", seed=seed, epoch=epoch + 1, of=epochs, loss=round(total / steps, 4))
    return net


def _batches(pieces: list[Piece], shuffle: random.Random) -> list[list[Piece]]:
    """Windows of like length together, in random order."""
    order = list(pieces)
    shuffle.shuffle(order)
    batches: list[list[Piece]] = []
    for start in range(0, len(order), BATCH * 40):
        some = sorted(order[start : start + BATCH * 40], key=lambda piece: len(piece.labels))
        batches += [some[at : at + BATCH] for at in range(0, len(some), BATCH)]
    shuffle.shuffle(batches)
    return batches


def _loss(net: Net, batch: list[Piece]) -> tuple[torch.Tensor, float]:
    length = max(len(piece.labels) for piece in batch)

    def padded(values: list[npt.NDArray[Any]], fill: int, dtype: type) -> npt.NDArray[Any]:
        whole = np.full((len(values), length, *values[0].shape[1:]), fill, dtype)
        for number, value in enumerate(values):
            whole[number, : len(value)] = value
        return whole

    rows = padded([piece.rows for piece in batch], 0, np.int64)
    labels = padded([piece.labels for piece in batch], 0, np.int64)
    heads = padded([piece.heads for piece in batch], -1, np.int64)
    parts = torch.from_numpy(padded([piece.parts for piece in batch], -100, np.int64))
    entities = torch.from_numpy(padded([piece.entities for piece in batch], -100, np.int64))
    mask = padded([np.ones(len(piece.labels)) for piece in batch], 0, np.float32)
    tokens = float(mask.sum())
    states = net.states(torch.from_numpy(rows))
    chain = (
        _ChainLoss.apply(net.out(states), net.T, net.st, torch.from_numpy(labels), torch.from_numpy(mask))
        / tokens
    )
    second = net.aux(states)
    tagged = functional.cross_entropy(
        second[..., :PARTS_OF_SPEECH].flatten(0, 1), parts.flatten(), ignore_index=-100
    ) + functional.cross_entropy(
        second[..., PARTS_OF_SPEECH:].flatten(0, 1), entities.flatten(), ignore_index=-100
    )
    loss = chain + (SECOND_TASK * tagged if bool((parts >= 0).any()) else 0.0)
    relation = RELATION_OF_LABEL[labels]
    window, word = np.nonzero((relation >= 0) & (heads >= 0) & (mask > 0))
    if len(window):
        scores = net.arcs(states, torch.from_numpy(mask))[window, relation[window, word], word]
        pointed = functional.cross_entropy(scores, torch.from_numpy(heads[window, word]))
        loss = loss + ARC_TASK * pointed * (len(window) / tokens)
    return loss, float(chain.detach())


def _weights(net: Net) -> dict[str, network.Floats]:
    """The arrays that `network.Network` expects, without the seed axis."""
    state = {name: value.detach().numpy() for name, value in net.state_dict().items()}
    found = {"word": state["word.weight"]}
    found |= {f"affix{n}": state[f"affix.{n}.weight"] for n in range(3)}
    found |= {f"small{n}": state[f"small.{n}.weight"] for n in range(len(SMALL))}
    for ours, theirs in (("in", "inp"), ("out", "out"), ("dependent", "dep"), ("head", "head")):
        found |= {ours: state[f"{theirs}.weight"].T, f"{ours}_bias": state[f"{theirs}.bias"]}
    for layer in range(2):
        both = (f"l{layer}", f"l{layer}_reverse")
        found[f"w{layer}"] = np.stack([state[f"rnn.weight_ih_{end}"].T for end in both])
        found[f"u{layer}"] = np.stack([state[f"rnn.weight_hh_{end}"].T for end in both])
        found[f"b{layer}"] = np.stack(
            [state[f"rnn.bias_ih_{end}"] + state[f"rnn.bias_hh_{end}"] for end in both]
        )
    found |= {
        "root": state["root"],
        "bilinear": state["bil"],
        "transitions": state["T"],
        "begins": state["st"],
    }
    found["head_weight"] = np.repeat(state["hb.weight"], len(network.RELATIONS), 0)
    return found
