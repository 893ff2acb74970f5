"""Warning signs of any record: never an exception, and the phone answers as the server does."""

import json
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diary.shapes import ACKNOWLEDGEMENTS, CHECK_INS, EPISODES, PROFILE, READINGS, SHAPES
from diary.warning_signs import evaluator, rules
from tests.diary import strategies
from tests.diary.test_warning_signs import BASE, VECTORS, whole

ROOT = Path(__file__).parents[2]
DATA = rules.for_phone()
SAID = {"warning_signs", "aura", "onset_to_peak", "peak_intensity", "neck_stiffness", "regions"}


def entries() -> st.SearchStrategy[Any]:
    """Records with some of the fields that the rules look at, and others."""
    episodes = strategies.records(EPISODES, most=12)
    telling = {n: st.none() | strategies.values(EPISODES.fields[n]) for n in sorted(SAID)}
    more = st.fixed_dictionaries({}, optional=telling)
    readings = st.fixed_dictionaries(
        {}, optional={"readings": st.lists(strategies.records(READINGS), max_size=2)}
    )
    full = st.builds(
        lambda *parts: {k: v for p in parts for k, v in p.items()}, episodes, more, readings
    )
    return full | strategies.records(CHECK_INS, most=12)


CARDS = st.builds(
    lambda card, names: f"{card}:{'+'.join(names)}",
    st.sampled_from([card["card"] for card in DATA["cards"]]),
    st.lists(st.sampled_from([rule["rule"] for rule in DATA["rules"]]), max_size=3),
)


def acknowledgements() -> st.SearchStrategy[Any]:
    rows = strategies.records(ACKNOWLEDGEMENTS)
    own = st.fixed_dictionaries({}, optional={"card": CARDS})
    return st.lists(st.builds(lambda row, card: {**row, **card}, rows, own), max_size=3)


AROUND = st.fixed_dictionaries(
    {},
    optional={
        "medications": st.lists(strategies.records(SHAPES["medications"]), max_size=2),
        "sessions": st.lists(
            st.builds(
                lambda session, kind: {**session, "kind": kind},
                strategies.records(SHAPES["sessions"]),
                st.sampled_from(["manual_therapy", "massage"]),
            ),
            max_size=2,
        ),
    },
)
CASES = st.fixed_dictionaries(
    {
        "entry": entries(),
        "profile": st.none() | strategies.records(PROFILE, most=13),
        "acknowledgements": acknowledgements(),
        "now": strategies.values(EPISODES.fields["started_at"]),
        "around": AROUND,
    }
)


def answer(case: dict[str, Any]) -> list[evaluator.Card]:
    return evaluator.evaluate(
        case["entry"],
        case["profile"],
        case["acknowledgements"],
        datetime.fromisoformat(case["now"]),
        data=DATA,
        around=case["around"],
    )


@given(case=CASES)
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_record_that_the_shapes_accept_gets_an_answer(case: dict[str, Any]) -> None:
    cards = answer(case)
    order = [DATA["cards"][i]["card"] for i in range(len(DATA["cards"]))]
    names = [card["card"].partition(":")[0] for card in cards]
    assert names == sorted(set(names), key=order.index)


@given(case=CASES)
@settings(max_examples=70, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_acknowledgement_of_another_entry_silences_an_emergency(case: dict[str, Any]) -> None:
    rows = [{**row, "episode": None, "date": None} for row in case["acknowledgements"]]

    def emergencies(given: list[Any]) -> list[str]:
        return [c["card"] for c in answer({**case, "acknowledgements": given}) if c["tier"] == "E"]

    assert emergencies(rows) == emergencies([])


@given(case=CASES)
@settings(max_examples=70, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_unanswered_field_is_the_same_as_an_absent_one(case: dict[str, Any]) -> None:
    given = {name: value for name, value in case["entry"].items() if value is not None}
    fields = EPISODES.fields if "started_at" in given else CHECK_INS.fields
    blank = dict.fromkeys(fields)
    assert answer({**case, "entry": {**blank, **given}}) == answer({**case, "entry": given})


# --- the twin

TWIN = ROOT / "phone" / "static" / "phone" / "js" / "core" / "warning-signs.js"
ASK_TWIN = f"""
import {{ evaluate }} from "{TWIN.as_uri()}";
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const {{ data, cases }} = JSON.parse(Buffer.concat(chunks).toString());
const answers = cases.map(({{ entry, profile, acknowledgements, now, around }}) =>
  evaluate(entry, profile, acknowledgements, now, data, around));
console.log(JSON.stringify(answers));
"""


def ask_twin(cases: list[dict[str, Any]]) -> Any:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not here")
    done = subprocess.run(
        [node, "--input-type=module", "-e", ASK_TWIN],
        input=json.dumps({"data": DATA, "cases": cases}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@given(cases=st.lists(CASES, min_size=20, max_size=60))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_phone_answers_as_the_server_does(cases: list[dict[str, Any]]) -> None:
    assert ask_twin(cases) == [answer(case) for case in cases]


def test_the_phone_answers_the_vectors_word_for_word() -> None:
    cases = [
        {
            "entry": whole(vector),
            "profile": vector.get("profile"),
            "acknowledgements": vector.get("acknowledgements", []),
            "now": vector.get("now", BASE["now"]),
            "around": vector.get("around") or {},
        }
        for vector in VECTORS
    ]
    assert ask_twin(cases) == [answer(case) for case in cases]
