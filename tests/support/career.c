// Who they are: a stage (30 % new, 45 % settled, 25 % senior), an aim (30 % to advance, 25 % another practice area, 20 % another kind of
// workplace, 15 % a life beside work, 10 % pay), a job (88 %), and a week (45 % as it should be, 30 % full, 25 % too full). All else is drawn
// with chances that depend on these, written where it is drawn. Names of things are the same for all: no rule reads them.
#include "career.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

typedef enum stage { STAGE_NEW, STAGE_SETTLED, STAGE_SENIOR } stage;
typedef enum aim { AIM_ADVANCE, AIM_SPECIALTY, AIM_ENVIRONMENT, AIM_BALANCE, AIM_PAY } aim;

typedef struct career {
    random_source *random;
    char *out;
    size_t size, length;
    stage stage;
    aim aim;
    bool has_job, is_full, is_overloaded, is_trusted, is_organized, is_unhappy, wants_to_leave;
    size_t specialty, wanted; ///< practice areas
    size_t workplace, wanted_workplace;
} career;

static const char *const areas[] = {"litigation",         "corporate",  "intellectual property",
                                    "real estate",        "family",     "immigration",
                                    "employment",         "bankruptcy", "tax",
                                    "estates and trusts", "criminal",   "personal injury"};
static const char *const workplaces[] = {"small law firm",    "medium law firm",
                                         "large law firm",    "company legal department",
                                         "government office", "nonprofit organization"};
enum { AREAS = sizeof areas / sizeof *areas, WORKPLACES = sizeof workplaces / sizeof *workplaces };

/// True in so many of a hundred cases.
static bool chance(career *c, unsigned percent)
{
    return random_below(c->random, 100) < percent;
}

static unsigned between(career *c, unsigned low, unsigned high)
{
    return low + (unsigned)random_below(c->random, high - low + 1);
}

__attribute__((format(printf, 2, 3))) static void add(career *c, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int written = vsnprintf(c->out + c->length, c->size - c->length, format, arguments);
    va_end(arguments);
    c->length += written > 0 ? (size_t)written : 0;
    if (c->length >= c->size) {
        (void)fprintf(stderr, "career: the text does not fit\n");
        exit(2);
    }
}

static void add_word(career *c, const char *key, const char *word)
{
    add(c, ", \"%s\": \"%s\"", key, word);
}

static void add_number(career *c, const char *key, unsigned number)
{
    add(c, ", \"%s\": %u", key, number);
}

static void add_flag(career *c, const char *key, unsigned percent)
{
    add(c, ", \"%s\": %s", key, chance(c, percent) ? "true" : "false");
}

/// A practice area: mostly litigation and corporate, as in life.
static size_t some_area(career *c)
{
    return chance(c, 50) ? between(c, 0, 1) : between(c, 0, AREAS - 1);
}

static size_t some_workplace(career *c)
{
    return chance(c, 60) ? between(c, 0, 2) : between(c, 0, WORKPLACES - 1);
}

static void choose(career *c)
{
    const unsigned s = between(c, 0, 99), a = between(c, 0, 99), w = between(c, 0, 99);
    c->stage = s < 30 ? STAGE_NEW : s < 75 ? STAGE_SETTLED : STAGE_SENIOR;
    c->aim = a < 30   ? AIM_ADVANCE
             : a < 55 ? AIM_SPECIALTY
             : a < 75 ? AIM_ENVIRONMENT
             : a < 90 ? AIM_BALANCE
                      : AIM_PAY;
    c->has_job = chance(c, 88);
    c->is_full = w >= 45;
    c->is_overloaded = w >= 75;
    c->is_trusted = chance(c, c->stage == STAGE_NEW ? 20 : c->stage == STAGE_SETTLED ? 55 : 75);
    c->is_organized = chance(c, 55);
    c->is_unhappy = chance(c, c->is_overloaded ? 45 : 15);
    c->wants_to_leave = !c->has_job || chance(c, c->is_unhappy ? 80 : c->aim == AIM_ENVIRONMENT ? 65 : 20);
    c->specialty = some_area(c);
    do
        c->wanted = some_area(c);
    while (c->aim == AIM_SPECIALTY && c->wanted == c->specialty);
    if (c->aim != AIM_SPECIALTY && chance(c, 85))
        c->wanted = c->specialty;
    c->workplace = some_workplace(c);
    do
        c->wanted_workplace = some_workplace(c);
    while (c->aim == AIM_ENVIRONMENT && c->wanted_workplace == c->workplace);
    if (c->aim != AIM_ENVIRONMENT && chance(c, 80))
        c->wanted_workplace = c->workplace;
}

