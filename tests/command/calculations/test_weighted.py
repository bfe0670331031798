"""Domains, cross tables, regression and contrasts from the command line, recomputed beside it."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import f as f_distribution

from homelands.command.calculations.commands import calculate

CASE = Path("tests/science/rds/cases/seeds_of_one_group.csv").resolve()
CHAINS = ["--id", "id", "--recruiter", "recruiter", "--degree", "degree"]
B = 200


def told(capsys: Any, *words: str) -> dict[str, Any]:
    capsys.readouterr()
    assert calculate(["estimate", *words, "--format", "json"]) == 0, capsys.readouterr().err
    return dict(json.loads(capsys.readouterr().out))


def refused(capsys: Any, *words: str) -> str:
    capsys.readouterr()
    assert calculate(["estimate", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return str(said.err)


def written(path: Path, names: list[str], rows: Any) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(rows)
    return path


class People:
    """A made-up sample with weights and replicate weights, in files and as arrays."""

    def __init__(self, folder: Path, seed: int = 4, n: int = 240, name: str = "people") -> None:
        rng = np.random.default_rng(seed)
        self.sex = rng.choice(["m", "w"], n)
        self.job = np.where(rng.random(n) < 0.3 + 0.3 * (self.sex == "w"), "yes", "no")
        self.age = rng.integers(20, 65, n).astype(float)
        self.income = 10 + 2 * (self.sex == "w") + 0.5 * self.age + rng.normal(0, 3, n)
        self.weight = rng.uniform(1, 4, n)
        drawn = rng.multinomial(n, np.full(n, 1 / n), size=B)
        self.drawn = drawn * self.weight
        ids = [f"p{k}" for k in range(n)]
        rows = zip(ids, self.sex, self.job, self.age, self.income.tolist(), strict=True)
        names = ["id", "sex", "job", "age", "income"]
        self.file = written(folder / f"{name}.csv", names, rows)
        order = rng.permutation(n)  # the file of weights is matched by id, not by row
        self.weights = written(
            folder / f"{name}-weights.csv",
            ["id", "weight", *(f"rep_{k + 1}" for k in range(B))],
            ([ids[i], self.weight[i], *self.drawn[:, i].tolist()] for i in order),
        )

    @property
    def words(self) -> list[str]:
        return [str(self.file), "--id", "id", "--weights", str(self.weights)]

    def each(self, statistic: Any) -> tuple[Any, Any]:
        """Return a statistic of weights on the sample and its standard error."""
        replicates = np.array([statistic(w) for w in self.drawn])
        return statistic(self.weight), replicates.std(axis=0, ddof=1)


@pytest.fixture
def people(tmp_path: Path) -> People:
    return People(tmp_path)


def test_means_by_domain_from_a_file_of_weights(people: People, capsys: Any) -> None:
    said = told(capsys, "means", *people.words, "--outcome", "income", "--by", "sex,job")
    figure = {(one["domain"], one["statistic"]): one for one in said["estimates"]}
    assert len(figure) == 2 * 5
    inside = (people.sex == "w") & (people.job == "yes")
    value, se = people.each(lambda w: w[inside] @ people.income[inside] / w[inside].sum())
    one = figure["w × yes", "mean"]
    assert (one["estimate"], one["se"]) == (pytest.approx(value), pytest.approx(se))
    assert one["n"] == inside.sum()
    assert said["method"] == "weighted-mean/given/percentile"


def test_shares_by_domain(people: People, capsys: Any) -> None:
    words = ["--outcome", "job", "--by", "sex", "--interval", "logit"]
    said = told(capsys, "shares", *people.words, *words)
    figure = {(one["domain"], one["category"]): one for one in said["estimates"]}
    inside, yes = people.sex == "m", people.job == "yes"
    value, se = people.each(lambda w: w[inside & yes].sum() / w[inside].sum())
    one = figure["m", "yes"]
    assert (one["estimate"], one["se"]) == (pytest.approx(value), pytest.approx(se))
    reach = 1.959964 * se / (value * (1 - value))
    assert one["low"] == pytest.approx(1 / (1 + np.exp(-(np.log(value / (1 - value)) - reach))))


def test_shares_of_chains_are_those_of_estimate_rds(capsys: Any) -> None:
    by_rds = told(capsys, "rds", str(CASE), *CHAINS, "--outcome", "y", "--replicates", "100")
    said = told(capsys, "shares", str(CASE), *CHAINS, "--outcome", "y", "--replicates", "100")
    for name in ("estimate", "se", "low", "high"):
        assert [one[name] for one in said["estimates"]] == pytest.approx(
            [one[name] for one in by_rds["estimates"]], rel=1e-12
        )


def test_what_leaves_estimate_rds_comes_back(tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "weights.csv"
    words = [*CHAINS, "--outcome", "y", "--population", "5000", "--replicates", "100"]
    by_rds = told(capsys, "rds", str(CASE), *words, "--weights", str(out))
    back = ["--id", "id", "--weights", str(out), "--outcome", "y", "--interval", "logit"]
    said = told(capsys, "shares", str(CASE), *back)
    for name in ("estimate", "se", "low", "high"):
        assert [one[name] for one in said["estimates"]] == pytest.approx(
            [one[name] for one in by_rds["estimates"]], rel=1e-9
        )


def test_a_cross_table_and_its_test_are_those_of_svychisq(people: People, capsys: Any) -> None:
    """The test is recomputed as R's survey does: residuals of the interactions by QR."""
    said = told(capsys, "cross-table", *people.words, "--rows", "sex", "--columns", "job")
    cells = [(r, c) for r in ("m", "w") for c in ("no", "yes")]
    inside = np.array([(people.sex == r) & (people.job == c) for r, c in cells])
    value, se = people.each(lambda w: inside @ w / w.sum())
    for one, share, error, mine in zip(said["cells"], value, se, inside, strict=True):
        assert one["of_all"]["estimate"] == pytest.approx(share)
        assert one["of_all"]["se"] == pytest.approx(error)
        assert one["n"] == mine.sum()
    drawn = np.array([inside @ w / w.sum() for w in people.drawn])
    n = people.weight.size
    main = np.array([[1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1]], dtype=float)
    both = np.array([0.0, 0, 0, 1])[:, None]
    c = both - main @ np.linalg.lstsq(main, both, rcond=None)[0]
    over = np.diag(1 / value)
    delta = np.linalg.solve(c.T @ over @ c / n, c.T @ over @ np.cov(drawn.T) @ over @ c)
    table = value.reshape(2, 2)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    pearson = n * ((table - expected) ** 2 / expected).sum()
    test = said["test"]
    assert test["f"] == pytest.approx(pearson / np.trace(delta))
    df = min(B, n) - 1
    assert (test["df"], test["df_design"]) == (pytest.approx(1), pytest.approx(df))
    assert test["p"] == pytest.approx(f_distribution.sf(test["f"], 1, df))
    by_row = {(one["row"], one["column"]): one["of_row"]["estimate"] for one in said["cells"]}
    assert by_row["w", "yes"] + by_row["w", "no"] == pytest.approx(1)


