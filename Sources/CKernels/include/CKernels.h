// The vector kernels behind PressureNumerics.
//
// One source (kernels.h) is compiled for the plain processor, for AVX2 with FMA, and for AVX-512; the table in
// use is chosen at run time. Every kernel computes with vectors of eight doubles, fused operations that are
// written out, and one order of summation, so that all three give the same bits.
#pragma once
#include <stddef.h>
#include <stdint.h>

// The number of values inside a bracket that there is room for.
#define CK_KEPT 128

// Where the draws of two panels are summed up.
typedef struct ck_summary {
  const double *reference;  // per unit what deviations are taken from
  double *sums;             // per unit 8 sums of deviations
  double *squares;          // per unit 8 sums of their squares
  double *cubes;            // per unit 8 sums of their cubes, and
  double *fourths;          // of their fourth powers; or both NULL
  size_t brackets;          // the number of brackets a unit
  const double *lower;      // per unit and bracket its least value
  const double *upper;      // per unit and bracket its greatest value
  uint64_t *below;          // per unit and bracket the number of values below
  uint8_t *masks;           // scratch: for each bracket 16 bytes for each 8 units begun
  double *values;           // per unit and bracket room for CK_KEPT values inside it,
  uint32_t *kept;           // and their number
  uint32_t fullest;         // the greatest of these; 16 must be free before draws are added
} ck_summary;

// A branch of a tree of weights: its place among the factors, if it is uncertain, its own group or its column; -1 for none.
typedef struct ck_branch {
  double weight, spread;
  int32_t factor, group, column;
} ck_branch;

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

  // The number of units whose scores are computed at a time, and that of the last ones: packed scores are padded with
  // zeros to a multiple of `unit_rest`, which divides `unit_group`.
  size_t unit_group;
  size_t unit_rest;

  // out = x, a column-major matrix of units by indicators, in groups of `unit_group` units and then of `unit_rest`, each
  // indicator after indicator: padded units * indicators numbers.
  void (*pack)(const double *x, size_t units, size_t indicators, double *out);

  // Composite scores of 16 draws: s0[unit * 8 + draw] = sum over k of x[unit, k] * w0[k * 8 + draw], in the order of k,
  // fused, and s1 by w1; then their exponential if `geometric`. Where s1 is s0, and w1 is w0, of 8 draws alone. Some of
  // all units are a multiple of `unit_group`, or the last ones.
  void (*scores)(const double *packed, size_t padded_units, size_t indicators, const double *w0, const double *w1,
                 int geometric, double *s0, double *s1);

  // The weights of a tree, 8 draws of a panel: out[column * 8 + draw]. Each group shares its weight, that of the first
  // being 1, among its branches, which end at its place in `ends`, by weight (1 + spread (2u - 1)). u is
  // uniforms[factor][first + draw]. Groups come after those that they belong to; `shares` has room for 8 numbers of each.
  void (*tree)(const ck_branch *branches, const size_t *ends, size_t groups, const double *const *uniforms,
               size_t first, double *shares, double *out);

  // The draws of a panel that are in `lanes`, in each of its rows, to another panel.
  void (*take)(const double *panel, size_t rows, uint8_t lanes, double *to);

  // Weights that are uniform on the simplex, 8 draws of a panel: w[k * 8 + draw], from uniform numbers in w.
  void (*simplex)(double *w, size_t indicators);

  // Adds 16 draws in two panels, of which those in `lanes` count, to the sums of deviations and their powers (units
  // vectors each), the counts below each bracket and the values inside each. Of 8 draws the second panel is the first.
  void (*summarize)(const double *first, const double *second, size_t units, uint16_t lanes, ck_summary *to);

  // out[i] = the value of ranks[i] (from 0, ascending) among finite values in order; `scratch` holds `count` numbers.
  void (*order)(const double *values, size_t count, const size_t *ranks, size_t wanted, double *scratch, double *out);

  // Adds the ranks of 16 draws in two panels, of which those in `lanes` count: counts[rank * units + unit], rank 0 for
  // the highest, equal scores sharing the best rank of theirs. There are at most 4096 units; `scratch` holds 16 numbers for
  // each of them, their number rounded up to a multiple of 16, and begins at a multiple of 64 bytes.
  void (*ranks)(const double *first, const double *second, size_t units, uint16_t lanes, uint32_t *scratch,
                uint32_t *counts);

  // The same ranks themselves, from 1: places[unit * 8 + draw] of each panel.
  void (*places)(const double *first, const double *second, size_t units, uint32_t *scratch, double *first_places,
                 double *second_places);

  // What the estimators of Sobol indices need of each unit's outputs at the points A, B and AB_i of `panels` panels:
  // they are added to rows of 4 + 3 * factors sums, of A, B, A^2, B^2, and per factor of AB - A, B (AB - A), (A - AB)^2,
  // with outputs less `reference`. Where `counted` is 0, A and B are left out, and AB is to be A. Panels are `stride`
  // numbers apart.
  void (*saltelli)(const double *const *sets, size_t factors, size_t units, size_t panels, size_t stride,
                   const double *counted, const double *reference, double *rows);
} ck_table;

