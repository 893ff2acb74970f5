"""Conditional logistic regression, thin over `statsmodels`: each stratum against itself."""

from __future__ import annotations

import warnings

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import chi2
from statsmodels.discrete.conditional_models import ConditionalLogit

from analytics.stats.firth import Effect
from analytics.stats.intervals import Interval

Floats = npt.NDArray[np.float64]
RUNAWAY = 15.0


def fit(x: Floats, y: Floats, strata: npt.NDArray[np.generic]) -> Effect | None:
    """Estimate effects within strata, whatever differs between them.

    Parameters
    ----------
    x : (days, k)
        Columns of interest, varying within strata.
    y : (days,)
        0 or 1.
    strata : (days,)
        Whom or which four weeks a day belongs to; strata without both outcomes say nothing.

    Returns
    -------
    Effect or None
        Log odds ratios with Wald 95 % intervals and the likelihood ratio test; None when no
        stratum has both outcomes, or the estimates run away.

    Notes
    -----
    Cost explodes with long strata that hold many events: 28 days are quick, 200 are not.

    References
    ----------
    Maclure M (1991), Am J Epidemiol 133:144-153; computed by `statsmodels` with Newton steps
    (its default optimiser is 1e-6 off R's `clogit`).
    """
    informative = [s for s in np.unique(strata) if 0 < y[strata == s].mean() < 1]
    kept = np.isin(strata, informative)
    within = pd.DataFrame(x[kept]).sub(
        pd.DataFrame(x[kept]).groupby(strata[kept]).transform("mean")
    )
    if not informative or np.linalg.matrix_rank(within) < x.shape[1]:
        return None
    model = ConditionalLogit(y[kept], x[kept], groups=strata[kept])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what ran away is answered by None below
        try:
            fitted = model.fit(method="newton", disp=0)
            ends = np.asarray(fitted.conf_int())
        except np.linalg.LinAlgError:
            return None
    if not np.isfinite(ends).all() or np.abs(fitted.params).max() > RUNAWAY:
        return None
    ratio = 2 * (fitted.llf - model.loglike(np.zeros(x.shape[1])))
    return Effect(
        tuple(float(coef) for coef in fitted.params),
        tuple(Interval(float(lo), float(hi)) for lo, hi in ends),
        float(chi2.sf(ratio, x.shape[1])),
    )