// --- lists ---

static void add_areas(career *c, const char *key, size_t first, unsigned more)
{
    add(c, ", \"%s\": [\"%s\"", key, areas[first]);
    for (size_t i = 1; i <= more; i++)
        add(c, ", \"%s\"", areas[(first + 3 * i) % AREAS]);
    add(c, "]");
}

/// Begins an item of a list, whose key is this name and a number.
static void begin_item(career *c, size_t i, const char *key, const char *name)
{
    add(c, "%s{\"%s\": \"%s %zu\"", i > 0 ? ", " : "", key, name, i + 1);
}

static void add_goals(career *c)
{
    static const char *const kinds[] = {"advance", "specialty", "environment", "balance", "pay"};
    const unsigned count = chance(c, 80) ? 1 + chance(c, 35) : 0;
    add(c, ", \"goals\": [");
    for (size_t i = 0; i < count; i++) {
        begin_item(c, i, "title", "Goal");
        add_word(c, "kind", i == 0 ? kinds[c->aim] : chance(c, 50) ? "skill" : kinds[between(c, 0, 4)]);
        add_flag(c, "reached", 10);
        add_flag(c, "under_way", c->is_organized ? 65 : 30);
        add(c, "}");
    }
    add(c, "]");
}

static void add_openings(career *c)
{
    static const char *const responses[] = {"accepted", "applied", "declined", "ignored", "pending"};
    const unsigned count = chance(c, 40) ? 1 + chance(c, 30) : 0;
    add(c, ", \"openings\": [");
    for (size_t i = 0; i < count; i++) {
        begin_item(c, i, "title", "Opening");
        add_word(c, "response", responses[c->wants_to_leave ? between(c, 0, 4) : between(c, 2, 3)]);
        add_flag(c, "fits_goals", 40);
        add(c, "}");
    }
    add(c, "]");
}

static void add_assignments(career *c)
{
    const unsigned count = c->has_job ? between(c, 1, 3) : between(c, 0, 2);
    add(c, ", \"assignments\": [");
    for (size_t i = 0; i < count; i++) {
        const bool is_hard = chance(c, c->is_trusted ? 60 : 15);
        begin_item(c, i, "title", "Assignment");
        add_word(c, "difficulty", is_hard ? "hard" : chance(c, 50) ? "moderate" : "routine");
        add_word(c, "outcome",
                 chance(c, c->is_trusted ? 65 : 25) ? "praised"
                 : chance(c, 80)                    ? "accepted"
                                                    : "sent back");
        add_word(c, "skill", chance(c, 50) ? "legal research" : "drafting");
        add_word(c, "field", areas[c->specialty]);
        add_flag(c, "on_resume", c->wants_to_leave ? 55 : 25);
        add(c, "}");
    }
    add(c, "]");
}

static void add_memos(career *c)
{
    const unsigned count = chance(c, 55) ? between(c, 1, 2) : 0;
    add(c, ", \"memos\": [");
    for (size_t i = 0; i < count; i++) {
        begin_item(c, i, "title", "Memo");
        add_word(c, "text",
                 chance(c, 45) ? "The lease ends in May.\\n\\nNext steps: ask the landlord for the annex."
                               : "We looked at the file.\\n\\nThe notice was late.");
        add(c, "}");
    }
    add(c, "]");
}

static void add_skills(career *c)
{
    static const char *const levels[] = {"new", "developing", "solid", "strong"};
    const unsigned count = between(c, 1, 3);
    add(c, ", \"skills\": [");
    for (size_t i = 0; i < count; i++) {
        const bool is_new_field = i > 0 && c->wanted != c->specialty;
        begin_item(c, i, "name", "Skill");
        add_word(c, "level", levels[is_new_field ? between(c, 0, 1) : between(c, (unsigned)c->stage, 3)]);
        add_flag(c, "wanted", is_new_field ? 85 : 40);
        add_word(c, "field", areas[is_new_field ? c->wanted : c->specialty]);
        add(c, "}");
    }
    add(c, "]");
}

