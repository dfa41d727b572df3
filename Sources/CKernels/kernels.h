// The kernels, once for each set of instructions: a file that includes this one defines CK_NAME(x), the name of x in
// that set, and CK_SET, its title. Fused operations are written out and nothing else is fused, so the bits agree.
#include "CKernels.h"
#include <string.h>

#pragma STDC FP_CONTRACT OFF

typedef double v8d __attribute__((vector_size(64)));
typedef uint64_t v8u __attribute__((vector_size(64)));
typedef int64_t v8i __attribute__((vector_size(64)));

#define SPLAT(x) ((v8d){(x), (x), (x), (x), (x), (x), (x), (x)})
#define FMA(a, b, c) __builtin_elementwise_fma((a), (b), (c))
#define SELECT(mask, a, b) ((v8d)(((v8u)(a) & (v8u)(mask)) | ((v8u)(b) & ~(v8u)(mask))))
#define LOAD(p) (*(const v8d_u *)(p))
#define STORE(p, v) (*(v8d_u *)(p) = (v))

// Loads and stores at any address.
typedef double v8d_u __attribute__((vector_size(64), aligned(8)));

#define PHILOX_LOW ((uint64_t)0xffffffff)

// Ten rounds of Philox-4x32 on eight counters. Words sit zero-extended in lanes of 64 bits, where one multiplication
// gives both halves of the product.
#define PHILOX(a0, a1, a2, a3, seed)                                     \
  do {                                                                   \
    uint32_t k0 = (uint32_t)(seed), k1 = (uint32_t)((seed) >> 32);       \
    for (int round = 0; round < 10; round++) {                           \
      v8u p = (a0 & PHILOX_LOW) * (uint64_t)0xD2511F53;                         \
      v8u q = (a2 & PHILOX_LOW) * (uint64_t)0xCD9E8D57;                         \
      a0 = (q >> 32) ^ a1 ^ (uint64_t)k0;                                \
      a2 = (p >> 32) ^ a3 ^ (uint64_t)k1;                                \
      a1 = q & PHILOX_LOW;                                               \
      a3 = p & PHILOX_LOW;                                               \
      k0 += 0x9E3779B9u;                                                 \
      k1 += 0xBB67AE85u;                                                 \
    }                                                                    \
  } while (0)

// A multiple of 2^-53 in (0, 1), with 2^-54 in the place of 0.
#define UNIFORM(out, low, high)                                          \
  do {                                                                   \
    v8u bits = ((high) << 32 | (low)) >> 11;                             \
    v8d value = __builtin_convertvector(bits, v8d);                      \
    out = SELECT(value < 0.5, SPLAT(0.5), value) * 0x1p-53;              \
  } while (0)

static void CK_NAME(uniforms)(uint64_t seed, uint64_t stream, size_t streams, uint64_t index, size_t count,
                              double *out, size_t stride) {
  const v8u lanes = {0, 1, 2, 3, 4, 5, 6, 7};
  for (size_t b = 0; b < streams; b += 8) {
    v8u s = lanes + (stream + b);
    // Block n holds the numbers 2n and 2n + 1; an odd first index starts in the middle of one.
    for (uint64_t j = 0; j < count;) {
      uint64_t block = (index + j) >> 1;
      v8u a0 = (v8u){0} + (block & PHILOX_LOW), a1 = (v8u){0} + (block >> 32);
      v8u a2 = s & PHILOX_LOW, a3 = s >> 32;
      PHILOX(a0, a1, a2, a3, seed);
      v8d u;
      if (((index + j) & 1) == 0) {
        UNIFORM(u, a0, a1);
        STORE(out + j * stride + b, u);
        j++;
      }
      if (j < count) {
        UNIFORM(u, a2, a3);
        STORE(out + j * stride + b, u);
        j++;
      }
    }
  }
}

