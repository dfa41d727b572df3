// The kernels that put numbers in order, once for each set of instructions, as kernels.h, whose vectors they use.

#define CK_BUCKETS 2048

// Hoare's selection with the median of three, in place.
static double CK_NAME(select)(double *values, size_t count, size_t rank) {
  size_t low = 0, high = count - 1;
  while (high > low) {
    double a = values[low], b = values[low + (high - low) / 2], c = values[high];
    double pivot = a < b ? (b < c ? b : (a < c ? c : a)) : (a < c ? a : (b < c ? c : b));
    size_t i = low, j = high;
    for (;;) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i >= j) break;
      double kept = values[i];
      values[i++] = values[j];
      values[j--] = kept;
    }
    // Now nothing after j is less, and nothing before i greater, than the pivot.
    if (i == j) {
      if (rank == i) return values[rank];
      if (rank < i) high = i - 1;
      else low = i + 1;
    } else if (rank <= j) {
      high = j;
    } else {
      low = i;
    }
  }
  return values[rank];
}

// One pass counts the values in buckets of equal width, whose order is theirs; another collects the bucket of a rank,
// in which it is then selected.
static void CK_NAME(order)(const double *values, size_t count, const size_t *ranks, size_t wanted, double *scratch,
                           double *out) {
  v8d low = SPLAT(values[0]), high = low;
  size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    v8d v = LOAD(values + i);
    low = SELECT(v < low, v, low);
    high = SELECT(v > high, v, high);
  }
  double least = low[0], greatest = high[0];
  for (int lane = 1; lane < 8; lane++) {
    least = low[lane] < least ? low[lane] : least;
    greatest = high[lane] > greatest ? high[lane] : greatest;
  }
  for (; i < count; i++) {
    least = values[i] < least ? values[i] : least;
    greatest = values[i] > greatest ? values[i] : greatest;
  }
  double scale = (CK_BUCKETS - 1) / (greatest - least);
  // Buckets are no help for few values, equal ones, and ranges that are too small or too great to divide.
  if (count < 256 || !(scale > 0) || !(scale <= 0x1p1000)) {
    memcpy(scratch, values, count * sizeof(double));
    for (size_t r = 0; r < wanted; r++) out[r] = CK_NAME(select)(scratch, count, ranks[r]);
    return;
  }
  uint32_t buckets[CK_BUCKETS] = {0};
  for (i = 0; i < count; i++) buckets[(int32_t)((values[i] - least) * scale)]++;
  int32_t bucket = 0, collected = -1;
  size_t before = 0, found = 0;
  for (size_t r = 0; r < wanted; r++) {
    while (before + buckets[bucket] <= ranks[r]) before += buckets[bucket++];
    if (bucket != collected) {
      // A value is in the bucket if its place, cut off, is the bucket's number.
      const double start = bucket, end = bucket + 1;
      found = 0;
      for (i = 0; i + 8 <= count; i += 8) {
        v8d place = (LOAD(values + i) - least) * scale;
        uint8_t inside;
        MASK(inside, (place >= start) & (place < end));
        for (; inside; inside &= (uint8_t)(inside - 1)) scratch[found++] = values[i + (size_t)__builtin_ctz(inside)];
      }
      for (; i < count; i++) {
        double place = (values[i] - least) * scale;
        if (place >= start && place < end) scratch[found++] = values[i];
      }
      collected = bucket;
    }
    out[r] = CK_NAME(select)(scratch, found, ranks[r] - before);
  }
}

typedef uint32_t v16u __attribute__((vector_size(64)));
typedef int32_t v16i __attribute__((vector_size(64)));
typedef _Bool v16b __attribute__((ext_vector_type(16)));
typedef uint32_t v8w __attribute__((vector_size(32)));

// The ranks of one draw from keys in ascending order, where keys that are equal but for the number of the unit are put
// in order by the scores themselves: added to `counts`, or written to `places`, whichever there is.
static __attribute__((noinline)) void CK_NAME(exact_ranks)(const double *s, size_t units, size_t column, int bits,
                                                           const uint32_t *keys, uint32_t *counts, double *places) {
  const uint32_t last = (1u << bits) - 1;
  size_t stop = units;
  // From the top down; `above` is the number of units strictly higher.
  while (stop > 0) {
    size_t start = stop - 1;
    while (start > 0 && keys[16 * (start - 1)] >> bits == keys[16 * (stop - 1)] >> bits) start--;
    for (size_t i = start; i < stop; i++) {
      size_t unit = keys[16 * i] & last, above = units - stop;
      double score = s[8 * unit + column];
      for (size_t j = start; j < stop; j++) above += s[8 * (keys[16 * j] & last) + column] > score;
      if (counts) counts[above * units + unit]++;
      else places[8 * unit + column] = (double)(above + 1);
    }
    stop = start;
  }
}

