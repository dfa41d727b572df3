// The kernels of one set of instructions, all of which come before.

const ck_table CK_NAME(table) = {
    CK_SET,
    CK_NAME(uniforms),
    CK_NAME(sobol),
    CK_NAME(log),
    CK_NAME(exp),
    CK_UNITS,
    CK_REST,
    CK_NAME(pack),
    CK_NAME(scores),
    CK_NAME(tree),
    CK_NAME(take),
    CK_NAME(simplex),
    CK_NAME(summarize),
    CK_NAME(order),
    CK_NAME(ranks),
    CK_NAME(places),
    CK_NAME(saltelli),
};

const ck_time_table CK_NAME(time_table) = {
    CK_NAME(place_keys),
    CK_NAME(expanding),
    CK_NAME(ciss_scale),
    CK_NAME(ciss_rows),
};
