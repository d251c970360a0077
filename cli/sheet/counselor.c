// What would bring a near miss is searched with a fixed number of tries: the same profile gives the same sheet on any computer.
#include "sheet/counselor.h"
#include "write/memory.h"

#include <stdint.h>
#include <string.h>

enum {
    FIRST_TRIES = 1, ///< to see what is in the way
    TRIES = 500,     ///< to see what would bring it
};

// --- near misses ---

static const advise_why_not *ask(const advise_report *r, const char *recommendation, size_t tries)
{
    const advise_target target = {.recommendation = recommendation, .item = ""};
    const advise_why_not_options options = {.tries = tries};
    const advise_why_not *found = NULL;
    const advise_status asked = advise_report_why_not(r, &target, &options, &found);
    if (asked == ADVISE_NO_MEMORY)
        (void)must_have(NULL); // a near miss that is left out would look as if there were none
    return asked == ADVISE_OK ? found : NULL;
}

/// The end of what stands below a rule among the obstacles.
static size_t rule_end(const advise_why_not *w, size_t answer, size_t rule)
{
    const size_t count = advise_why_not_get(w, answer).obstacle_count;
    size_t end = rule < count ? rule + 1 : count;
    while (end < count && advise_why_not_obstacle(w, answer, end).depth > 0)
        end++;
    return end;
}

/// The first rule for it that lacks one thing, which is known not to be so; SIZE_MAX if there is none. What is not known is asked for
/// elsewhere.
static size_t lacking_rule(const advise_why_not *w, size_t answer)
{
    const size_t count = advise_why_not_get(w, answer).obstacle_count;
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < count && found == SIZE_MAX;) {
        const size_t end = rule_end(w, answer, i);
        bool lacks = advise_why_not_obstacle(w, answer, i).missing == 1;
        for (size_t k = i; k < end && lacks; k++)
            lacks = !advise_why_not_obstacle(w, answer, k).is_unknown;
        found = lacks ? i : SIZE_MAX;
        i = end;
    }
    return found;
}

static bool is_near(const advise_report *r, const advise_why_not *w, size_t answer, bool with_evidence)
{
    const advise_why_not_answer a = advise_why_not_get(w, answer);
    if (a.outcome == ADVISE_CHANGE_NEEDLESS || a.is_unnamed)
        return false;
    if (!a.has_advice)
        return !with_evidence && lacking_rule(w, answer) != SIZE_MAX;
    const advise_advice advice = advise_report_advice(r, a.advice);
    return with_evidence &&
           (advice.status == ADVISE_EXCLUDED || (advice.status != ADVISE_GIVEN && advice.certainty > 0));
}

static size_t find(const advise_pack *pack, const advise_report *r, bool with_evidence, near_miss *out,
                   size_t found)
{
    for (size_t i = 0; i < advise_pack_recommendation_count(pack); i++) {
        const char *id = advise_pack_recommendation_id(pack, i);
        const advise_why_not *seen = ask(r, id, FIRST_TRIES);
        const advise_why_not *searched = NULL;
        const size_t count = seen != NULL ? advise_why_not_count(seen) : 0;
        for (size_t a = 0; a < count && found < NEAR_MISSES; a++) {
            if (!is_near(r, seen, a, with_evidence))
                continue;
            searched = searched != NULL ? searched : ask(r, id, TRIES);
            searched = searched != NULL ? searched : seen;
            const size_t rule = with_evidence ? 0 : lacking_rule(searched, a);
            out[found++] = (near_miss){id, searched, a, rule, rule_end(searched, a, rule)};
        }
    }
    return found;
}

size_t near_misses_find(const advise_pack *pack, const advise_report *r, near_miss out[NEAR_MISSES])
{
    return find(pack, r, false, out, find(pack, r, true, out, 0));
}

static advise_why_not_answer answer_of(const near_miss *m)
{
    return advise_why_not_get(m->why_not, m->answer);
}

char *near_miss_title(const near_miss *m)
{
    const advise_why_not_answer a = answer_of(m);
    return a.title[0] != '\0' || a.item[0] == '\0'
               ? must_format("%s", a.title[0] != '\0' ? a.title : m->recommendation)
               : must_format("%s for \"%s\"", m->recommendation, a.item);
}

char *near_miss_status(const advise_report *r, const near_miss *m)
{
    const advise_why_not_answer a = answer_of(m);
    if (!a.has_advice)
        return must_format("Nothing speaks for it yet; one thing is missing.");
    const advise_advice advice = advise_report_advice(r, a.advice);
    if (advice.status == ADVISE_EXCLUDED)
        return must_format("Withheld: %s is given, ranked above it, and excludes it.", advice.excluded_by);
    return must_format("Its certainty is %.2f, and must exceed %.2f.", advice.certainty,
                       advise_report_threshold(r));
}

char *near_miss_way(const near_miss *m, size_t way)
{
    const advise_why_not_answer a = answer_of(m);
    if (way >= NEAR_MISS_SETS || way >= a.set_count)
        return NULL;
    char *text;
    size_t length;
    FILE *out = must_open_text(&text, &length);
    for (size_t i = 0; i < advise_why_not_set(m->why_not, m->answer, way); i++)
        (void)fprintf(out, "%s%s", i > 0 ? ", and " : "",
                      advise_why_not_change(m->why_not, m->answer, way, i).text);
    must_close_text(out, &text);
    return text;
}

// --- warnings and remarks ---

char *warning_text(const advise_report *r, size_t index)
{
    const advise_warning w = advise_report_warning(r, index);
    return must_format("rule %s: %s", w.rule, w.message);
}

char *note_text(const advise_report *r, size_t index)
{
    return must_format("%s", advise_report_note(r, index));
}

// --- undetermined rules ---

/// Whether an earlier rule, or this one before, waits for the same.
static bool was_met(const advise_report *r, const waiting *at, const char *name)
{
    for (size_t i = 0; i <= at->rule; i++) {
        const size_t count = i < at->rule ? advise_report_undetermined(r, i).unknown_count : at->unknown;
        for (size_t k = 0; k < count; k++) {
            if (strcmp(advise_report_undetermined_unknown(r, i, k), name) == 0)
                return true;
        }
    }
    return false;
}

const char *waiting_next(const advise_report *r, waiting *at)
{
    for (; at->rule < advise_report_undetermined_count(r); *at = (waiting){at->rule + 1, 0}) {
        for (; at->unknown < advise_report_undetermined(r, at->rule).unknown_count; at->unknown++) {
            const char *name = advise_report_undetermined_unknown(r, at->rule, at->unknown);
            if (!was_met(r, at, name)) {
                at->unknown++;
                return name;
            }
        }
    }
    return NULL;
}

char *waiting_rules(const advise_report *r, const char *name)
{
    char *text;
    size_t length;
    FILE *out = must_open_text(&text, &length);
    const char *before = ""; // the rounds of a rule follow one another
    for (size_t i = 0; i < advise_report_undetermined_count(r); i++) {
        const advise_undetermined u = advise_report_undetermined(r, i);
        bool waits = false;
        for (size_t k = 0; k < u.unknown_count && !waits; k++)
            waits = strcmp(advise_report_undetermined_unknown(r, i, k), name) == 0;
        if (!waits || strcmp(before, u.rule) == 0)
            continue;
        (void)fprintf(out, "%s%s", before[0] != '\0' ? ", " : "", u.rule);
        before = u.rule;
    }
    must_close_text(out, &text);
    return text;
}
