// How a piece of advice stands, or why there is none: the line above a proof.
#include "report/entry.h"
#include "report/phrase.h"
#include "report/target.h"
#include "report/why.h"

#include <string.h>

/// Says how to ask for what would give it.
static void say_command(phrase *w, const why_report *r, const char *id, const char *item)
{
    if (r->names_no_commands)
        return;
    phrase_add(w, " For what would give it, run: advise why-not ");
    target_add_word(w, r->profile);
    phrase_add(w, " ");
    target_add(w, id, item);
}

/// The title under which a recommendation is given; its id if it is not.
static const char *title_of_given(const why_report *r, const char *id)
{
    const char *title = NULL;
    for (size_t i = 0; i < advise_report_given_count(r->report) && title == NULL; i++) {
        const advise_advice a = advise_report_advice(r->report, i);
        title = strcmp(a.recommendation, id) == 0 ? a.title : NULL;
    }
    return title != NULL ? title : id;
}

void why_standing(const why_report *r, size_t advice, char *out, size_t size)
{
    const advise_advice a = advise_report_advice(r->report, advice);
    phrase w = {.size = size};
    w.text = out;
    if (a.status == ADVISE_GIVEN) {
        phrase_add(&w, "Given, with certainty %.2f and a score of %.0f: place %zu of %zu", a.certainty,
                   a.score, a.rank, advise_report_entry_count(r->report));
        if (a.part_of[0] != '\0')
            phrase_add(&w, ", as a part of \"%s\"", entry_title(r->report, a.rank, a.part_of));
        if (a.alternative_to[0] != '\0')
            phrase_add(&w, ", as an alternative to \"%s\"", entry_title(r->report, a.rank, a.alternative_to));
        phrase_add(&w, ".");
        return;
    }
    if (a.status == ADVISE_EXCLUDED)
        phrase_add(&w, "Not given: it is withheld, since \"%s\" is advised and excludes it.",
                   title_of_given(r, a.excluded_by));
    else
        phrase_add(&w, "Not given: its certainty is %.2f, and must exceed %.2f.", a.certainty,
                   advise_report_threshold(r->report));
    say_command(&w, r, a.recommendation, a.item);
}

void why_nothing(const why_report *r, char *out, size_t size)
{
    phrase w = {.size = size};
    w.text = out;
    if (r->target == NULL) {
        phrase_add(&w, "Nothing in this profile calls for advice yet.");
        return;
    }
    phrase_add(&w, "Nothing in this profile speaks for or against %s%s%s.", r->target->recommendation,
               r->target->item[0] != '\0' ? ":" : "", r->target->item);
    say_command(&w, r, r->target->recommendation, r->target->item);
}
