// A comparison of advice with what it would be, for a person: the lists beside each other, then what changes and why.
#include "report/contrast.h"
#include "report/contrast_words.h"
#include "write/memory.h"

#include <stdlib.h>

static void print_difference(const screen *s, const advise_difference *d)
{
    contrast_line w;
    contrast_line_begin(&w);
    (void)fprintf(w.out, "%s: ", d->path);
    if (d->kind == ADVISE_OTHER_VALUE) {
        contrast_put_value(w.out, d->before);
        (void)fputs(" -> ", w.out);
        contrast_put_value(w.out, d->after);
    } else {
        (void)fputs(d->kind == ADVISE_ITEM_ADDED ? "new" : "gone", w.out);
    }
    contrast_line_print(s, "  ", INK_PLAIN, 4, &w);
}

static void print_differences(const screen *s, const contrast_output *o, const contrast_case *one)
{
    const size_t count = advise_contrast_difference_count(one->contrast);
    char *heading = o->case_count > 1     ? must_format("What is said otherwise: %s", one->name)
                    : o->is_other_profile ? must_format("What %s says otherwise", one->name)
                                          : must_format("What is said otherwise");
    (void)fputc('\n', s->out);
    screen_wrap(s, "", INK_PLAIN, 0, heading, INK_BOLD);
    free(heading);
    for (size_t i = 0; i < count; i++) {
        const advise_difference d = advise_contrast_difference(one->contrast, i);
        print_difference(s, &d);
    }
    if (count == 0)
        screen_wrap(s, "  ", INK_PLAIN, 2,
                    o->is_other_profile ? "Nothing: both say the same."
                                        : "Nothing: what is set is what the profile says.",
                    INK_PLAIN);
}

static void write(const screen *s, const contrast_output *o)
{
    const char *person = advise_report_person(o->base);
    char *heading = must_format(o->is_other_profile ? "Then and now: %s" : "What if: %s",
                                person[0] != '\0' ? person : advise_report_profile(o->base));
    screen_wrap(s, "", INK_PLAIN, 0, heading, INK_BOLD);
    free(heading);
    heading = must_format("%s %s, as of %s", advise_pack_title(o->pack), advise_pack_version(o->pack),
                          advise_report_date(o->base));
    screen_wrap(s, "", INK_PLAIN, 0, heading, INK_DIM);
    free(heading);
    for (size_t i = 0; i < o->case_count; i++)
        print_differences(s, o, &o->cases[i]);
    contrast_print_lists(s, o);
    for (size_t i = 0; i < o->case_count; i++)
        contrast_print_changes(s, o, &o->cases[i]);
}

const contrast_format contrast_as_text = {.write = write};