static void add_duties(career *c, unsigned week)
{
    const unsigned count = c->has_job ? between(c, 2, 4) : 0;
    add(c, ", \"duties\": [");
    for (size_t i = 0; i < count; i++) {
        begin_item(c, i, "name", "Duty");
        add_number(c, "hours", week * between(c, 15, 30) / 100);
        add_word(c, "complexity",
                 chance(c, c->is_trusted ? 25 : 60) ? "routine"
                 : chance(c, 60)                    ? "moderate"
                                                    : "complex");
        add_flag(c, "keep", 40);
        add(c, "}");
    }
    add(c, "]");
}

static void add_matters(career *c)
{
    const unsigned count = c->has_job ? between(c, 1, 3) : 0;
    add(c, ", \"matters\": [");
    for (size_t i = 0; i < count; i++) {
        begin_item(c, i, "title", "Matter");
        add_word(c, "status", chance(c, 85) ? "open" : "closed");
        add_word(c, "lawyer", "Robert Kessler");
        add_word(c, "field", areas[c->specialty]);
        add_word(c, "next_task", "the reply brief");
        add_word(c, "next_task_with", chance(c, 50) ? "me" : chance(c, 60) ? "someone else" : "nobody");
        add_flag(c, "followed", c->is_organized ? 75 : 40);
        add(c, "}");
    }
    add(c, "]");
}

static void add_firms(career *c, unsigned limit, unsigned pay)
{
    static const char *const sizes[] = {"small", "medium", "large", "large", "medium", "small"};
    const unsigned count = c->wants_to_leave ? between(c, 0, 3) : chance(c, 15);
    add(c, ", \"prospective_firms\": [");
    for (size_t i = 0; i < count; i++) {
        const size_t workplace = chance(c, 60) ? c->wanted_workplace : some_workplace(c);
        const size_t area = chance(c, 65) ? c->wanted : some_area(c);
        begin_item(c, i, "name", "Firm");
        add_word(c, "size", sizes[workplace]);
        add_word(c, "environment", workplaces[workplace]);
        add_areas(c, "practice_areas", area, between(c, 0, 2));
        add_areas(c, "departments", area, between(c, 0, 1));
        add_flag(c, "opening", 50);
        add_number(c, "distance_km", between(c, 2, limit + limit / 2));
        add_number(c, "pay", pay * between(c, 85, 125) / 100);
        add(c, "}");
    }
    add(c, "]");
}

static void add_contacts(career *c)
{
    const unsigned count = between(c, 0, c->stage == STAGE_NEW ? 1 : 3);
    add(c, ", \"contacts\": [");
    for (size_t i = 0; i < count; i++) {
        begin_item(c, i, "name", "Contact");
        add_word(c, "works_at", chance(c, 30) ? "Firm 1" : "Court Records");
        add_word(c, "field", areas[chance(c, 40) ? c->wanted : some_area(c)]);
        add_flag(c, "asked", c->wants_to_leave ? 50 : 15);
        add(c, "}");
    }
    add(c, "]");
}

static void add_seminars(career *c, unsigned budget)
{
    const unsigned count = chance(c, 45) ? between(c, 1, 2) : 0;
    add(c, ", \"seminars\": [");
    for (size_t i = 0; i < count; i++) {
        begin_item(c, i, "title", "Seminar");
        add_word(c, "topic", chance(c, 60) ? areas[c->wanted] : "legal research");
        add_number(c, "cost", budget * between(c, 20, 200) / 100);
        add_number(c, "distance_km", chance(c, 50) ? 0 : between(c, 5, 400));
        add_number(c, "weeks_away", between(c, 1, 16));
        add_flag(c, "attended", 15);
        add(c, "}");
    }
    add(c, "]");
}

// --- the person ---