// The nested uniform scramble of Laine and Karras with the constants of Vegdahl: a hash in which a bit depends on the
// bits below it alone, on a number whose bits are reversed, so that a bit of the number depends on those above it.
static void CK_NAME(sobol)(const uint32_t *directions, uint32_t key, uint32_t first, size_t count, double *out) {
  uint32_t gray = first ^ (first >> 1), x = 0;
  for (int bit = 0; bit < 32; bit++) x ^= (gray >> bit & 1) ? directions[bit] : 0;
  uint32_t buffer[64];
  for (size_t done = 0; done < count; done += 64) {
    size_t n = count - done < 64 ? count - done : 64;
    for (size_t i = 0; i < n; i++) {
      buffer[i] = x;
      uint32_t next = first + (uint32_t)(done + i) + 1;
      x ^= directions[next == 0 ? 31 : __builtin_ctz(next)];
    }
    for (size_t i = 0; i < n; i++) {
      uint32_t y = buffer[i];
      if (key != 0) {
        y ^= y * 0x3d20adeau;
        y += key;
        y *= (key >> 16) | 1;
        y ^= y * 0x05526c56u;
        y ^= y * 0x53a22864u;
      }
      y = (y >> 1 & 0x55555555u) | (y & 0x55555555u) << 1;
      y = (y >> 2 & 0x33333333u) | (y & 0x33333333u) << 2;
      y = (y >> 4 & 0x0f0f0f0fu) | (y & 0x0f0f0f0fu) << 4;
      y = (y >> 8 & 0x00ff00ffu) | (y & 0x00ff00ffu) << 8;
      y = y >> 16 | y << 16;
      out[done + i] = ((double)y + 0.5) * 0x1p-32;
    }
  }
}

// log x for normal x > 0: x = 2^e m with m in [sqrt(1/2), sqrt 2), f = m - 1, s = f / (2 + f), and
// log m = f - f^2/2 + s (f^2/2 + R(s^2)), with the coefficients of FreeBSD's e_log.c. Below 1 ulp.
#define VLOG(result, x)                                                                          \
  do {                                                                                           \
    v8u bits_ = (v8u)(x);                                                                        \
    v8u t_ = bits_ - (uint64_t)0x3FE6A09E667F3BCD;                                                      \
    v8u e_ = (bits_ + ((uint64_t)0x3FF0000000000000 - (uint64_t)0x3FE6A09E667F3BCD)) >> 52;                    \
    v8d k_ = (v8d)(e_ | (uint64_t)0x4330000000000000) - (0x1p52 + 1023);                                \
    v8d f_ = (v8d)((t_ & (uint64_t)0x000FFFFFFFFFFFFF) + (uint64_t)0x3FE6A09E667F3BCD) - 1.0;                  \
    v8d s_ = f_ / (f_ + 2.0);                                                                    \
    v8d z_ = s_ * s_;                                                                            \
    v8d p_ = SPLAT(1.479819860511658591e-01);                                                    \
    p_ = FMA(p_, z_, SPLAT(1.531383769920937332e-01));                                           \
    p_ = FMA(p_, z_, SPLAT(1.818357216161805012e-01));                                           \
    p_ = FMA(p_, z_, SPLAT(2.222219843214978396e-01));                                           \
    p_ = FMA(p_, z_, SPLAT(2.857142874366239149e-01));                                           \
    p_ = FMA(p_, z_, SPLAT(3.999999999940941908e-01));                                           \
    p_ = FMA(p_, z_, SPLAT(6.666666666666735130e-01));                                           \
    v8d h_ = f_ * f_ * 0.5;                                                                      \
    v8d i_ = FMA(k_, SPLAT(1.90821492927058770002e-10), s_ * FMA(p_, z_, h_));                   \
    result = FMA(k_, SPLAT(6.93147180369123816490e-01), f_ - (h_ - i_));                         \
  } while (0)

