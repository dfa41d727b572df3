#define CK_NAME(x) ck_portable_##x
#define CK_SET "portable"
#include "kernels.h"
