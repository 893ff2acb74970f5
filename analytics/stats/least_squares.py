"""Ordinary least squares, thin over `statsmodels`: one effect on a number, nuisances beside it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from statsmodels.regression.linear_model import OLS

from analytics.stats.firth import Effect
from analytics.stats.intervals import Interval

Floats = npt.NDArray[np.float64]


def fit(x: Floats, y: Floats, Z: Floats) -> Effect | None:
    """Estimate the effect of `x` on a number, holding `Z`.

    Parameters
    ----------
    x : (days, k)
        Columns of interest.
    y : (days,)
        The outcome in its own unit (points of 0 to 10).
    Z : (days, c)
        Nuisance columns, the intercept and yesterday's value included.

    Returns
    -------
    Effect or None
        Differences per unit of each column, t intervals and the F test of all of them; None
        when the columns cannot be told apart or no degrees of freedom are left.

    Notes
    -----
    Days are taken as independent given yesterday's value and the recent burden in `Z`.
    """
    k, X = x.shape[1], np.column_stack([x, Z])
    if len(y) <= X.shape[1] or np.linalg.matrix_rank(X) < X.shape[1] or np.ptp(y) == 0:
        return None
    model = OLS(y, X).fit()
    return Effect(
        tuple(float(coef) for coef in model.params[:k]),
        tuple(Interval(float(lo), float(hi)) for lo, hi in model.conf_int()[:k]),
        float(model.f_test(np.eye(k, X.shape[1])).pvalue),
    )