// exp x for |x| below 708: x = k log 2 + r with |r| <= log(2)/2, and the polynomial of degree 11 with the least greatest
// error, 2^-55, by exp_coefficients.py. About 1 ulp.
#define VEXP(result, x)                                                                          \
  do {                                                                                           \
    v8d kf_ = FMA((x), SPLAT(1.4426950408889634), SPLAT(0x1.8p52));                              \
    v8d k_ = kf_ - 0x1.8p52;                                                                     \
    v8d r_ = FMA(k_, SPLAT(-6.93147180369123816490e-01), (x));                                   \
    r_ = FMA(k_, SPLAT(-1.90821492927058770002e-10), r_);                                        \
    v8d p_ = SPLAT(0x1.8abb893d50ae4p-26);                                                       \
    p_ = FMA(p_, r_, SPLAT(0x1.28976ec7406a1p-22));                                              \
    p_ = FMA(p_, r_, SPLAT(0x1.71f4b267147d8p-19));                                              \
    p_ = FMA(p_, r_, SPLAT(0x1.a019b394213f2p-16));                                              \
    p_ = FMA(p_, r_, SPLAT(0x1.a019f7c4ff508p-13));                                              \
    p_ = FMA(p_, r_, SPLAT(0x1.6c16c17a0155cp-10));                                              \
    p_ = FMA(p_, r_, SPLAT(0x1.11111112d2f2ep-7));                                               \
    p_ = FMA(p_, r_, SPLAT(0x1.5555555553b06p-5));                                               \
    p_ = FMA(p_, r_, SPLAT(0x1.5555555554eb3p-3));                                               \
    p_ = FMA(p_, r_, SPLAT(0.5));                                                                \
    p_ = FMA(p_, r_, SPLAT(1.0));                                                                \
    p_ = FMA(p_, r_, SPLAT(1.0));                                                                \
    result = (v8d)((v8u)p_ + ((v8u)kf_ << 52));                                                  \
  } while (0)

static void CK_NAME(log)(const double *x, size_t count, double *out) {
  for (size_t i = 0; i < count; i += 8) {
    v8d v = LOAD(x + i), y;
    VLOG(y, v);
    STORE(out + i, y);
  }
}

static void CK_NAME(exp)(const double *x, size_t count, double *out) {
  for (size_t i = 0; i < count; i += 8) {
    v8d v = LOAD(x + i), y;
    VEXP(y, v);
    STORE(out + i, y);
  }
}

// Groups of CK_UNITS units, then of CK_REST; the order of a group's numbers is that in which they are read.
static void CK_NAME(pack)(const double *x, size_t units, size_t indicators, double *out) {
  size_t padded = (units + CK_REST - 1) / CK_REST * CK_REST;
  for (size_t first = 0; first < padded;) {
    size_t group = padded - first >= CK_UNITS ? CK_UNITS : CK_REST;
    for (size_t k = 0; k < indicators; k++)
      for (size_t m = 0; m < group; m++) *out++ = first + m < units ? x[k * units + first + m] : 0;
    first += group;
  }
}

// One or two vectors of draws against a group of units held in registers: each weight is loaded once for all of them, and
// each indicator once for both vectors.
#define GROUP(width, panels)                                                                    \
  do {                                                                                          \
    v8d sum[(width)], other[(width)];                                                           \
    _Pragma("clang loop unroll(full)") for (int m = 0; m < (width); m++) sum[m] = other[m] = SPLAT(0.0); \
    for (size_t k = 0; k < indicators; k++) {                                                   \
      v8d weight = LOAD(w0 + 8 * k), second = weight;                                           \
      if ((panels) == 2) second = LOAD(w1 + 8 * k);                                             \
      _Pragma("clang loop unroll(full)") for (int m = 0; m < (width); m++) {                    \
        v8d x = SPLAT(packed[m]);                                                               \
        sum[m] = FMA(x, weight, sum[m]);                                                        \
        if ((panels) == 2) other[m] = FMA(x, second, other[m]);                                 \
      }                                                                                         \
      packed += (width);                                                                        \
    }                                                                                           \
    _Pragma("clang loop unroll(full)") for (int m = 0; m < (width); m++) {                      \
      STORE(s0 + 8 * (unit + m), sum[m]);                                                       \
      if ((panels) == 2) STORE(s1 + 8 * (unit + m), other[m]);                                  \
    }                                                                                           \
    unit += (width);                                                                            \
  } while (0)

static void CK_NAME(product)(const double *packed, size_t padded_units, size_t indicators, const double *w0,
                             double *s0) {
  const double *w1 = w0;
  double *s1 = s0;
  (void)w1, (void)s1;
  for (size_t unit = 0; unit < padded_units;) {
    if (padded_units - unit >= CK_UNITS) GROUP(CK_UNITS, 1);
    else GROUP(CK_REST, 1);
  }
}

