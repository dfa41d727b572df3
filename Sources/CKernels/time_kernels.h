// The kernels that go through time, once for each set of instructions, as kernels.h, whose vectors they use.

// Keys that rise with the values, of 22 bits, above the numbers 0, 1, ... of 24: places between the least and the greatest.
// 0 where the range is too small or too great to divide, -1 for a value that is not a number.
static int CK_NAME(place_keys)(const double *values, size_t count, uint64_t *entries) {
  v8d low = SPLAT(values[0]), high = low;
  v8i strange = {0};
  for (size_t i = 0; i < count; i += 8) {
    v8d v = SPLAT(values[0]);
    if (count - i >= 8) v = LOAD(values + i);
    else memcpy(&v, values + i, (count - i) * sizeof(double));
    low = SELECT(v < low, v, low);
    high = SELECT(v > high, v, high);
    strange |= v != v;
  }
  double least = low[0], greatest = high[0];
  for (int lane = 0; lane < 8; lane++) {
    if (strange[lane]) return -1;
    least = low[lane] < least ? low[lane] : least;
    greatest = high[lane] > greatest ? high[lane] : greatest;
  }
  double scale = 4194303 / (greatest - least);
  if (!(scale > 0) || !(scale <= 0x1p1000)) return 0;
  const v8u lanes = {0, 1, 2, 3, 4, 5, 6, 7};
  for (size_t i = 0; i < count; i += 8) {
    v8d v = SPLAT(least);
    if (count - i >= 8) v = LOAD(values + i);
    else memcpy(&v, values + i, (count - i) * sizeof(double));
    // 2^52 more, and the last bits are the number rounded to an integer.
    v8u key = ((v8u)((v - least) * scale + 0x1p52) & (uint64_t)0x3fffff) << 24 | (lanes + i);
    memcpy(entries + i, &key, (count - i < 8 ? count - i : 8) * sizeof(uint64_t));
  }
  return 1;
}

// For each time t: how many of the values up to it are at most its own, divided by t + 1. places[t] is the place of the
// value among all in ascending order, ends[t] that of the last value that equals it.
//
// Places taken so far are bits, 64 in a word, 16 words in a page, 16 pages in a chapter. A table holds the bits taken before
// each word of a page, another those before each page of a chapter; a new place adds one to what comes after it, in one
// vector each. A Fenwick tree sums chapters.
static void CK_NAME(expanding)(const int32_t *places, const int32_t *ends, size_t count, uint64_t *bits,
                               uint16_t *words, uint16_t *pages, int32_t *chapters, double *out) {
  typedef uint16_t v16h __attribute__((vector_size(32), aligned(2)));
  const v16h lanes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  v16h steps[16];
  for (int i = 0; i < 16; i++) steps[i] = (v16h)(lanes > (uint16_t)i) & (uint16_t)1;
  size_t last = (count + 16383) >> 14;
  memset(bits, 0, (last << 8) * sizeof *bits);
  memset(words, 0, (last << 8) * sizeof *words);
  memset(pages, 0, (last << 4) * sizeof *pages);
  memset(chapters, 0, (last + 1) * sizeof *chapters);
  for (size_t t = 0; t < count; t++) {
    size_t place = (size_t)places[t], end = (size_t)ends[t];
    bits[place >> 6] |= (uint64_t)1 << (place & 63);
    *(v16h *)(words + (place >> 10 << 4)) += steps[place >> 6 & 15];
    *(v16h *)(pages + (place >> 14 << 4)) += steps[place >> 10 & 15];
    for (size_t k = (place >> 14) + 1; k <= last; k += k & -k) chapters[k]++;
    int32_t below = words[end >> 6] + pages[end >> 10] + __builtin_popcountll(bits[end >> 6] << (63 - (end & 63)));
    for (size_t k = end >> 14; k > 0; k &= k - 1) below += chapters[k];
    out[t] = (double)below;
  }
  for (size_t t = 0; t < count; t++) out[t] /= (double)(t + 1);
}

// Rows of eight numbers become columns.
#define TRANSPOSE(m)                                                  \
  do {                                                                \
    for (int i_ = 0; i_ < 8; i_ += 2) PAIRS(m[i_], m[i_ + 1], m[i_], m[i_ + 1]); \
    for (int i_ = 0; i_ < 8; i_ += 4) {                               \
      QUARTERS(m[i_], m[i_ + 2], m[i_], m[i_ + 2]);                   \
      QUARTERS(m[i_ + 1], m[i_ + 3], m[i_ + 1], m[i_ + 3]);           \
    }                                                                 \
    for (int i_ = 0; i_ < 4; i_++) HALVES(m[i_], m[i_ + 4], m[i_], m[i_ + 4]); \
  } while (0)

