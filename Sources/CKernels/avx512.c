#if defined(__x86_64__)
#pragma clang attribute \
    push(__attribute__((target("avx2,fma,popcnt,avx512f,avx512dq,avx512vl,avx512bw"))), apply_to = function)
#define CK_NAME(x) ck_avx512_##x
#define CK_SET "AVX-512"
#define CK_UNITS 12
#define CK_REST 4
#define CK_PANELS 2
#include "kernels.h"
#include "order_kernels.h"
#include "time_kernels.h"
#include "tables.h"
#pragma clang attribute pop
#endif
