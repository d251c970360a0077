#include "feel/month.h"

#include "feel/foreign.h"

static const char *const names[] = {"January", "February", "March",     "April",   "May",      "June",
                                    "July",    "August",   "September", "October", "November", "December"};

const char *month_name(unsigned month)
{
    return names[month - 1];
}

unsigned month_named(slice word)
{
    if (foreign_same_name(word, SLICE("sept")))
        return 9;
    unsigned found = 0;
    for (unsigned i = 0; i < 12 && word.len >= 3 && found == 0; i++) {
        const slice name = slice_of(names[i]);
        if (word.len <= name.len && foreign_same_name(word, slice_part(name, 0, word.len)))
            found = i + 1;
    }
    return found;
}
