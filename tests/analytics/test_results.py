import datetime as dt
import json

import numpy as np
import pandas as pd
import pytest

from analytics.results import Criterion, Measure, Sentence, as_json


def test_a_result_becomes_what_json_takes():
    result = {
        "measure": Measure(np.float64(2.5), "hours", 3),
        "criterion": Criterion("x", "met", 1, 2, ("a",), numbers={"until": dt.date(2026, 1, 2)}),
        3: [Sentence("key"), (pd.Timestamp("2026-01-01"),)],
    }
    document = json.loads(json.dumps(as_json(result)))
    assert document["measure"]["value"] == 2.5
    assert document["criterion"]["episodes"] == ["a"]
    assert document["criterion"]["numbers"] == {"until": "2026-01-02"}
    assert document["3"] == [{"sentence_key": "key", "numbers": {}}, ["2026-01-01"]]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, np.nan])
def test_what_is_missing_becomes_null(missing):
    assert as_json({"value": missing}) == {"value": None}


def test_a_class_is_not_taken_for_a_result():
    with pytest.raises(TypeError):
        json.dumps(as_json({"a": Measure}))
