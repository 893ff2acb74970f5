from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Measure how often the methods err, and how often they find what is there, in made-up "
        "diaries of known truth. The tables stand in docs/methods/."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        methods = parser.add_subparsers(dest="method", required=True)
        pattern = methods.add_parser("pattern", help="the neck-related pattern")
        pattern.add_argument("--people", type=int, default=6000, help="made-up people a cohort")
        linked = methods.add_parser("associations", help="associations and treatments")
        linked.add_argument("--runs", type=int, default=200, help="made-up diaries a row")
        linked.add_argument("--long", action="store_true", help="every length; takes an hour")
        for method in (pattern, linked):
            method.add_argument("--seed", type=int, default=1, help="the same seed, the same table")

    def handle(self, *args: Any, **options: Any) -> None:
        write = {"pattern": self._pattern, "associations": self._associations}
        write[options["method"]](options)

    def _pattern(self, options: dict[str, Any]) -> None:
        from analytics.simulate import cohorts

        self.stdout.write(f"{options['people']} people a cohort, seed {options['seed']}")
        self._row("cohort", "cervicogenic", "sensitivity", "specificity", "predictive value")
        for cohort in cohorts.COHORTS:
            held = cohorts.calibrate_pattern(cohort, options["people"], options["seed"])
            value = "-" if held.ppv is None else f"{held.ppv:.3f}"
            shares = (f"{share:.3f}" for share in (held.sensitivity, held.specificity))
            self._row(cohort, str(held.cervicogenic), *shares, value)

    def _associations(self, options: dict[str, Any]) -> None:
        from analytics.simulate import calibrations

        self.stdout.write(f"{options['runs']} diaries a row, seed {options['seed']}")
        table = calibrations.calibrate(
            runs=options["runs"], seed=options["seed"], thorough=options["long"]
        )
        self.stdout.write(table.to_string(index=False, na_rep="-", float_format="{:.3f}".format))

    def _row(self, *cells: str) -> None:
        self.stdout.write("".join(f"{cell:<18}" for cell in cells).rstrip())