def test_a_table_with_an_empty_cell_says_why_there_is_no_test(tmp_path: Path, capsys: Any) -> None:
    made = People(tmp_path)
    with made.file.open(newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["job"] = "no" if row["sex"] == "m" else row["job"]
    written(made.file, list(rows[0]), (row.values() for row in rows))
    said = told(capsys, "cross-table", *made.words, "--rows", "sex", "--columns", "job")
    assert said["test"] is None
    assert "join categories" in said["why_no_test"]


def test_a_linear_regression_is_least_squares_on_every_replicate(
    people: People, capsys: Any
) -> None:
    said = told(capsys, "regression", *people.words, "--outcome", "income", "--on", "sex,age")
    x = np.column_stack([np.ones(people.age.size), people.sex == "w", people.age]).astype(float)

    def fitted(w: Any) -> Any:
        return np.linalg.solve(x.T @ (x * w[:, None]), x.T @ (w * people.income))

    value, se = people.each(fitted)
    assert [one["term"] for one in said["coefficients"]] == ["constant", "sex: w", "age"]
    assert [one["estimate"] for one in said["coefficients"]] == pytest.approx(list(value))
    assert [one["se"] for one in said["coefficients"]] == pytest.approx(list(se), rel=1e-6)
    assert said["compared_with"] == {"sex": "m"}


def test_a_logistic_regression_on_one_indicator_is_the_odds_ratio(
    people: People, capsys: Any
) -> None:
    words = ["--outcome", "job", "--yes", "yes", "--on", "sex"]
    said = told(capsys, "regression", *people.words, *words)
    yes, women = people.job == "yes", people.sex == "w"

    def log_odds(w: Any) -> Any:
        odds = [w[yes & group].sum() / w[~yes & group].sum() for group in (~women, women)]
        return np.array([np.log(odds[0]), np.log(odds[1] / odds[0])])

    value, se = people.each(log_odds)
    assert [one["estimate"] for one in said["coefficients"]] == pytest.approx(list(value), rel=1e-6)
    assert [one["se"] for one in said["coefficients"]] == pytest.approx(list(se), rel=1e-5)
    ratio = said["coefficients"][1]["odds_ratio"]
    assert ratio["estimate"] == pytest.approx(np.exp(value[1]), rel=1e-6)


def test_groups_of_one_sample_differ_with_their_joint_error(people: People, capsys: Any) -> None:
    words = ["--share", "job", "--by", "sex", "--between", "w,m"]
    said = told(capsys, "contrast", *people.words, *words)
    yes, women = people.job == "yes", people.sex == "w"

    def gap(w: Any) -> float:
        return float(
            w[yes & women].sum() / w[women].sum() - w[yes & ~women].sum() / w[~women].sum()
        )

    value, se = people.each(gap)
    one = next(one for one in said["contrasts"] if one["statistic"] == "yes")
    assert (one["difference"], one["se"]) == (pytest.approx(value), pytest.approx(se))
    assert one["difference"] == pytest.approx(one["first"] - one["second"])
    assert said["samples"] == "one sample"


def test_samples_drawn_apart_add_their_variances(tmp_path: Path, capsys: Any) -> None:
    one, other = People(tmp_path, 4, name="a"), People(tmp_path, 5, n=150, name="b")
    words = [str(one.file), str(other.file), "--id", "id", "--weights", str(one.weights)]
    said = told(
        capsys, "contrast", *words, "--other-weights", str(other.weights), "--mean", "income"
    )
    (gap,) = said["contrasts"]
    points = [each.each(lambda w, y=each.income: w @ y / w.sum()) for each in (one, other)]
    assert gap["difference"] == pytest.approx(points[0][0] - points[1][0])
    assert gap["se"] == pytest.approx(np.hypot(points[0][1], points[1][1]))
    assert (said["samples"], gap["in_both"]) == ("independent", None)


def wave(folder: Path, name: str, people: list[str], y: np.ndarray) -> Path:
    rows = [[person, value, 1] for person, value in zip(people, y.tolist(), strict=True)]
    return written(folder / name, ["id", "y", "w"], rows)


def test_a_panel_has_the_error_of_the_differences(tmp_path: Path, capsys: Any) -> None:
    """Equal weights, the same people: the error is that of the mean of their own changes."""
    rng = np.random.default_rng(8)
    first = rng.normal(5, 2, 120)
    second = first + rng.normal(1, 0.5, 120)
    ids = [f"p{k}" for k in range(120)]
    order = rng.permutation(120)
    one = wave(tmp_path, "one.csv", ids, first)
    other = wave(tmp_path, "two.csv", [ids[k] for k in order], second[order])
    words = ["--weight", "w", "--mean", "y"]
    said = told(capsys, "contrast", str(other), str(one), *words, "--person", "id")
    (gap,) = said["contrasts"]
    assert gap["difference"] == pytest.approx(float((second - first).mean()))
    assert gap["se"] == pytest.approx(float((second - first).std(ddof=1) / np.sqrt(120)), rel=1e-6)
    assert (said["samples"], gap["in_both"]) == ("panel", 120)
    apart = told(capsys, "contrast", str(other), str(one), *words)["contrasts"][0]
    assert apart["se"] > 3 * gap["se"]


def test_overlapping_waves_stand_between_a_panel_and_samples_apart(
    tmp_path: Path, capsys: Any
) -> None:
    """With m of n in both, cov = sum over both of e_a e_b / (n_a n_b), simulated in test_pooled."""
    rng = np.random.default_rng(9)
    first, second = rng.normal(5, 2, 100), rng.normal(6, 2, 80)
    second[:40] = first[60:] + rng.normal(1, 0.5, 40)
    one = wave(tmp_path, "one.csv", [f"p{k}" for k in range(100)], first)
    other = wave(tmp_path, "two.csv", [f"p{k}" for k in range(60, 140)], second)
    words = ["--weight", "w", "--mean", "y", "--person", "id"]
    said = told(capsys, "contrast", str(one), str(other), *words)
    (gap,) = said["contrasts"]
    e = [first - first.mean(), second - second.mean()]
    shared = (e[0][60:] @ e[1][:40]) / np.sqrt((e[0] @ e[0]) * (e[1] @ e[1]))
    se = [first.std(ddof=1) / 10, second.std(ddof=1) / np.sqrt(80)]
    assert gap["correlation"] == pytest.approx(float(shared))
    expected = np.sqrt(se[0] ** 2 + se[1] ** 2 - 2 * shared * se[0] * se[1])
    assert gap["se"] == pytest.approx(float(expected), rel=1e-6)
    assert (said["samples"], gap["in_both"]) == ("overlapping", 40)


#: Lohr's stratified sample has its own test; this is small enough for a pencil.
SCHOOLS = [("a", 4.0), ("a", 6.0), ("a", 5.0), ("b", 9.0), ("b", 8.0), ("b", 10.0)]


def schools(folder: Path) -> list[str]:
    rows = [[stratum, y, 10 if stratum == "a" else 20] for stratum, y in SCHOOLS]
    return [str(written(folder / "schools.csv", ["stratum", "y", "w"], rows)), "--weight", "w"]


def test_a_stratified_sample_has_its_textbook_error(tmp_path: Path, capsys: Any) -> None:
    said = told(capsys, "means", *schools(tmp_path), "--strata", "stratum", "--outcome", "y")
    one = said["estimates"][0]
    assert one["estimate"] == pytest.approx((10 * 15 + 20 * 27) / 90)
    variance = (30**2 / 3 * 1.0 + 60**2 / 3 * 1.0) / 90**2  # both strata have variance 1
    assert one["se"] == pytest.approx(np.sqrt(variance))
    assert said["method"] == "mean-of-design/linearised/t"


def test_groups_of_a_probability_sample_are_compared_by_its_design(
    tmp_path: Path, capsys: Any
) -> None:
    words = ["--strata", "stratum", "--mean", "y", "--by", "stratum", "--between", "b,a"]
    said = told(capsys, "contrast", *schools(tmp_path), *words)
    (gap,) = said["contrasts"]
    assert gap["difference"] == pytest.approx(9 - 5)
    assert gap["se"] == pytest.approx(np.sqrt(1 / 3 + 1 / 3), rel=1e-6)


def test_what_is_wrong_is_one_sentence(people: People, tmp_path: Path, capsys: Any) -> None:
    file = str(people.file)
    weights = ["--id", "id", "--weights", str(people.weights)]
    cases = [
        (["shares", file, "--outcome", "job"], "in one way how the sample is weighted"),
        (["shares", file, *weights, "--weight", "age", "--outcome", "job"], "in one way"),
        (["shares", file, "--weights", str(people.weights), "--outcome", "job"], "--id"),
        (["shares", file, *weights, "--strata", "sex", "--outcome", "job"], "go with --weight"),
        (["means", file, *weights, "--outcome", "job"], "line 2, column 'job'"),
        (["means", file, "--weight", "age", "--outcome", "agge"], "has no column 'agge'"),
        (["cross-table", file, "--weight", "age", "--rows", "sex", "--columns", "job"],
         "A cross table needs replicates"),
        (["regression", file, *weights, "--outcome", "income", "--on", "sex,sex"], "each once"),
        (["regression", file, *weights, "--outcome", "job", "--yes", "no way", "--on", "sex"],
         "Nobody answered 'no way'"),
        (["regression", file, *weights, "--outcome", "income", "--on", "sex", "--interval",
          "logit"], "is for shares"),
        (["contrast", file, *weights, "--mean", "income", "--by", "sex", "--between", "w,x"],
         "Nobody is in the group 'x'"),
        (["regression", file, *weights, "--outcome", "income", "--on", "id"],
         "different answers; at most 100"),
        (["contrast", file, *weights, "--mean", "income"], "--between A,B"),
        (["contrast", file, file, *weights, "--mean", "income"], "--other-weights"),
    ]  # fmt: skip
    for words, sentence in cases:
        said = refused(capsys, *words)
        assert sentence in said, (words, said)
        assert len(said.strip().splitlines()) == 1, said


def test_weights_that_do_not_fit_are_refused_with_the_row(
    people: People, tmp_path: Path, capsys: Any
) -> None:
    lines = people.weights.read_text().splitlines()
    few = tmp_path / "few.csv"
    few.write_text("\n".join([*lines[:5], *lines[6:]]) + "\n")
    words = [str(people.file), "--id", "id", "--outcome", "job", "--weights"]
    assert f"has no row in {few.name}" in refused(capsys, "shares", *words, str(few))
    few.write_text("\n".join([*lines, lines[3]]) + "\n")
    assert "line 242, column 'id'" in refused(capsys, "shares", *words, str(few))
    few.write_text("\n".join([*lines, "new,1" + ",1" * B]) + "\n")
    assert "weights 241 people" in refused(capsys, "shares", *words, str(few))
    minus = [lines[0], lines[1].replace(lines[1].split(",")[1], "-1"), *lines[2:]]
    few.write_text("\n".join(minus) + "\n")
    assert "line 2, column 'weight'" in refused(capsys, "shares", *words, str(few))


def test_namibia_is_a_destination(tmp_path: Path, capsys: Any) -> None:
    rows = [[k, ["NA", "ZA", "DE"][k % 3], 1] for k in range(60)]
    file = written(tmp_path / "s.csv", ["id", "country", "w"], rows)
    said = told(capsys, "shares", str(file), "--weight", "w", "--outcome", "country")
    assert [one["category"] for one in said["estimates"]] == ["DE", "NA", "ZA"]
    less = told(
        capsys, "shares", str(file), "--weight", "w", "--outcome", "country", "--missing", "NA"
    )
    assert [one["category"] for one in less["estimates"]] == ["DE", "ZA"]


def test_a_domain_of_which_nothing_can_be_said_is_left_out_and_named(
    tmp_path: Path, capsys: Any
) -> None:
    rows = [[k, "many" if k else "one", k % 7, "yes" if k % 3 else "no", 2] for k in range(40)]
    file = str(written(tmp_path / "s.csv", ["id", "group", "y", "job", "w"], rows))
    for kind, outcome in (("means", "y"), ("shares", "job")):
        said = told(capsys, kind, file, "--weight", "w", "--outcome", outcome, "--by", "group")
        assert {one["domain"] for one in said["estimates"]} == {"", "many"}
        (left,) = said["left_out"]
        assert left["domain"] == "one"
        assert "degree of freedom" in left["message"]


def test_an_answer_that_nobody_gave_has_an_upper_bound(people: People, capsys: Any) -> None:
    said = told(capsys, "shares", *people.words, "--outcome", "job", "--also", "retired,yes")
    bound = next(one for one in said["estimates"] if one["category"] == "retired")
    worth = min(one["effective_n"] for one in said["estimates"] if one["category"] != "retired")
    kish = people.weight.sum() ** 2 / (people.weight**2).sum()
    assert (bound["estimate"], bound["low"], bound["se"]) == (0, 0, None)
    assert bound["high"] == pytest.approx(1 - 0.025 ** (1 / min(worth, kish)))
    assert len(said["estimates"]) == 3


ANALYSES = {
    "contrast": ("--share", "job", "--by", "country", "--between", "ZA,BW"),
    "contrast of numbers": ("--mean", "age", "--by", "country", "--between", "ZA,BW"),
    "regression": ("--outcome", "age", "--on", "country"),
    "regression of odds": ("--outcome", "country", "--yes", "ZA", "--on", "age"),
    "means": ("--outcome", "age", "--by", "country"),
    "shares": ("--outcome", "job", "--by", "country"),
    "cross-table": ("--rows", "job", "--columns", "country"),
}


@pytest.mark.parametrize("kind", ANALYSES)
def test_na_that_is_taken_for_namibia_is_told_by_every_analysis(
    kind: str, tmp_path: Path, capsys: Any
) -> None:
    people = People(tmp_path)
    rows = list(csv.DictReader(people.file.read_text(encoding="utf-8").splitlines()))
    countries = ["NA", "ZA", "BW", "ZM"] * (len(rows) // 4)
    file = written(
        tmp_path / "countries.csv",
        [*rows[0], "country"],
        [[*row.values(), country] for row, country in zip(rows, countries, strict=True)],
    )
    words = (kind.split()[0], str(file), "--weights", str(people.weights), "--id", "id")
    report = told(capsys, *words, *ANALYSES[kind])
    codes = [one["code"] for one in report["cautions"]]
    assert codes.count("answer-na-country") == 1
    report = told(capsys, *words, *ANALYSES[kind], "--not-missing", "NA")
    assert "answer-na-country" not in [one["code"] for one in report["cautions"]]