// A comparator of two rows: the less of each lane goes to the first.
#define LESS_FIRST(a, b)                      \
  do {                                        \
    v16u x_ = (a), y_ = (b);                  \
    a = __builtin_elementwise_min(x_, y_);    \
    b = __builtin_elementwise_max(x_, y_);    \
  } while (0)
#define X(i, j) LESS_FIRST(r[i], r[j]);

// Batcher's odd-even merge sort of 16 rows, which fit into the registers.
static inline void CK_NAME(sort_16)(v16u *rows) {
  v16u r[16];
  for (int i = 0; i < 16; i++) r[i] = rows[i];
  X(0, 8) X(1, 9) X(2, 10) X(3, 11) X(4, 12) X(5, 13) X(6, 14) X(7, 15) X(0, 4) X(1, 5) X(2, 6) X(3, 7)
  X(8, 12) X(9, 13) X(10, 14) X(11, 15) X(4, 8) X(5, 9) X(6, 10) X(7, 11) X(0, 2) X(1, 3) X(4, 6) X(5, 7)
  X(8, 10) X(9, 11) X(12, 14) X(13, 15) X(2, 8) X(3, 9) X(6, 12) X(7, 13) X(2, 4) X(3, 5) X(6, 8) X(7, 9)
  X(10, 12) X(11, 13) X(0, 1) X(2, 3) X(4, 5) X(6, 7) X(8, 9) X(10, 11) X(12, 13) X(14, 15) X(1, 8) X(3, 10)
  X(5, 12) X(7, 14) X(1, 4) X(3, 6) X(5, 8) X(7, 10) X(9, 12) X(11, 14) X(1, 2) X(3, 4) X(5, 6) X(7, 8)
  X(9, 10) X(11, 12) X(13, 14)
  for (int i = 0; i < 16; i++) rows[i] = r[i];
}

// The last four steps of a bitonic merge, of 16 rows.
static inline void CK_NAME(merge_16)(v16u *rows) {
  v16u r[16];
  for (int i = 0; i < 16; i++) r[i] = rows[i];
  X(0, 8) X(1, 9) X(2, 10) X(3, 11) X(4, 12) X(5, 13) X(6, 14) X(7, 15)
  X(0, 4) X(1, 5) X(2, 6) X(3, 7) X(8, 12) X(9, 13) X(10, 14) X(11, 15)
  X(0, 2) X(1, 3) X(4, 6) X(5, 7) X(8, 10) X(9, 11) X(12, 14) X(13, 15)
  X(0, 1) X(2, 3) X(4, 5) X(6, 7) X(8, 9) X(10, 11) X(12, 13) X(14, 15)
  for (int i = 0; i < 16; i++) rows[i] = r[i];
}
#undef X

// Puts each lane of `count` rows, a multiple of 16, in ascending order by a sorting network: blocks of 16 rows, then
// bitonic merges, the first step of which compares rows from both ends, so that every comparator puts the less into the
// lower row. Rows that are missing at the end count as greatest: comparators with them are left out.
// Batcher, Sorting networks and their applications, 1968.
static void CK_NAME(sort_rows)(v16u *rows, size_t count) {
  for (size_t i = 0; i < count; i += 16) CK_NAME(sort_16)(rows + i);
  for (size_t size = 32; size / 2 < count; size *= 2) {
    for (size_t base = 0; base + size / 2 < count; base += size) {
      size_t end = base + size < count ? base + size : count;
      for (size_t low = 2 * base + size - end, high = end - 1; low < high; low++, high--)
        LESS_FIRST(rows[low], rows[high]);
      for (size_t distance = size / 4; distance >= 16; distance /= 2)
        for (size_t part = base; part + distance < end; part += 2 * distance)
          for (size_t i = part; i < part + distance && i + distance < end; i++)
            LESS_FIRST(rows[i], rows[i + distance]);
      for (size_t i = base; i < end; i += 16) CK_NAME(merge_16)(rows + i);
    }
  }
}

