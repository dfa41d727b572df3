"""The z-scores and normal CDF scores of ScaleTests.swift."""
import numpy as np
from scipy.stats import norm

x = np.array([2, 1, 3, 2.5])
z = (x - x.mean()) / x.std(ddof=1)
print([float(v) for v in z])
print([float(v) for v in norm.cdf(z)])