static void CK_NAME(two_products)(const double *packed, size_t padded_units, size_t indicators, const double *w0,
                                  const double *w1, double *s0, double *s1) {
#if CK_PANELS == 2
  for (size_t unit = 0; unit < padded_units;) {
    if (padded_units - unit >= CK_UNITS) GROUP(CK_UNITS, 2);
    else GROUP(CK_REST, 2);
  }
#else
  // Both would not fit into the registers.
  CK_NAME(product)(packed, padded_units, indicators, w0, s0);
  CK_NAME(product)(packed, padded_units, indicators, w1, s1);
#endif
}

static void CK_NAME(scores)(const double *packed, size_t padded_units, size_t indicators, const double *w0,
                            const double *w1, int geometric, double *s0, double *s1) {
  if (s1 == s0) CK_NAME(product)(packed, padded_units, indicators, w0, s0);
  else CK_NAME(two_products)(packed, padded_units, indicators, w0, w1, s0, s1);
  if (!geometric) return;
  CK_NAME(exp)(s0, 8 * padded_units, s0);
  if (s1 != s0) CK_NAME(exp)(s1, 8 * padded_units, s1);
}

static void CK_NAME(tree)(const ck_branch *branches, const size_t *ends, size_t groups, const double *const *uniforms,
                          size_t first, double *shares, double *out) {
  STORE(shares, SPLAT(1.0));
  size_t start = 0;
  for (size_t group = 0; group < groups; start = ends[group++]) {
    v8d sum = SPLAT(0.0);
    for (size_t i = start; i < ends[group]; i++) {
      v8d weight = SPLAT(branches[i].weight);
      if (branches[i].factor >= 0) {
        v8d u = LOAD(uniforms[branches[i].factor] + first);
        weight *= 1.0 + branches[i].spread * (2.0 * u - 1.0);
      }
      sum += weight;
      STORE(branches[i].group >= 0 ? shares + 8 * branches[i].group : out + 8 * branches[i].column, weight);
    }
    v8d scale = LOAD(shares + 8 * group) / sum;
    for (size_t i = start; i < ends[group]; i++) {
      double *place = branches[i].group >= 0 ? shares + 8 * branches[i].group : out + 8 * branches[i].column;
      STORE(place, LOAD(place) * scale);
    }
  }
}

static void CK_NAME(take)(const double *panel, size_t rows, uint8_t lanes, double *to) {
  const v8i all = {0, 1, 2, 3, 4, 5, 6, 7};
  v8i mask = -(((v8i){0} + lanes) >> all & 1);
  for (size_t i = 0; i < rows; i++) STORE(to + 8 * i, SELECT(mask, LOAD(panel + 8 * i), LOAD(to + 8 * i)));
}

static void CK_NAME(simplex)(double *w, size_t indicators) {
  v8d sum = SPLAT(0.0);
  for (size_t k = 0; k < indicators; k++) {
    v8d u = LOAD(w + 8 * k), e;
    VLOG(e, u);
    STORE(w + 8 * k, -e);
    sum -= e;
  }
  v8d scale = 1.0 / sum;
  for (size_t k = 0; k < indicators; k++) STORE(w + 8 * k, LOAD(w + 8 * k) * scale);
}

typedef _Bool v8b __attribute__((ext_vector_type(8)));

// The lanes in which a comparison holds, lowest bit first. A macro, as a vector in a call would change its layout from
// one set of instructions to the next.
#define MASK(mask, comparison)                                  \
  do {                                                          \
    v8b bits_ = __builtin_convertvector((comparison), v8b);     \
    memcpy(&(mask), &bits_, 1);                                 \
  } while (0)

