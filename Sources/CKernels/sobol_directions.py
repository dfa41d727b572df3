"""Prints SobolDirections.c: direction numbers of Joe and Kuo for the Sobol sequence, from the table in scipy.

    python3 sobol_directions.py > SobolDirections.c

Source: Joe and Kuo, Constructing Sobol sequences with better two-dimensional projections, SIAM J. Sci. Comput. 30,
2008 (the table new-joe-kuo-6.21201), as scipy ships it in scipy/stats/_sobol_direction_numbers.npz.
"""

import os

import numpy
import scipy
import scipy.stats

DIMENSIONS = 1024

table = numpy.load(os.path.join(os.path.dirname(scipy.stats.__file__), "_sobol_direction_numbers.npz"))
print(f"// Made by sobol_directions.py from the table in scipy {scipy.__version__}; change it there.")
print("// Source: Joe and Kuo, SIAM J. Sci. Comput. 30, 2008, table new-joe-kuo-6.21201.")
print('#include "CKernels.h"\n')
print(f"const size_t ck_sobol_dimensions = {DIMENSIONS};\n")
print("// Polynomial with its leading and its last 1, degree, initial values.")
print("static const ck_sobol_row rows[] = {")
for polynomial, initial in zip(table["poly"][:DIMENSIONS], table["vinit"][:DIMENSIONS]):
    degree = int(polynomial).bit_length() - 1
    print(f"    {{{polynomial}, {degree}, {{{', '.join(str(m) for m in initial[:max(degree, 1)])}}}}},")
print("};\n\nconst ck_sobol_row *ck_sobol_table(void) { return rows; }")
