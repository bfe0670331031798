"""`homelands sample trial`: a plan tried on simulated networks before anybody goes out."""

import argparse
import json
from dataclasses import dataclass

import numpy as np

from homelands.command.calculations.columns import BadInput
from homelands.command.calculations.lists import figures
from homelands.science.planning.detection import Detection, detection
from homelands.science.planning.mixing import Mixing, mixing
from homelands.science.planning.networks import Blocks, network
from homelands.science.planning.recruitment import Fieldwork
from homelands.science.planning.search import Search, Wanted, search
from homelands.science.planning.trial import Study, Trial, by_tree, trial


@dataclass(frozen=True, eq=False, slots=True)
class Found:
    """What the studies came to: the trial, the network that they met, and what was asked beside."""

    trial: Trial
    met: Mixing
    search: Search | None
    detection: Detection | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--population", type=int, required=True, help="members of the population")
    parser.add_argument(
        "--groups", default="0.3,0.7", help="shares of two groups or more; the first is estimated"
    )
    parser.add_argument("--degrees", default="10,10", help="mean numbers of contacts of each")
    parser.add_argument(
        "--homophily", type=float, default=0.4, help="0: groups mix; near 1: they hardly do"
    )
    parser.add_argument("--spread", type=float, default=0.0, help="of contacts within a group")
    parser.add_argument("--size", type=int, required=True, help="interviews wanted")
    parser.add_argument("--seeds", default="10", help="a number, or one for each group: 5,5")
    parser.add_argument("--coupons", type=int, default=3)
    parser.add_argument(
        "--redeemed", default="0.5", help="chance that a coupon comes back, or one for each group"
    )
    parser.add_argument("--delay", type=float, default=7.0, help="days until a recruit comes")
    parser.add_argument("--sizes", help="interviews to try, for --width: 200,400,600")
    parser.add_argument("--width", type=float, help="the interval's width that is wanted")
    parser.add_argument(
        "--other-groups", help="shares of another population: with which power it is told apart"
    )
    parser.add_argument("--studies", type=int, default=100, help="how often it is tried")
    parser.add_argument("--replicates", type=int, default=200)
    parser.add_argument("--level", type=float, default=0.95)
    parser.add_argument("--seed", type=int, default=1, help="of the random numbers")
    parser.add_argument("--format", choices=("table", "json"), default="table")


def run(options: argparse.Namespace) -> int:
    """Try the plan and print."""
    if bool(options.sizes) != (options.width is not None):
        raise BadInput("--sizes and --width go together: which sizes to try, and for which width.")
    if options.seed < 0:
        raise BadInput("--seed is a whole number of zero or more.")
    if not (1 <= options.studies <= 10_000 and 1 <= options.replicates <= 10_000):
        raise BadInput("--studies and --replicates are numbers from 1 to 10,000.")
    found = _found(options)
    if options.format == "json":
        print(json.dumps(_as_json(found), indent=2))
    else:
        print("\n".join(_as_text(found)))
    return 0


def _found(options: argparse.Namespace) -> Found:
    study = _study(options, options.groups)
    rng = np.random.default_rng(options.seed)
    estimate = by_tree(options.replicates, options.level)
    tried = trial(study, estimate, options.studies, rng)
    other = None
    if options.other_groups:
        second = trial(_study(options, options.other_groups), estimate, options.studies, rng)
        other = detection(tried, second, options.level)
    enough = None
    if options.sizes:
        sizes = [int(one) for one in _numbers(options.sizes, "--sizes")]
        enough = search(study, sizes, Wanted(options.width, options.studies), estimate, rng)
    met = mixing(network(study.blocks, np.random.default_rng([options.seed, 1])))
    return Found(tried, met, enough, other)


def _study(options: argparse.Namespace, groups: str) -> Study:
    shares = _numbers(groups, "--groups")
    degrees = _numbers(options.degrees, "--degrees")
    seeds = tuple(int(one) for one in _numbers(options.seeds, "--seeds"))
    redeemed = _numbers(options.redeemed, "--redeemed")
    blocks = Blocks(options.population, shares, degrees, options.homophily, options.spread)
    field = Fieldwork(
        size=options.size,
        seeds=seeds[0] if len(seeds) == 1 else seeds,
        coupons=options.coupons,
        redeemed=redeemed[0] if len(redeemed) == 1 else redeemed,
        delay=options.delay,
    )
    return Study(blocks, field, (1.0, *(0.0,) * (len(shares) - 1)))


def _numbers(text: str, name: str) -> tuple[float, ...]:
    return figures(text, f"{name} takes numbers with commas between them")


def _as_json(found: Found) -> dict[str, object]:
    return {
        **_trial(found.trial),
        "network": {
            "homophily": found.met.homophily,
            "degrees": found.met.degree.tolist(),
            "connected": found.met.connected,
            "alone": found.met.alone,
        },
        "search": found.search
        and {
            "n": found.search.n,
            "tried": [
                {"size": size, **_trial(one)}
                for size, one in zip(found.search.sizes, found.search.trials, strict=True)
            ],
        },
        "detection": found.detection
        and {
            "power": found.detection.power,
            "wrong_way": found.detection.wrong,
            "difference": found.detection.difference,
        },
    }


def _trial(one: Trial) -> dict[str, object]:
    return {
        "studies": int(one.n.size),
        "bias": one.bias,
        "unweighted_bias": one.naive_bias,
        "deff": one.deff,
        "width": one.width,
        "coverage": one.coverage,
        "coverage_se": one.coverage_error,
        "died": one.dead,
        "median_interviews": float(np.median(one.n)),
    }


def _as_text(found: Found) -> list[str]:
    one = found.trial
    lines = [
        f"{one.n.size:,} studies: design effect {one.deff:.1f}, bias {one.bias:+.3f} (unweighted "
        f"{one.naive_bias:+.3f}), median width {one.width:.2f}",
        f"covers {one.coverage:.0%} ± {one.coverage_error:.0%}, died {one.dead:.0%}, median "
        f"interviews {np.median(one.n):,.0f}",
        f"network: homophily {found.met.homophily:.2f}, {found.met.connected:.0%} connected",
    ]
    if found.search:
        widths = zip(found.search.sizes, found.search.trials, strict=True)
        tried = ", ".join(f"{size:,}: {each.width:.2f}" for size, each in widths)
        enough = "none is enough" if found.search.n is None else f"{found.search.n:,} is enough"
        lines.append(f"widths by interviews {tried}; {enough}")
    if found.detection:
        lines.append(
            f"a difference of {found.detection.difference:+.3f} is seen with power "
            f"{found.detection.power:.0%}"
        )
    return lines