static void CK_NAME(summarize)(const double *s0, const double *s1, size_t units, uint16_t lanes, ck_summary *to) {
  const v8i all = {0, 1, 2, 3, 4, 5, 6, 7};
  v8d ones = __builtin_convertvector(((v8i){0} + lanes) >> all & 1, v8d);
  v8d others = __builtin_convertvector(((v8i){0} + (lanes >> 8)) >> all & 1, v8d);
  size_t brackets = to->brackets, stride = (units + 7) / 8 * 8;
  uint8_t *masks = to->masks, *other_masks = to->masks + brackets * stride;
  for (size_t unit = 0; unit < units; unit++) {
    v8d value = LOAD(s0 + 8 * unit), other = LOAD(s1 + 8 * unit);
    v8d a = (value - to->reference[unit]) * ones, b = (other - to->reference[unit]) * others;
    STORE(to->sums + 8 * unit, LOAD(to->sums + 8 * unit) + a + b);
    STORE(to->squares + 8 * unit, FMA(b, b, FMA(a, a, LOAD(to->squares + 8 * unit))));
    if (to->fourths) {
      v8d c = a * a, d = b * b;
      STORE(to->cubes + 8 * unit, FMA(d, b, FMA(c, a, LOAD(to->cubes + 8 * unit))));
      STORE(to->fourths + 8 * unit, FMA(d, d, FMA(c, c, LOAD(to->fourths + 8 * unit))));
    }
    const double *lower = to->lower + unit * brackets, *upper = to->upper + unit * brackets;
    uint64_t *below = to->below + unit * brackets;
    for (size_t i = 0; i < brackets; i++) {
      uint8_t less, within, other_less, other_within;
      MASK(less, value < lower[i]);
      MASK(within, value <= upper[i]);
      MASK(other_less, other < lower[i]);
      MASK(other_within, other <= upper[i]);
      below[i] += (uint64_t)__builtin_popcount((less | (uint32_t)other_less << 8) & lanes);
      masks[i * stride + unit] = within & (uint8_t)~less & (uint8_t)lanes;
      other_masks[i * stride + unit] = other_within & (uint8_t)~other_less & (uint8_t)(lanes >> 8);
    }
  }
  // Few values are inside: looking at the lanes of 8 units at once leaves one branch that is hard to foresee for all.
  uint32_t fullest = to->fullest;
  for (int half = 0; half < (lanes >> 8 ? 2 : 1); half++) {
    const double *s = half ? s1 : s0;
    for (size_t i = 0; i < brackets; i++) {
      for (size_t unit = 0; unit < stride; unit += 8) {
        uint64_t within;
        memcpy(&within, masks + (half * brackets + i) * stride + unit, 8);
        for (; within; within &= within - 1) {
          size_t place = (size_t)__builtin_ctzll(within);
          size_t bracket = (unit + place / 8) * brackets + i;
          uint32_t kept = to->kept[bracket]++;
          to->values[bracket * CK_KEPT + kept] = s[8 * unit + place];
          fullest = kept >= fullest ? kept + 1 : fullest;
        }
      }
    }
  }
  to->fullest = fullest;
}

// Two vectors of eight numbers: of each pair, quarter or half, the lower and the upper of both.
#define PAIRS(a, b, low, high)                                        \
  do {                                                                \
    v8d a_ = (a), b_ = (b);                                           \
    low = __builtin_shufflevector(a_, b_, 0, 8, 2, 10, 4, 12, 6, 14);  \
    high = __builtin_shufflevector(a_, b_, 1, 9, 3, 11, 5, 13, 7, 15); \
  } while (0)
#define QUARTERS(a, b, low, high)                                     \
  do {                                                                \
    v8d a_ = (a), b_ = (b);                                           \
    low = __builtin_shufflevector(a_, b_, 0, 1, 8, 9, 4, 5, 12, 13);   \
    high = __builtin_shufflevector(a_, b_, 2, 3, 10, 11, 6, 7, 14, 15); \
  } while (0)
#define HALVES(a, b, low, high)                                       \
  do {                                                                \
    v8d a_ = (a), b_ = (b);                                           \
    low = __builtin_shufflevector(a_, b_, 0, 1, 2, 3, 8, 9, 10, 11);   \
    high = __builtin_shufflevector(a_, b_, 4, 5, 6, 7, 12, 13, 14, 15); \
  } while (0)
