#include "columns/plan_kin.h"

static uint64_t bit_of(size_t number)
{
    return (uint64_t)1 << number % 64;
}

const plan_kin *plan_kin_of(arena *a, const pack *p)
{
    plan_kin *kin = ARENA_ARRAY(a, p->recommendation_count, plan_kin);
    for (size_t i = 0; i < p->recommendation_count; i++) {
        const recommendation *r = &p->recommendations[i];
        kin[i].own = bit_of(i);
        for (size_t k = 0; k < r->rival_count; k++)
            kin[i].rivals |= bit_of(r->rivals[k]);
        kin[i].whole = r->whole >= 0 ? bit_of((size_t)r->whole) : 0;
        kin[i].group = r->group_number > 0 ? bit_of(r->group_number) : 0;
    }
    return kin;
}
