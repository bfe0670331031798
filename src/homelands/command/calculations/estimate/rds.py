"""`homelands estimate rds`: shares from a respondent-driven sample in a CSV file."""

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from homelands.command.calculations.answers import add_arguments as add_missing
from homelands.command.calculations.answers import answers as answered
from homelands.command.calculations.answers import doubts as doubts_of
from homelands.command.calculations.columns import BadInput, Table, read_table
from homelands.command.calculations.lists import parts as parts_of
from homelands.command.calculations.text import columns, listed, number, refusals, share, told
from homelands.command.calculations.weighing import population, replicates
from homelands.science.analysis.groups import Groups, groups
from homelands.science.analysis.unseen import unseen
from homelands.science.estimate import Caution, method_of
from homelands.science.rds.checks import failed
from homelands.science.rds.coupons import chain
from homelands.science.rds.diagnostics.chains import Chains, chains
from homelands.science.rds.diagnostics.convergence import convergence, in_order
from homelands.science.rds.diagnostics.homophily import homophily
from homelands.science.rds.diagnostics.mixing import mixing
from homelands.science.rds.evidence import Circumstances, evidence, refused
from homelands.science.rds.plan import BOOTSTRAPS, ESTIMATORS, PLAN, TREATMENTS, Plan
from homelands.science.rds.sample import Sample, from_coupons, from_recruiters
from homelands.science.rds.study import Study, study
from homelands.science.rds.turns import restricted
from homelands.science.weighting.design_effect import design_effect
from homelands.ui.sentences import method

SEED = "seed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sample", metavar="SAMPLE.csv", help="one row for each respondent")
    parser.add_argument("--id", required=True, help="column of the respondents' ids")
    parser.add_argument("--recruiter", help='column of recruiters\' ids; blank or "seed": a seed')
    parser.add_argument("--coupon", help="column of the coupon that each one came with")
    parser.add_argument("--coupons", help="columns of the coupons given out: A,B,C")
    parser.add_argument("--degree", required=True, help="column of the numbers of contacts")
    parser.add_argument("--outcome", required=True, help="column of the answers to estimate")
    parser.add_argument("--order", help="column of the days or places in which people answered")
    add_missing(parser)
    parser.add_argument("--population", type=float, help="N, the people sampled from")
    population.add_arguments(parser)
    parser.add_argument(
        "--estimator", choices=ESTIMATORS, help="ss with --population, rds2 without"
    )
    parser.add_argument("--interval", choices=BOOTSTRAPS, help="gile for ss, tree for the others")
    parser.add_argument("--replicates", type=int, default=1000)
    parser.add_argument("--level", type=float, default=0.95)
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    parser.add_argument("--degree-treatment", choices=TREATMENTS, help="of missing ones: raise")
    parser.add_argument("--without-seeds", action="store_true", help="seeds leave the estimate")
    parser.add_argument(
        "--also", default="", help="answers that nobody may have given: they get an upper bound"
    )
    parser.add_argument(
        "--weights", metavar="OUT.csv", help="write weights and replicate weights, for R and others"
    )
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    table = read_table(options.sample)
    sample, said = read_sample(table, options)
    answers = answered(table, options.outcome, options)
    doubts = doubts_of(table, [options.outcome], options)
    found = study(sample, answers, _plan(options), _order(table, options))
    cautions = (*said, *doubts, *found.cautions)
    report = _report(table, sample, answers, replace(found, cautions=cautions), options)
    if options.weights:
        report["written"] = replicates.write(options.weights, sample, answers, found)
    print(json.dumps(report, indent=2) if options.format == "json" else _text(report))
    return 0


def _order(table: Table, options: argparse.Namespace) -> NDArray[np.float64] | None:
    """Return in which order people answered, or None where that is not known."""
    if not options.order:
        return None
    places = [np.nan if one is None else one for one in table.numbers(options.order)]
    return in_order(np.array(places, dtype=np.float64))


def _plan(options: argparse.Namespace) -> Plan:
    if options.seed < 0:
        raise BadInput("--seed is a whole number of zero or more.")
    return Plan(
        estimator=options.estimator or "",
        interval=options.interval or "",
        treatment=options.degree_treatment or PLAN.treatment,
        population=options.population,
        replicates=options.replicates,
        level=options.level,
        seed=options.seed,
        with_seeds=not options.without_seeds,
        population_draws=population.draws(options),
    )


def read_sample(table: Table, options: argparse.Namespace) -> tuple[Sample, tuple[Caution, ...]]:
    """Return the recruitment forest, from recruiters or from coupons, with its oddities."""
    if bool(options.recruiter) == bool(options.coupon) or bool(options.coupon) != bool(
        options.coupons
    ):
        raise BadInput("Give either --recruiter, or both --coupon and --coupons.")
    ids = table.column(options.id)
    for line, person in table.cells(options.id):
        if not person:
            raise table.wrong(line, options.id, "the id is empty")
    degrees = table.degrees(options.degree)
    if options.recruiter:
        recruiters = [_recruiter(text) for text in table.known(options.recruiter)]
        return from_recruiters(ids, recruiters, degrees), ()
    given = [table.known(name) for name in parts_of(options.coupons)]
    issued = list(zip(*given, strict=True))
    read = chain(table.known(options.coupon), issued)
    kept = [[code for code in codes if code is not None] for codes in issued]
    return from_coupons(ids, read.own, kept, degrees, reusable=read.reusable), read.cautions


def _recruiter(text: str | None) -> str | None:
    return None if text is None or text.lower() == SEED else text


