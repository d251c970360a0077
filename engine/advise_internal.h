/// What stands behind the opaque types of advise.h. Private to advise.c and advise_report.c.
#ifndef ADVISE_INTERNAL_H
#define ADVISE_INTERNAL_H

#include "advise.h"
#include "infer/infer.h"

typedef struct fact_setting {
    slice name, expression;
} fact_setting;

struct advise_session {
    const pack *pack;
    arena *arena;    ///< of one run, reset by the next
    arena *settings; ///< date and replaced facts
    feel_value now, today;
    slice date;
    struct {
        fact_setting *items;
        size_t count, capacity;
    } facts;
};

struct advise_report {
    advise_session *session;
    const inference *result;
};

const pack *pack_of(const advise_pack *p);

#endif