// The sums of the lanes of eight vectors, in the same order for every set of instructions: m[0] holds all of them.
#define SUM_LANES(m)                                                                              \
  do {                                                                                            \
    for (int i_ = 0; i_ < 8; i_ += 2) {                                                           \
      v8d low_, high_;                                                                            \
      PAIRS(m[i_], m[i_ + 1], low_, high_);                                                       \
      m[i_] = low_ + high_;                                                                       \
    }                                                                                             \
    for (int i_ = 0; i_ < 8; i_ += 4) {                                                           \
      v8d low_, high_;                                                                            \
      QUARTERS(m[i_], m[i_ + 2], low_, high_);                                                    \
      m[i_] = low_ + high_;                                                                       \
    }                                                                                             \
    v8d low_, high_;                                                                              \
    HALVES(m[0], m[4], low_, high_);                                                              \
    m[0] = low_ + high_;                                                                          \
  } while (0)

// Adds the sums of the lanes of `count` vectors to as many numbers.
#define ADD_SUMS(to, m, count)                                                                    \
  do {                                                                                            \
    v8d sums_[8];                                                                                 \
    for (int i_ = 0; i_ < 8; i_++) sums_[i_] = i_ < (count) ? (m)[i_] : SPLAT(0.0);               \
    SUM_LANES(sums_);                                                                             \
    v8d own_ = SPLAT(0.0);                                                                        \
    memcpy(&own_, (to), (count) * sizeof(double));                                                \
    own_ += sums_[0];                                                                             \
    memcpy((to), &own_, (count) * sizeof(double));                                                \
  } while (0)

// The sums of AB - A, B (AB - A) and (A - AB)^2 for n factors, one after the other.
#define FACTORS(n)                                                                                \
  do {                                                                                            \
    v8d sum[3 * (n)];                                                                             \
    _Pragma("clang loop unroll(full)") for (int f = 0; f < 3 * (n); f++) sum[f] = SPLAT(0.0);     \
    for (size_t p = 0; p < panels; p++) {                                                         \
      v8d fa = LOAD(a + p * stride), fb = LOAD(b + p * stride) - zero;                            \
      _Pragma("clang loop unroll(full)") for (int f = 0; f < (n); f++) {                          \
        v8d change = LOAD(sets[2 + i + f] + 8 * unit + p * stride) - fa;                          \
        sum[3 * f] += change;                                                                     \
        sum[3 * f + 1] = FMA(fb, change, sum[3 * f + 1]);                                         \
        sum[3 * f + 2] = FMA(change, change, sum[3 * f + 2]);                                     \
      }                                                                                           \
    }                                                                                             \
    double *to = rows + 4 + 3 * i;                                                                \
    ADD_SUMS(to, sum, 3 * (n) < 8 ? 3 * (n) : 8);                                                 \
    if (3 * (n) > 8) ADD_SUMS(to + 8, sum + 8 % (3 * (n)), 3 * (n) > 8 ? 3 * (n) - 8 : 0);        \
  } while (0)

static void CK_NAME(saltelli)(const double *const *sets, size_t factors, size_t units, size_t panels, size_t stride,
                              const double *counted, const double *reference, double *rows) {
  for (size_t unit = 0; unit < units; unit++, rows += 4 + 3 * factors) {
    const double *a = sets[0] + 8 * unit, *b = sets[1] + 8 * unit;
    v8d zero = SPLAT(reference[unit]);
    v8d sa = SPLAT(0.0), sb = sa, saa = sa, sbb = sa;
    for (size_t p = 0; p < panels; p++) {
      v8d ones = LOAD(counted + 8 * p);
      v8d fa = (LOAD(a + p * stride) - zero) * ones, fb = (LOAD(b + p * stride) - zero) * ones;
      sa += fa;
      sb += fb;
      saa = FMA(fa, fa, saa);
      sbb = FMA(fb, fb, sbb);
    }
    v8d own[4] = {sa, sb, saa, sbb};
    ADD_SUMS(rows, own, 4);
    size_t i = 0;
    // Several factors at once, so that one sum need not wait for another.
    for (; i + 4 <= factors; i += 4) FACTORS(4);
    for (; i < factors; i++) FACTORS(1);
  }
}