def _report(
    table: Table,
    sample: Sample,
    answers: list[str | None],
    found: Study,
    options: argparse.Namespace,
) -> dict[str, object]:
    """Return what the JSON holds."""
    answered = groups(answers)
    similar = homophily(sample, answered, found.treated.degree, found.weight)
    against = refused(found.names, evidence(sample, found, answered, _circumstances(options)))
    cautions = (*found.cautions, *(c for e in found.estimates for c in e.cautions))
    return {
        "n": len(sample.ids),
        "seeds": sample.seeds,
        "max_wave": int(sample.wave.max()),
        "estimator": found.plan.estimator,
        "interval": found.plan.interval,
        "method": found.estimates[0].method.code,
        "level": found.plan.level,
        "population": found.plan.population,
        "population_uncertain": population.told(found.plan.population_draws, options),
        "estimates": [
            {
                "category": name,
                "estimate": estimate.value,
                "se": _known(se),
                "low": estimate.low,
                "high": estimate.high,
                "n": count,
                "effective_n": estimate.effective_n,
            }
            for name, estimate, se, count in zip(
                found.names, found.estimates, found.se.tolist(), found.counts.tolist(), strict=True
            )
        ],
        "unseen": _unseen(found, parts_of(options.also)),
        "homophily": _known(similar.recruitment),
        "diagnostics": _diagnostics(sample, answered, found, _order(table, options)),
        "checks_failed": failed(found.cautions),
        "sensitivity": [
            {
                "choice": variant.name,
                "estimates": dict(
                    zip(found.names, map(_known, variant.value.tolist()), strict=True)
                ),
            }
            for variant in found.variants
        ],
        "design_class": found.design_class,
        "cautions": told(cautions),
        "refusals": refusals(against),
    }


def _unseen(found: Study, also: Sequence[str]) -> list[dict[str, object]]:
    """Return upper bounds for the answers of which the sample holds nobody."""
    first = found.estimates[0]
    sizes = [one.effective_n for one in found.estimates if one.effective_n]
    worth = min([*sizes, design_effect(found.weight).effective_n])
    names = sorted(set(also) - set(found.names))
    bound = unseen(first.n, worth, first.method, found.plan.level)
    return [{"category": name, "estimate": 0.0, "low": 0.0, "high": bound.high,
             "effective_n": bound.effective_n} for name in names]  # fmt: skip


def _diagnostics(
    sample: Sample, answered: Groups, found: Study, day: NDArray[np.float64] | None
) -> dict[str, object]:
    """Return what the checks looked at: mixing, settling, and each chain."""
    used = answered if found.plan.with_seeds else restricted(answered, sample.parent >= 0)
    mixed = mixing(sample, used)
    path = convergence(sample, used, found.weight, day)
    seen = chains(sample, used, found.weight)
    return {
        "second_eigenvalue": _known(mixed.second),
        "recruits_across": _known(mixed.across),
        "convergence": {
            "by": "waves" if day is None else "order",
            "n": path.n.tolist(),
            "shares": {name: path.share[:, k].tolist() for k, name in enumerate(path.names)},
            "moved": dict(zip(path.names, path.moved.tolist(), strict=True)),
            "settled": dict(zip(path.names, path.settled(found.se).tolist(), strict=True)),
        },
        "chains": [
            {"seed": seed, "people": people, "last_wave": wave, "without_it": moved}
            for seed, people, wave, moved in zip(
                seen.seeds,
                seen.size.tolist(),
                seen.wave.tolist(),
                _moves(seen, used.names),
                strict=True,
            )
        ],
    }


def _moves(seen: Chains, names: Sequence[str]) -> list[dict[str, float | None]]:
    """Return by how much each share would move without each chain."""
    return [dict(zip(names, map(_known, row), strict=True)) for row in seen.influence.tolist()]


def _circumstances(options: argparse.Namespace) -> Circumstances:
    return Circumstances(treatment_chosen=options.degree_treatment is not None)


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _text(report: dict[str, Any]) -> str:
    """Return the report as a person reads it."""
    kind = method(method_of(report["method"]))
    head = (
        f"{report['n']:,} respondents, {report['seeds']} seeds, longest chain "
        f"{report['max_wave']} waves\n{kind}, design class {report['design_class']}"
    )
    rows = [["category", "estimate", "s.e.", "low", "high", "n", "effective n"]]
    for one in report["estimates"]:
        figures = [share(one[name]) for name in ("estimate", "se", "low", "high")]
        rows.append([one["category"], *figures, number(one["n"]), number(one["effective_n"])])
    for one in report["unseen"]:
        bounds = [share(one[name]) for name in ("estimate", "low", "high")]
        figures = [bounds[0], share(None), *bounds[1:]]
        rows.append([one["category"], *figures, "0", number(one["effective_n"])])
    others = [["with another choice", *(one["category"] for one in report["estimates"])]]
    for variant in report["sensitivity"]:
        others.append([variant["choice"], *map(share, variant["estimates"].values())])
    seen = report["diagnostics"]
    similar = (
        f"recruitment homophily {share(report['homophily'])}, second eigenvalue "
        f"{share(seen['second_eigenvalue'])}"
    )
    moved = [["chain of seed", "people", "last wave", *(f"without it, {name}" for name in
              seen["convergence"]["settled"])]]  # fmt: skip
    for one in seen["chains"]:
        moves = [_signed(by) for by in one["without_it"].values()]
        moved.append([one["seed"], number(one["people"]), number(one["last_wave"]), *moves])
    parts = [head, columns(rows), columns(others), similar, columns(moved)]
    parts.append("\n".join(listed("Cautions", report["cautions"])))
    parts.append("\n".join(listed("Not to be published as it is", report["refusals"])))
    if report.get("written"):
        parts.append(f"Written: {' and '.join(report['written'])}")
    return "\n\n".join(filter(None, parts))


def _signed(move: float | None) -> str:
    return "–" if move is None else f"{move:+.4f}"