static void add_job(career *c, unsigned years, unsigned week)
{
    add_number(c, "months_in_position", between(c, 1, years < 8 ? 12 * years + 6 : 100));
    add_word(c, "satisfaction",
             c->is_unhappy                        ? "unhappy"
             : c->wants_to_leave || chance(c, 30) ? "restless"
                                                  : "content");
    add_number(c, "hours_per_week", week);
    add_flag(c, "junior_staff", c->stage == STAGE_NEW ? 10 : 50);
    add_flag(c, "volunteered_lately", c->is_full ? 20 : 50);
    add_flag(c, "passed_over", c->is_trusted ? 10 : 30);
    add_word(c, "supervisor", "Robert Kessler");
    add_word(c, "supervisor_response",
             chance(c, 50)   ? "welcomes"
             : chance(c, 60) ? "neutral"
                             : "discourages");
    add_flag(c, "waiting_for_talk", 25);
    add_flag(c, "dreads_talk", c->is_unhappy ? 45 : 20);
    add_flag(c, "knows_next_tasks", c->is_organized ? 80 : 40);
    add_word(c, "present_environment", workplaces[c->workplace]);
    add_areas(c, "firm_practice_areas", c->specialty,
              c->workplace == 0 ? between(c, 0, 1) : between(c, 1, 3));
    add_word(c, "seniority", c->stage == STAGE_NEW ? "bottom" : c->stage == STAGE_SETTLED ? "middle" : "top");
    add_number(c, "bound_for_months", chance(c, 85) ? 0 : between(c, 1, 24));
}

static void add_search(career *c)
{
    const unsigned limit = between(c, 10, 60);
    const unsigned pay = 1000 * between(c, 38, c->stage == STAGE_SENIOR ? 85 : 60);
    const unsigned budget = 50 * between(c, 1, 20);
    add_firms(c, limit, pay);
    add_flag(c, "willing_to_start_low", c->stage == STAGE_SENIOR ? 25 : 60);
    add_flag(c, "willing_to_relocate", 20);
    add_flag(c, "terms_settled", c->wants_to_leave && c->is_organized ? 60 : 15);
    add_number(c, "commute_limit_km", limit);
    add_number(c, "lowest_pay", pay);
    add_number(c, "resume_months_old",
               c->wants_to_leave && chance(c, 50) ? between(c, 0, 4) : between(c, 3, 60));
    add_number(c, "references_ready", between(c, 0, c->wants_to_leave ? 3 : 1));
    add_contacts(c);
    add_areas(c, "fields_studied", chance(c, 30) ? c->wanted : c->specialty, chance(c, 30));
    add_seminars(c, budget);
    add_number(c, "seminar_budget", budget);
    add_number(c, "travel_limit_km", between(c, 20, 300));
}

size_t career_write(random_source *random, size_t number, char *out, size_t size)
{
    career c = {.random = random, .size = size};
    c.out = out;
    choose(&c);
    const unsigned years = c.stage == STAGE_NEW       ? between(&c, 0, 2)
                           : c.stage == STAGE_SETTLED ? between(&c, 3, 9)
                                                      : between(&c, 10, 30);
    const unsigned week = c.is_overloaded ? between(&c, 48, 65)
                          : c.is_full     ? between(&c, 41, 47)
                                          : between(&c, 30, 40);
    add(&c, "{\"name\": \"Paralegal %zu\", \"job_title\": \"Paralegal\"", number);
    add_number(&c, "years_experience", years);
    add_flag(&c, "employed", c.has_job ? 100 : 0);
    if (c.has_job)
        add_job(&c, years, week);
    add_flag(&c, "goals_written", c.is_organized ? 65 : 25);
    add_number(&c, "months_since_goals_review", c.is_organized ? between(&c, 0, 12) : between(&c, 3, 48));
    add_goals(&c);
    add_flag(&c, "watches_openings", c.wants_to_leave ? 70 : 30);
    add_openings(&c);
    add_flag(&c, "looking_for_change", c.wants_to_leave ? 90 : 15);
    add_assignments(&c);
    add_memos(&c);
    add_skills(&c);
    add_duties(&c, week);
    add_matters(&c);
    add_word(&c, "wanted_environment", workplaces[c.wanted_workplace]);
    add_word(&c, "current_specialty", areas[c.specialty]);
    add_word(&c, "wanted_specialty", areas[c.wanted]);
    add_search(&c);
    add(&c, "}");
    return c.length;
}
