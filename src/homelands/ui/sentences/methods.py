"""The names of methods by their codes: estimators, ways to see a precision, kinds of intervals."""

from django.utils.translation import gettext_lazy as _

from .facts import Text

ESTIMATORS: dict[str, Text] = {
    "rds1": _("RDS-I"),
    "rds2": _("RDS-II"),
    "ss": _("Gile's SS"),
    "counts": _("counts of respondents"),
    "pooled-by-stock": _("pooled over destinations by their stocks"),
    "weighted-mean": _("weighted mean"),
    "weighted-share": _("weighted share"),
    "weighted-share-of-cell": _("weighted share of all"),
    "weighted-share-of-row": _("weighted share of the row"),
    "weighted-share-of-column": _("weighted share of the column"),
    "weighted-quantile": _("weighted quantile"),
    "weighted-least-squares": _("weighted least squares"),
    "weighted-logistic": _("weighted logistic regression"),
    "contrast": _("contrast"),
    "mean-of-design": _("design-based mean"),
    "total-of-design": _("design-based total"),
    "ratio-of-design": _("design-based ratio"),
    "share-of-design": _("design-based share"),
    "quantile-of-design": _("design-based quantile"),
    "least-squares-of-design": _("design-based least squares"),
    "logistic-of-design": _("design-based logistic regression"),
    "multiplier": _("multiplier"),
    "chapman": _("Chapman's estimate"),
    "scale-up": _("network scale-up"),
    "log-linear": _("log-linear model"),
    "graphs-averaged": _("average of graphical models by BIC"),
}

SPREADS: dict[str, Text] = {
    "gile": _("successive-sampling bootstrap"),
    "tree": _("tree bootstrap"),
    "neighbourhood": _("neighbourhood bootstrap"),
    "salganik": _("Salganik bootstrap"),
    "linearised": _("linearised variance"),
    "given": _("replicate weights as they were given"),
}

INTERVALS: dict[str, Text] = {
    "percentile": _("percentile interval"),
    "normal": _("normal interval"),
    "logit": _("logit interval"),
    "korn-graubard": _("Korn-Graubard interval"),
    "t": _("interval by Student's t"),
    "woodruff": _("Woodruff interval"),
    "log": _("interval on the logarithmic scale"),
    "mixture": _("interval of a mixture of models"),
    "profile": _("profile likelihood interval"),
    "none": _("no interval"),
}

CALIBRATED: Text = _("calibrated again")