// Eight numbers of each of eight columns, of which the last may have `count` only, time by time.
#define LOAD_TIMES(m, columns, t, count)                              \
  do {                                                                \
    for (int i_ = 0; i_ < 8; i_++) {                                  \
      m[i_] = SPLAT(0.0);                                             \
      if ((count) == 8) m[i_] = LOAD((columns)[i_] + (t));            \
      else memcpy(&m[i_], (columns)[i_] + (t), (count) * sizeof(double)); \
    }                                                                 \
    TRANSPOSE(m);                                                     \
  } while (0)

// Eight parts over time: their deviations s - 1/2, and z = w s / sqrt(variance), by time with `stride` numbers between;
// 0 for a part that is not a number. variances = 8 variances before, then after.
static void CK_NAME(ciss_scale)(const double *const *parts, const double *const *weights, size_t weight_step,
                                size_t first, size_t times, double decay, double *variances, double *deviations,
                                double *scaled, double *sums, size_t stride) {
  v8d variance = LOAD(variances), fixed = SPLAT(0.0);
  if (weight_step == 0)
    for (int i = 0; i < 8; i++) fixed[i] = weights[i][0];
  for (size_t t = 0; t < times; t += 8) {
    size_t count = times - t < 8 ? times - t : 8;
    v8d s[8], w[8];
    LOAD_TIMES(s, parts, first + t, count);
    if (weight_step) LOAD_TIMES(w, weights, first + t, count);
    for (size_t i = 0; i < count; i++) {
      v8i known = s[i] == s[i];
      v8d d = (v8d)((v8u)(s[i] - 0.5) & (v8u)known);
      v8d a = (v8d)((v8u)(s[i] * (weight_step ? w[i] : fixed)) & (v8u)known);
      variance = variance * decay + (1 - decay) * d * d;
      v8d least = SELECT(variance > 0x1p-1022, variance, SPLAT(0x1p-1022));
      STORE(deviations + (t + i) * stride, d);
      STORE(scaled + (t + i) * stride, a / __builtin_elementwise_sqrt(least));
      STORE(sums + (t + i) * 8, LOAD(sums + (t + i) * 8) + a);
    }
  }
  STORE(variances, variance);
}

#define CISS_TIME(t)                                        \
  do {                                                      \
    s = FMA(r##t, SPLAT(d##t[j]), s * decay);               \
    a##t = FMA(s, SPLAT(z##t[j]), a##t);                    \
  } while (0)

// Eight rows of the covariances sigma_t = decay sigma_(t-1) + (1 - decay) d_t d_t' of `width` variables, and
// z_t,i * sum over j of sigma_t,ij z_t,j for each of them: out[row * out_stride + t]. `covariances` holds 8 rows for each
// column, before, then after. Four times share one pass over them.
static void CK_NAME(ciss_rows)(const double *deviations, const double *scaled, size_t stride, size_t first,
                               size_t width, size_t times, double decay, double *covariances, double *out,
                               size_t out_stride) {
  const double gain = 1 - decay;
  const size_t rows = width - first < 8 ? width - first : 8;
  v8d a[8];
  for (int i = 0; i < 8; i++) a[i] = SPLAT(0.0);
  for (size_t t = 0; t < times;) {
    size_t taken = times - t >= 4 ? 4 : 1, place = t & 7;
    const double *d0 = deviations + t * stride, *z0 = scaled + t * stride;
    v8d r0 = LOAD(d0 + first) * gain, a0 = SPLAT(0.0);
    if (taken == 4) {
      const double *d1 = d0 + stride, *d2 = d1 + stride, *d3 = d2 + stride;
      const double *z1 = z0 + stride, *z2 = z1 + stride, *z3 = z2 + stride;
      v8d r1 = LOAD(d1 + first) * gain, r2 = LOAD(d2 + first) * gain, r3 = LOAD(d3 + first) * gain;
      v8d a1 = a0, a2 = a0, a3 = a0;
      for (size_t j = 0; j < width; j++) {
        v8d s = LOAD(covariances + 8 * j);
        CISS_TIME(0);
        CISS_TIME(1);
        CISS_TIME(2);
        CISS_TIME(3);
        STORE(covariances + 8 * j, s);
      }
      a[place + 1] = a1 * LOAD(z1 + first);
      a[place + 2] = a2 * LOAD(z2 + first);
      a[place + 3] = a3 * LOAD(z3 + first);
    } else {
      for (size_t j = 0; j < width; j++) {
        v8d s = LOAD(covariances + 8 * j);
        CISS_TIME(0);
        STORE(covariances + 8 * j, s);
      }
    }
    a[place] = a0 * LOAD(z0 + first);
    t += taken;
    if ((t & 7) == 0 || t == times) {
      size_t start = (t - 1) & ~(size_t)7;
      TRANSPOSE(a);
      for (size_t row = 0; row < rows; row++)
        memcpy(out + row * out_stride + start, &a[row], (t - start) * sizeof(double));
    }
  }
}
