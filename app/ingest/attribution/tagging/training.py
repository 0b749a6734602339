"""A folder of marked articles in, the network's weights out; this and its two helpers alone need torch.

The folder is laid out as PolNeAR is: `text/*.txt` and, for each, `attributions/<stem>_<annotator>.ann` in
standoff form (the lowest annotator is taken). `corenlp/<stem>.txt.xml`, where it is there, gives what a
parser wrote: parts of speech, entities, governors and clauses, which the network learns as a second task.
"""

import math
import os
import random
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import structlog
import torch
from torch import nn
from torch.nn import functional

from app.ingest.attribution.tagging import lessons, network, recipe, stored
from app.ingest.attribution.tagging.chain import ChainLoss
from app.ingest.attribution.tagging.learner import Learner, weights
from app.ingest.attribution.tagging.lessons import CLASSES, IGNORED, Lesson, Piece
from app.ingest.attribution.tagging.marked import read
from app.ingest.attribution.tagging.recipe import CONSTANTS

# Which relation a word with that label takes part in as the dependent; -1 for none.
RELATION_OF_LABEL = np.array([-1, 1, 1, 2, -1, 0, 0])

Say = Callable[[str], None]
State = dict[str, torch.Tensor]
log = structlog.get_logger()


def train(folder: Path, out: Path, *, seeds: int, epochs: int, say: Say) -> None:
    """Train one network a seed and write them together, one byte a weight; the same folder, the same file."""
    articles = read(folder)
    _, known = lessons.prepare(articles)
    at_once = min(seeds, os.cpu_count() or 1)
    say(f"{len(articles)} articles, {seeds} networks of {epochs} epochs each, {at_once} at a time")
    # Each network learns on one thread: sums are added in one order, so that the figures come out the same.
    with ProcessPoolExecutor(at_once, get_context("spawn")) as pool:
        jobs = [pool.submit(_train_alone, folder, seed, epochs) for seed in range(1, seeds + 1)]
        trained = [job.result() for job in jobs]
    write(trained, known, recipe.of(folder, seeds, epochs, torch.__version__), out)
    say(f"written to {out} ({out.stat().st_size / 1e6:.1f} MB)")


def write(
    trained: list[dict[str, network.Floats]], known: lessons.Known, made: recipe.Recipe, out: Path
) -> None:
    """The networks side by side in one file."""
    stacked: dict[str, npt.NDArray[Any]] = {
        name: np.stack([one[name] for one in trained]) for name in trained[0]
    }
    stacked |= dict(zip(network.KNOWN, known.hashes, strict=True))
    np.savez_compressed(out, **stored.packed(stacked, made))  # type: ignore[arg-type]


def _train_alone(folder: Path, seed: int, epochs: int) -> dict[str, network.Floats]:
    """One network in a process of its own."""
    torch.set_num_threads(1)
    return weights(learn(*lessons.prepare(read(folder)), seed, epochs))


def learn(articles: list[Lesson], known: lessons.Known, seed: int, epochs: int) -> State:
    """The running mean of one network's weights over its last steps."""
    torch.manual_seed(seed)
    shuffle = random.Random(seed)  # noqa: S311 - the order of training, not a secret
    net = Learner(known)
    net.train()
    steps = math.ceil(len(lessons.cut(articles, random.Random(seed))) / CONSTANTS.batch)  # noqa: S311
    optimiser = torch.optim.AdamW(
        net.parameters(), lr=CONSTANTS.fastest / 2, weight_decay=CONSTANTS.weight_decay
    )
    # One epoch is left over: the steps never get so small that nothing moves.
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, CONSTANTS.fastest, total_steps=(epochs + 1) * steps + 1, pct_start=CONSTANTS.warm_up
    )
    mean = {name: value.detach().clone() for name, value in net.state_dict().items()}
    done = 0
    for epoch in range(epochs):
        total = 0.0
        for batch in lessons.batches(lessons.cut(articles, shuffle), shuffle):
            loss, chain = _loss(net, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), CONSTANTS.steepest)
            optimiser.step()
            # Windows are cut anew each time, so that the steps of all epochs are not known to the last.
            if schedule.last_epoch < schedule.total_steps - 1:
                schedule.step()
            total += chain
            done += 1
            _average(mean, net.state_dict(), done)
        log.info("epoch_trained", seed=seed, epoch=epoch + 1, of=epochs, loss=round(total / steps, 4))
    return mean


def _average(mean: State, state: State, done: int) -> None:
    """Move the mean a little towards the weights; faster at first, while they say little."""
    kept = min(CONSTANTS.kept, (1 + done) / (10 + done))
    for name, value in state.items():
        mean[name].lerp_(value, 1 - kept)


def _loss(net: Learner, batch: list[Piece]) -> tuple[torch.Tensor, float]:
    """The loss of the labels, the second task and the arcs together; and that of the labels alone."""
    rows = torch.from_numpy(_padded([piece.rows for piece in batch], 0, np.int64))
    labels = _padded([piece.labels for piece in batch], 0, np.int64)
    mask = _padded([np.ones(len(piece.labels)) for piece in batch], 0, np.float32)
    real = torch.from_numpy(mask)
    tokens = float(mask.sum())
    states = net.states(rows)
    chain = ChainLoss.apply(net.out(states), net.transitions, net.begins, torch.from_numpy(labels), real)
    chain = chain / tokens
    loss = _second_task(net, batch, states, real, chain)
    heads = _padded([piece.heads for piece in batch], -1, np.int64)
    relation = RELATION_OF_LABEL[labels]
    window, word = np.nonzero((relation >= 0) & (heads >= 0) & (mask > 0))
    if len(window):
        scores = net.arcs(states, real)[window, relation[window, word], word]
        pointed = functional.cross_entropy(scores, torch.from_numpy(heads[window, word]))
        loss = loss + CONSTANTS.arc_task * pointed * (len(window) / tokens)
    return loss, float(chain.detach())


def _second_task(
    net: Learner, batch: list[Piece], states: torch.Tensor, real: torch.Tensor, loss: torch.Tensor
) -> torch.Tensor:
    """The loss with that of the parser's classes and governors, where there are any."""
    classes = torch.from_numpy(_padded([piece.classes for piece in batch], IGNORED, np.int64)).flatten(0, 1)
    governors = _padded([piece.governors for piece in batch], -1, np.int64)
    if not bool((classes >= 0).any()):
        return loss
    found = net.classes(states).flatten(0, 1).split(CLASSES, -1)
    for number, scores in enumerate(found):
        if not bool((classes[:, number] >= 0).any()):
            continue
        one = functional.cross_entropy(scores, classes[:, number], ignore_index=IGNORED)
        loss = loss + CONSTANTS.class_task * one
    window, word = np.nonzero(governors >= 0)
    if not len(window):
        return loss
    pointed = functional.cross_entropy(
        net.governors(states, real)[window, word], torch.from_numpy(governors[window, word])
    )
    return loss + CONSTANTS.governor_task * pointed


def _padded(values: list[npt.NDArray[Any]], fill: int, dtype: type) -> npt.NDArray[Any]:
    """Arrays of several lengths as one."""
    longest = max(len(value) for value in values)
    whole = np.full((len(values), longest, *values[0].shape[1:]), fill, dtype)
    for number, value in enumerate(values):
        whole[number, : len(value)] = value
    return whole
