"""The process that draws and typesets: it knows no database, no secret and no network.

Asked on standard input and answering on standard output: four bytes of length, then the body; a
question is JSON, an answer begins with one byte, `+` for a result and `-` for what went wrong.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
import json
import os
import resource
import select
import struct
from typing import Any, BinaryIO, Final

LENGTH: Final = struct.Struct(">I")
MEMORY_BYTES: Final = 1536 * 1024**2
CPU_SECONDS: Final = 20
IDLE_SECONDS: Final = 600
GATHER_AFTER: Final = 10


def answer(question: dict[str, Any]) -> bytes:
    """One chart or one document."""
    if question["kind"] == "chart":
        return chart(question)
    if question["kind"] == "pdf":
        from reports import typesetting

        return typesetting.pdf(question)
    raise ValueError(question["kind"])


def chart(question: dict[str, Any]) -> bytes:
    """A chart as SVG or PNG; without data, its title alone."""
    from reports import letters
    from reports.figures import CHARTS, style

    question = letters.legible(question)
    data = question["data"]
    more = {name: data[name] for name in ("size", "narrow") if data and name in data}
    sheet = style.Sheet(question["theme"], title=question["title"], note=question["note"], **more)
    if data is not None:
        CHARTS[question["name"]].draw(sheet, data)
    return sheet.save(question["format"])


def limit() -> None:
    """This process may use so much memory and write no file; each answer may take so long."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_cpu() -> None:
    """So many more seconds of work from now on; beyond them the system ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer until nobody asks any more."""
    for number in itertools.count(1):
        if not select.select([questions], [], [], IDLE_SECONDS)[0]:
            return
        head = questions.read(LENGTH.size)
        if len(head) < LENGTH.size:
            return
        body = questions.read(LENGTH.unpack(head)[0])
        allow_cpu()
        try:
            said = b"+" + answer(json.loads(body))
        except Exception as error:
            # the class alone: a message could hold what somebody wrote
            said = b"-" + type(error).__name__.encode()
        answers.write(LENGTH.pack(len(said)) + said)
        answers.flush()
        if number % GATHER_AFTER == 0:  # figures are rings of objects that wait to be let go
            gc.collect()


def main() -> None:
    # Whatever prints must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    questions = os.fdopen(0, "rb", buffering=0)
    limit()
    from reports.figures import style

    style.prepare()
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(questions, answers)


if __name__ == "__main__":
    main()
