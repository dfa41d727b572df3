#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma,popcnt"))), apply_to = function)
#define CK_NAME(x) ck_avx2_##x
#define CK_SET "AVX2"
#define CK_UNITS 6
#define CK_REST 2
#define CK_PANELS 1
#include "kernels.h"
#include "order_kernels.h"
#include "time_kernels.h"
#include "tables.h"
#pragma clang attribute pop
#endif
