// Sheets are short, so what was met before is looked up by going over the report again: nothing is kept.
#include "sheet/content.h"
#include "write/memory.h"

#include <string.h>

const char sheet_key[] = "What counts most for you stands first. The number says how strongly it is advised, "
                         "of 100: how sure it is, times how much it matters.";

const char *const sheet_horizons[SHEET_HORIZONS] = {"Today",        "This week", "This month",
                                                    "This quarter", "This year", "In your own time"};

char *sheet_title(const report_options *o, const advise_report *r)
{
    const char *person = advise_report_person(r);
    return must_format("Advice for %s", person[0] != '\0'   ? person
                                        : o->client != NULL ? o->client
                                                            : advise_report_profile(r));
}

char *sheet_subtitle(const advise_pack *pack, const advise_report *r)
{
    return must_format("%s %s, as of %s", advise_pack_title(pack), advise_pack_version(pack),
                       advise_report_date(r));
}

bool sheet_plans(const report_options *o, const advise_report *r, size_t index, size_t horizon)
{
    const advise_advice a = advise_report_advice(r, index);
    return a.status == ADVISE_GIVEN && report_shows(o, r, index) && a.alternative_to[0] == '\0' &&
           a.next_step_count > 0 && report_horizon(a.horizon) == horizon;
}

bool sheet_has_plan(const report_options *o, const advise_report *r, size_t horizon)
{
    bool found = false;
    for (size_t i = 0; i < advise_report_given_count(r) && !found; i++)
        found = sheet_plans(o, r, i, horizon);
    return found;
}

bool sheet_has_steps(const report_options *o, const advise_report *r)
{
    bool found = false;
    for (size_t h = 0; h < SHEET_HORIZONS && !found; h++)
        found = sheet_has_plan(o, r, h);
    return found;
}

bool sheet_has_reasons(const advise_report *r, size_t index)
{
    bool found = false;
    for (size_t i = 0; i < advise_report_advice(r, index).evidence_count && !found; i++)
        found = advise_report_evidence(r, index, i).because[0] != '\0';
    return found;
}

// --- sources ---

/// One step through all that is shown, its evidence and their sources.
static bool step(const report_options *o, const advise_report *r, sheet_source *s)
{
    s->at++; // from SIZE_MAX to the first
    while (s->advice < advise_report_count(r)) {
        const size_t evidence_count =
            report_shows(o, r, s->advice) ? advise_report_advice(r, s->advice).evidence_count : 0;
        for (; s->evidence < evidence_count; s->evidence++, s->at = 0) {
            if (s->at < advise_report_evidence(r, s->advice, s->evidence).source_count)
                return true;
        }
        *s = (sheet_source){.advice = s->advice + 1};
    }
    return false;
}

static advise_source source_at(const advise_report *r, const sheet_source *s)
{
    return advise_report_source(r, s->advice, s->evidence, s->at);
}

static bool is_met(const advise_source *a, const advise_source *b, bool by_point)
{
    return strcmp(a->title, b->title) == 0 && (!by_point || strcmp(a->point, b->point) == 0);
}

static bool was_met_before(const report_options *o, const advise_report *r, const sheet_source *here,
                           bool by_point)
{
    const advise_source wanted = source_at(r, here);
    sheet_source before = SHEET_FIRST;
    while (step(o, r, &before) && memcmp(&before, here, sizeof before) != 0) {
        const advise_source one = source_at(r, &before);
        if (is_met(&one, &wanted, by_point))
            return true;
    }
    return false;
}

bool sheet_next_source(const report_options *o, const advise_report *r, sheet_source *here, const char *title)
{
    while (step(o, r, here)) {
        const advise_source one = source_at(r, here);
        const bool is_wanted = title == NULL || (strcmp(one.title, title) == 0 && one.point[0] != '\0');
        if (is_wanted && !was_met_before(o, r, here, title != NULL))
            return true;
    }
    return false;
}
