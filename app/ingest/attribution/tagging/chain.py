"""The loss of a linear chain of labels, with its gradient."""

from typing import Any

import numpy as np
import torch


class ChainLoss(torch.autograd.Function):
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
