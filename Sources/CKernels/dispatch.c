#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif
#include <unistd.h>
#include "CKernels.h"

extern const ck_table ck_portable_table;
const ck_table *ck_portable(void) { return &ck_portable_table; }
extern const ck_time_table ck_portable_time_table;

#if defined(__x86_64__)
extern const ck_table ck_avx2_table, ck_avx512_table;
extern const ck_time_table ck_avx2_time_table, ck_avx512_time_table;

const ck_table *ck_avx2(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("popcnt")
             ? &ck_avx2_table : NULL;
}

const ck_table *ck_avx512(void) {
  return ck_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                 __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")
             ? &ck_avx512_table
             : NULL;
}
#else
const ck_table *ck_avx2(void) { return NULL; }
const ck_table *ck_avx512(void) { return NULL; }
#endif

const ck_table *ck_best(void) {
  const ck_table *widest = ck_avx512();
  if (!widest) widest = ck_avx2();
  return widest ? widest : ck_portable();
}

const ck_time_table *ck_time(const ck_table *table) {
#if defined(__x86_64__)
  if (table == ck_avx512()) return &ck_avx512_time_table;
  if (table == ck_avx2()) return &ck_avx2_time_table;
#endif
  return &ck_portable_time_table;
}

unsigned ck_processors(void) {
#if defined(__linux__)
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return (unsigned)CPU_COUNT(&set);
#endif
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 ? (unsigned)count : 1;
}
