// The kernels that go through time, once for each set of instructions, as kernels.h, whose vectors they use.

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

// Eight parts over time: their deviations s - 1/2, and z = w s / sqrt(variance), by time with `stride` numbers between;
// 0 for a part that is not a number. variances = 8 variances before, then after.
static void CK_NAME(ciss_scale)(const double *const *parts, const double *const *weights, size_t weight_step,
                                size_t times, double decay, double *variances, double *deviations, double *scaled,
                                double *weighted, size_t stride) {
  v8d variance = LOAD(variances);
  for (size_t t = 0; t < times; t++) {
    v8d s, w;
    for (int i = 0; i < 8; i++) {
      s[i] = parts[i][t];
      w[i] = weights[i][t * weight_step];
    }
    v8i known = s == s;
    v8d d = (v8d)((v8u)(s - 0.5) & (v8u)known), a = (v8d)((v8u)(s * w) & (v8u)known);
    variance = variance * decay + (1 - decay) * d * d;
    v8d least = SELECT(variance > 0x1p-1022, variance, SPLAT(0x1p-1022));
    v8d root;
    for (int i = 0; i < 8; i++) root[i] = __builtin_sqrt(least[i]);
    STORE(deviations + t * stride, d);
    STORE(scaled + t * stride, a / root);
    STORE(weighted + t * 8, a);
  }
  STORE(variances, variance);
}

// Eight rows of the covariances sigma_t = decay sigma_(t-1) + (1 - decay) d_t d_t' of `width` variables, and
// z_t,i * sum over j of sigma_t,ij z_t,j for each of them: out[t * 8 + row]. `covariances` holds 8 rows for each column,
// before, then after. Four times share one pass over them; `times` is a multiple of 4.
static void CK_NAME(ciss_rows)(const double *deviations, const double *scaled, size_t stride, size_t first,
                               size_t width, size_t times, double decay, double *covariances, double *out) {
  const double gain = 1 - decay;
  for (size_t t = 0; t < times; t += 4) {
    const double *d0 = deviations + t * stride, *z0 = scaled + t * stride;
    const double *d1 = d0 + stride, *d2 = d1 + stride, *d3 = d2 + stride;
    const double *z1 = z0 + stride, *z2 = z1 + stride, *z3 = z2 + stride;
    v8d r0 = LOAD(d0 + first) * gain, r1 = LOAD(d1 + first) * gain;
    v8d r2 = LOAD(d2 + first) * gain, r3 = LOAD(d3 + first) * gain;
    v8d a0 = SPLAT(0.0), a1 = a0, a2 = a0, a3 = a0;
    for (size_t j = 0; j < width; j++) {
      v8d s = LOAD(covariances + 8 * j);
      s = FMA(r0, SPLAT(d0[j]), s * decay);
      a0 = FMA(s, SPLAT(z0[j]), a0);
      s = FMA(r1, SPLAT(d1[j]), s * decay);
      a1 = FMA(s, SPLAT(z1[j]), a1);
      s = FMA(r2, SPLAT(d2[j]), s * decay);
      a2 = FMA(s, SPLAT(z2[j]), a2);
      s = FMA(r3, SPLAT(d3[j]), s * decay);
      a3 = FMA(s, SPLAT(z3[j]), a3);
      STORE(covariances + 8 * j, s);
    }
    STORE(out + 8 * t, a0 * LOAD(z0 + first));
    STORE(out + 8 * t + 8, a1 * LOAD(z1 + first));
    STORE(out + 8 * t + 16, a2 * LOAD(z2 + first));
    STORE(out + 8 * t + 24, a3 * LOAD(z3 + first));
  }
}

const ck_time_table CK_NAME(time_table) = {
    CK_NAME(expanding),
    CK_NAME(ciss_scale),
    CK_NAME(ciss_rows),
};