// A key is a score on the scale between the draw's least and greatest, to as many bits as fit before the number of the
// unit; those of 16 draws are put in order at once. Neighbours that then differ in the unit alone send their draw the exact
// way: their lanes are returned.
static uint16_t CK_NAME(sort)(const double *first, const double *second, size_t units, int bits, uint32_t *scratch) {
  v8d low = LOAD(first), high = low, other_low = LOAD(second), other_high = other_low;
  for (size_t unit = 1; unit < units; unit++) {
    v8d v = LOAD(first + 8 * unit), w = LOAD(second + 8 * unit);
    low = SELECT(v < low, v, low);
    high = SELECT(v > high, v, high);
    other_low = SELECT(w < other_low, w, other_low);
    other_high = SELECT(w > other_high, w, other_high);
  }
  const double span = (double)((1u << (31 - bits)) - 2);
  v8d scale = span / (high - low), other_scale = span / (other_high - other_low);
  // Equal scores, or such as differ by next to nothing, are left to the exact way.
  scale = SELECT(scale < 1e300, scale, SPLAT(0.0));
  other_scale = SELECT(other_scale < 1e300, other_scale, SPLAT(0.0));
  for (size_t unit = 0; unit < units; unit++) {
    // 2^52 more, and the last bits are the number rounded to an integer.
    v8u place = (v8u)((LOAD(first + 8 * unit) - low) * scale + 0x1p52);
    v8u other = (v8u)((LOAD(second + 8 * unit) - other_low) * other_scale + 0x1p52);
    v8w key = __builtin_convertvector(place << (uint64_t)bits | unit, v8w);
    v8w other_key = __builtin_convertvector(other << (uint64_t)bits | unit, v8w);
    memcpy(scratch + 16 * unit, &key, sizeof key);
    memcpy(scratch + 16 * unit + 8, &other_key, sizeof other_key);
  }
  v16u *rows = (v16u *)scratch;
  size_t count = (units + 15) / 16 * 16;
  for (size_t i = units; i < count; i++) rows[i] = ~(v16u){0};
  CK_NAME(sort_rows)(rows, count);
  v16i equal = {0};
  for (size_t i = 1; i < units; i++) equal |= (rows[i - 1] ^ rows[i]) < (1u << bits);
  v16b differ = __builtin_convertvector(equal, v16b);
  uint16_t exact;
  memcpy(&exact, &differ, 2);
  return exact;
}

static int CK_NAME(unit_bits)(size_t units) {
  int bits = 1;
  while ((size_t)1 << bits < units) bits++;
  return bits;
}

static void CK_NAME(ranks)(const double *first, const double *second, size_t units, uint16_t lanes, uint32_t *scratch,
                           uint32_t *counts) {
  const double *panels[2] = {first, second};
  const int bits = CK_NAME(unit_bits)(units);
  const uint32_t last = (1u << bits) - 1;
  uint16_t exact = lanes & CK_NAME(sort)(first, second, units, bits, scratch);
  uint16_t plain = lanes & (uint16_t)~exact;
  if (plain == 0xffff) {
    for (size_t i = 0; i < units; i++) {
      uint32_t *row = counts + (units - 1 - i) * units;
#pragma clang loop unroll(full)
      for (int lane = 0; lane < 16; lane++) row[scratch[16 * i + lane] & last]++;
    }
  } else {
    for (uint16_t rest = plain; rest; rest &= (uint16_t)(rest - 1)) {
      const uint32_t *keys = scratch + __builtin_ctz(rest);
      for (size_t i = 0; i < units; i++) counts[(units - 1 - i) * units + (keys[16 * i] & last)]++;
    }
  }
  for (; exact; exact &= (uint16_t)(exact - 1)) {
    size_t lane = (size_t)__builtin_ctz(exact);
    CK_NAME(exact_ranks)(panels[lane / 8], units, lane % 8, bits, scratch + lane, counts, NULL);
  }
}

static void CK_NAME(places)(const double *first, const double *second, size_t units, uint32_t *scratch,
                            double *first_places, double *second_places) {
  const double *panels[2] = {first, second};
  double *places[2] = {first_places, second_places};
  const int bits = CK_NAME(unit_bits)(units);
  const uint32_t last = (1u << bits) - 1;
  uint16_t exact = CK_NAME(sort)(first, second, units, bits, scratch);
  for (size_t i = 0; i < units; i++) {
    double place = (double)(units - i);
#pragma clang loop unroll(full)
    for (size_t lane = 0; lane < 16; lane++) places[lane / 8][8 * (scratch[16 * i + lane] & last) + lane % 8] = place;
  }
  for (; exact; exact &= (uint16_t)(exact - 1)) {
    size_t lane = (size_t)__builtin_ctz(exact);
    CK_NAME(exact_ranks)(panels[lane / 8], units, lane % 8, bits, scratch + lane, NULL, places[lane / 8]);
  }
}
