"""Ten years of a diary in and out.

.venv/bin/python -m bench.archive
"""

import json
import time
from collections.abc import Callable
from typing import Any

from bench import examples, measure

MOST_SECONDS = 6


def main() -> None:
    """Print the times, and the ratio to what reading and writing the JSON alone takes."""
    measure.start()
    (_, api, _), *_ = measure.people(1)
    api("GET", "/api/v1/me/archive/")  # the first request loads the program
    document = examples.ten_years()
    text = json.dumps(document)
    _, alone, _ = _timed(lambda: json.dumps(json.loads(text)))
    first, first_cpu, _ = _timed(lambda: api("POST", "/api/v1/me/archive/", document))
    detail = f"CPU {first_cpu:.2f} s, {first_cpu / alone:.0f} × its JSON read and written"
    met = first <= MOST_SECONDS
    measure.tell("Import of ten years, seconds", first, "≤ 6", met=met, detail=detail)
    again, _, answer = _timed(lambda: api("POST", "/api/v1/me/archive/", document))
    told = json.loads(answer[1])
    assert (told["created"], told["kept"]) == (0, []), told["kept"][:2]
    out, _, _ = _timed(lambda: api("GET", "/api/v1/me/archive/"))
    print(f"The same again: {again:.2f} s. Export: {out:.2f} s.")


def _timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    began, cpu = time.perf_counter(), time.process_time()
    answer = work()
    return time.perf_counter() - began, time.process_time() - cpu, answer


if __name__ == "__main__":
    main()
