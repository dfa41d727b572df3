"""Prints ForecastGoldens.swift: scores of forecasts and logistic regressions by scikit-learn.

    python3 forecasts.py > ../ForecastGoldens.swift && swift format -i ../ForecastGoldens.swift
"""

import textwrap

import numpy
import sklearn
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def listed(values):
    text = ", ".join(str(v).lower() if isinstance(v, (bool, numpy.bool_)) else repr(float(v)) for v in values)
    return "[\n" + "\n".join(textwrap.wrap(text, 100, initial_indent="        ", subsequent_indent="        ")) + "\n      ]"


def bootstrapped(scores, outcomes, generator, draws=20000):
    """The standard deviation of the area over samples of independent cases, to hold Hanley and McNeil's beside."""
    areas = []
    while len(areas) < draws:
        rows = generator.integers(0, len(scores), len(scores))
        if 0 < outcomes[rows].sum() < len(rows):
            areas.append(roc_auc_score(outcomes[rows], scores[rows]))
    return numpy.std(areas)


print(f"// Made by Goldens/forecasts.py with scikit-learn {sklearn.__version__} and numpy {numpy.__version__}.")
print("""
enum ForecastGoldens {
  struct Case {
    let scores: [Double]
    let outcomes: [Bool]
    let area: Double
    /// Of the area, over samples drawn with replacement.
    let bootstrapError: Double
    let brier: Double
    /// The mean forecast and the frequency of each range that is not empty.
    let forecasts: [Double]
    let frequencies: [Double]
    /// Of the outcomes on the scores and their squares, penalised with C = 1.
    let constant: Double
    let coefficients: [Double]
    let probabilities: [Double]
  }

  static let cases = [""")
generator = numpy.random.default_rng(3)
for count, signal, digits in [(40, 1.0, 1), (120, 0.3, 2), (15, 4.0, 2), (200, 2.0, 6)]:
    scores = generator.random(count).round(digits)
    outcomes = generator.random(count) < 1 / (1 + numpy.exp(-signal * 4 * (scores - 0.6)))
    frequency, forecast = calibration_curve(outcomes, scores, n_bins=5)
    predictors = numpy.column_stack([scores, scores**2])
    fit = make_pipeline(StandardScaler(), LogisticRegression(C=1, tol=1e-12, max_iter=10000)).fit(predictors, outcomes)
    print("    Case(\n      scores: " + listed(scores) + ",")
    print("      outcomes: " + listed(outcomes) + ",")
    print(f"      area: {float(roc_auc_score(outcomes, scores))!r},")
    print(f"      bootstrapError: {bootstrapped(scores, outcomes, generator)!r},".replace("np.float64(", "").replace("),", ","))
    print(f"      brier: {float(brier_score_loss(outcomes, scores))!r},")
    print("      forecasts: " + listed(forecast) + ",\n      frequencies: " + listed(frequency) + ",")
    print(f"      constant: {float(fit[-1].intercept_[0])!r},")
    print("      coefficients: " + listed(fit[-1].coef_[0]) + ",")
    print("      probabilities: " + listed(fit.predict_proba(predictors)[:, 1]) + "),")
print("  ]\n}")
