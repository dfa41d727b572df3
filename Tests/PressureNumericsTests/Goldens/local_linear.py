"""Prints the goldens of LocalLinearRegressionTests: local linear regression by statsmodels.

Needs numpy and statsmodels. Run: python3 local_linear.py
"""

import numpy as np
from statsmodels.nonparametric.kernel_regression import KernelReg

x = np.array([0.1, 0.9, 1.4, 2.2, 2.3, 3.1, 3.7, 4.4, 5.0, 5.2, 6.1, 6.9])
y = np.sin(x) + 0.1 * np.cos(37 * x)
for h in [0.4, 0.8, 2.5]:
    model = KernelReg(y, x[:, None], "c", reg_type="ll", bw=[h])
    fitted, _ = model.fit()
    score = model.cv_loo(np.array([h]), model.est["ll"])
    print(f"{h}: ({float(np.squeeze(score)):.12f}, {np.var(fitted) / np.var(y):.12f}, [")
    print("    " + ", ".join(f"{v:.12f}" for v in fitted) + "]),")
