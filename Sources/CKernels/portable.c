#define CK_NAME(x) ck_portable_##x
#define CK_SET "portable"
#define CK_UNITS 6
#define CK_REST 2
#define CK_PANELS 1
#include "kernels.h"
#include "order_kernels.h"
#include "time_kernels.h"
#include "tables.h"
