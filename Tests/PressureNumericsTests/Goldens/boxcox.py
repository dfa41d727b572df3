"""The most likely power of BoxCoxTests.swift and the transforms under it, by scipy: python3 boxcox.py"""

import numpy as np
from scipy.stats import boxcox, boxcox_normmax

x = np.random.default_rng(5).lognormal(0, 1, 25).round(4)
power = boxcox_normmax(x, method="mle", brack=(-5, 5))
print([float(v) for v in x])
print(float(power), [float(v) for v in boxcox(x[:3], lmbda=power)])
