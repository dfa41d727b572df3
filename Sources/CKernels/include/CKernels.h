// The vector kernels behind PressureNumerics.
//
// One source (kernels.h) is compiled for the plain processor, for AVX2 with FMA, and for AVX-512; the table in
// use is chosen at run time. Every kernel computes with vectors of eight doubles, fused operations that are
// written out, and one order of summation, so that all three give the same bits.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct ck_table {
  const char *name;

  // out[j * stride + b] = the uniform number of stream `stream + b` at index `index + j`, for b < streams, j < count.
  // `streams` is a multiple of 8.
  void (*uniforms)(uint64_t seed, uint64_t stream, size_t streams, uint64_t index, size_t count, double *out,
                   size_t stride);

  // out[b] = point `first + b` of one dimension of the Sobol sequence, scrambled by `key` unless it is 0.
  // `directions` are the 32 direction numbers, bit-reversed.
  void (*sobol)(const uint32_t *directions, uint32_t key, uint32_t first, size_t count, double *out);

  // Natural logarithm and exponential, out[i] = f(x[i]); count is a multiple of 8.
  void (*log)(const double *x, size_t count, double *out);
  void (*exp)(const double *x, size_t count, double *out);
} ck_table;

// The widest kernels that this processor runs.
const ck_table *ck_best(void);
// The portable kernels; those for AVX2 and for AVX-512, or NULL where this processor lacks the instructions.
const ck_table *ck_portable(void);
const ck_table *ck_avx2(void);
const ck_table *ck_avx512(void);

// The number of processors that this process may use.
unsigned ck_processors(void);

// Direction numbers of Joe and Kuo: for a dimension d < ck_sobol_dimensions (0 being the van der Corput sequence),
// the primitive polynomial, its degree, and as many initial values as its degree.
extern const size_t ck_sobol_dimensions;
typedef struct ck_sobol_row {
  uint16_t polynomial;
  uint16_t degree;
  uint16_t initial[14];
} ck_sobol_row;
const ck_sobol_row *ck_sobol_table(void);