// The kernels that go through time.
typedef struct ck_time_table {
  // entries[i] = key << 24 | i for keys of 22 bits that never fall as values rise. The result is 1; 0 where no keys are
  // written, as the difference of the greatest and the least value is 0 or extreme; -1 where a value is not a number.
  int (*place_keys)(const double *values, size_t count, uint64_t *entries);

  // For each time t the share of the values up to it that are at most its own. places[t] is the value's place among all
  // in ascending order, ends[t] that of the last value that equals it. Scratch, with c = count / 16384 rounded up: 256 c
  // bits, 256 c words, 16 c pages, c + 1 chapters.
  void (*expanding)(const int32_t *places, const int32_t *ends, size_t count, uint64_t *bits, uint16_t *words,
                    uint16_t *pages, int32_t *chapters, double *out);

  // Eight parts over time: deviations[t * stride + i] = s - 1/2, scaled = w s / sqrt(variance), both 0 for a part that is
  // not a number; w s is added to sums[t * 8 + i]. s is parts[i][first + t]; w is weights[i][first + t] where weight_step
  // is 1, and weights[i][0] where it is 0. variances are 8 exponentially weighted variances, before, then after.
  void (*ciss_scale)(const double *const *parts, const double *const *weights, size_t weight_step, size_t first,
                     size_t times, double decay, double *variances, double *deviations, double *scaled, double *sums,
                     size_t stride);

  // The rows first ..< first + 8 of exponentially weighted covariances of `width` variables, 8 numbers for each column,
  // before, then after; and out[row * out_stride + t] = z_row * sum over j of covariance_row,j z_j at each time, for
  // rows below `width`.
  void (*ciss_rows)(const double *deviations, const double *scaled, size_t stride, size_t first, size_t width,
                    size_t times, double decay, double *covariances, double *out, size_t out_stride);
} ck_time_table;

// The widest kernels that this processor runs.
const ck_table *ck_best(void);
// The portable kernels; those for AVX2 and for AVX-512, or NULL where this processor lacks the instructions.
const ck_table *ck_portable(void);
const ck_table *ck_avx2(void);
const ck_table *ck_avx512(void);

// Those kernels of the same instructions that go through time.
const ck_time_table *ck_time(const ck_table *table);

// The number of processors that this process may use.
unsigned ck_processors(void);

// Runs `work` on a new thread, which begins on another processor than this thread's if it may: the system could leave it
// behind this thread for milliseconds. 0 where there can be no thread.
int ck_begin_thread(void (*work)(void *), void *argument);

// Direction numbers of Joe and Kuo: for a dimension d < ck_sobol_dimensions (0 being the van der Corput sequence),
// the primitive polynomial, its degree, and as many initial values as its degree.
extern const size_t ck_sobol_dimensions;
typedef struct ck_sobol_row {
  uint16_t polynomial;
  uint16_t degree;
  uint16_t initial[14];
} ck_sobol_row;
const ck_sobol_row *ck_sobol_table(void);
