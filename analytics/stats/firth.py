"""Firth's logistic regression, thin over `firthmodels`: one effect with nuisances beside it."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from firthmodels import FirthLogisticRegression
from scipy.linalg import LinAlgError
from scipy.special import expit
from scipy.stats import chi2

from analytics.stats.intervals import Interval

Floats = npt.NDArray[np.float64]
TOLERANCE = 1e-6
STEPS = 200


@dataclass(frozen=True)
class Effect:
    """Log odds ratios of the columns tested, with what supports them.

    Attributes
    ----------
    coefs
        One log odds ratio a column of `x`, per unit of that column.
    intervals
        Profile-likelihood 95 % intervals of `coefs`; an end is infinite when the profile
        never falls far enough.
    p
        Penalised likelihood ratio test that all of `coefs` are 0.
    """

    coefs: tuple[float, ...]
    intervals: tuple[Interval, ...]
    p: float


def fit(x: Floats, y: Floats, Z: Floats) -> Effect | None:
    """Estimate the effect of `x` on a yes/no outcome, holding `Z`.

    Parameters
    ----------
    x : (days, k)
        Columns of interest, in the unit the odds ratio is to be read per.
    y : (days,)
        0 or 1.
    Z : (days, c)
        Nuisance columns, the intercept included.

    Returns
    -------
    Effect or None
        None when the columns cannot be told apart, `y` never varies, or the solver does
        not settle: there is then nothing to say.

    Notes
    -----
    Firth's penalty keeps estimates finite under separation. Among estimates that pass a test
    the median still exceeds the truth in short diaries (winner's curse): never rank by it.

    References
    ----------
    Firth D (1993), Biometrika 80:27-38; Heinze G, Schemper M (2002), Stat Med 21:2409-2419.
    """
    k, X = x.shape[1], np.column_stack([x, Z])
    model = FirthLogisticRegression(
        backend="numpy", fit_intercept=False, max_iter=STEPS, gtol=TOLERANCE, xtol=TOLERANCE
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what did not settle is answered by None below
        try:
            model.fit(X, y)
            ends = model.conf_int(method="pl", features=list(range(k)), max_iter=STEPS)[:k]
            null = _log_likelihood_without(x, y, Z)
        except (LinAlgError, ValueError):
            return None
    if null is None or not model.converged_:
        return None
    return Effect(
        tuple(float(coef) for coef in model.coef_[:k]),
        tuple(_interval(lo, hi) for lo, hi in ends),
        float(chi2.sf(max(0.0, 2 * (model.loglik_ - null)), k)),
    )


def _interval(lo: float, hi: float) -> Interval:
    return Interval(
        float(lo) if math.isfinite(lo) else -math.inf,
        float(hi) if math.isfinite(hi) else math.inf,
    )


def _log_likelihood_without(x: Floats, y: Floats, Z: Floats) -> float | None:
    """Penalised log likelihood at its best with every effect of `x` held at 0.

    `firthmodels` holds one coefficient at 0, a category needs several at once. As in R's
    `logistftest`, the penalty stays that of the full model, or the two could not be compared.
    """
    X, gamma = np.column_stack([x, Z]), np.zeros(Z.shape[1])
    for _ in range(STEPS):
        risk = expit(Z @ gamma)
        weight = risk * (1 - risk)
        Q, R = np.linalg.qr(X * np.sqrt(weight)[:, None])
        leverage = np.einsum("ij,ij->i", Q, Q)
        score = Z.T @ (y - risk + leverage * (0.5 - risk))
        if np.abs(score).max() < TOLERANCE:
            fitted = np.log(np.where(y > 0, risk, 1 - risk)).sum()
            return float(fitted + np.log(np.abs(np.diag(R))).sum())
        gamma += np.linalg.solve(Z.T @ (weight[:, None] * Z), score)
    return None
