// Usage: measure_interview PACK [PEOPLE [SEED]]: how soon the first three recommendations are as with everything known, if people who answer
// truthfully (tests/support/career.h) are asked in three orders: by next_question_find, in the order of the vocabulary, and by how many
// undetermined rules wait for the answer. All begin with a name and a job title. The answer to a list gives its items with what names them and
// what is required; their fields are questions of their own. What makes no sense for somebody is answered by "I don't know".
//
// For each order: of so many answers the share of people whose first three are right; the quartiles of the answers after which they stay so,
// and of all that are asked. Of next_question_find also the time, of the processor.
#include "career.h"
#include "conversation/next_question.h"
#include "files.h"
#include "infer/question.h"
#include "infer/run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TOP = 3, MOST_ANSWERS = 200, TEXT = 1 << 14, PEOPLE = 300, MOST_SEARCHES = 1 << 16 };

typedef enum asked_order { ORDER_BEST, ORDER_OF_VOCABULARY, ORDER_BY_RULES, ORDERS } asked_order;

static const char *const order_names[] = {"next_question_find", "order of the vocabulary",
                                          "most undetermined rules"};

/// One interview.
typedef struct interview_trial {
    arena *arena;   ///< of the person
    arena *scratch; ///< of one step
    const pack *pack;
    const profile *truth;
    const profile_slot *slots;
    size_t slot_count;
    bool *known;
    profile_slot *closed;
    size_t closed_count;
    slice topic;
    uint64_t goal[TOP];
} interview_trial;

/// What is measured of one order.
typedef struct measured {
    size_t right_after[MOST_ANSWERS + 1]; ///< people whose first places are right after so many answers
    double stays[PEOPLE * 10], asked[PEOPLE * 10];
    size_t people, wrong, unproved, proved_ends;
} measured;

typedef struct measuring {
    interview_trial *trial;
    asked_order order;
    measured *out;
    double *seconds;
    size_t *searches;
    slice text;
} measuring;

static double now(void)
{
    struct timespec t = {0};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void first_places(const inference *of, uint64_t *out)
{
    memset(out, 0, TOP * sizeof *out);
    for (size_t i = 0; i < of->given_count; i++) {
        const advice *a = &of->advices[i];
        if (a->above < 0 && a->rank <= TOP)
            out[a->rank - 1] = (uint64_t)(a->recommendation + 1) << 32 | a->position;
    }
}

/// True if the slot's value comes with the item: what names it, and what it cannot be without.
static bool comes_with_item(const interview_trial *t, profile_slot at)
{
    const record_type *type = t->pack->facts[at.fact].record;
    return at.record > 0 && (type->fields[at.field].required || type->key == (ptrdiff_t)at.field);
}

/// The profile as far as it is known.
static const profile *so_far(const interview_trial *t, arena *a)
{
    profile_change *changes = ARENA_ARRAY(a, t->slot_count, profile_change);
    size_t count = 0;
    for (size_t i = 0; i < t->slot_count; i++) {
        if (!t->known[i] && !comes_with_item(t, t->slots[i]))
            changes[count++] = (profile_change){t->slots[i], feel_null()};
    }
    profile *out = ARENA_NEW(a, profile);
    *out = profile_variant(a, t->pack, t->truth, changes, count);
    return out;
}

static size_t slot_index(const interview_trial *t, profile_slot at)
{
    size_t i = 0;
    while (i < t->slot_count && !profile_slot_equal(t->slots[i], at))
        i++;
    return i;
}

static bool is_closed(const interview_trial *t, profile_slot at)
{
    bool found = false;
    for (size_t i = 0; i < t->closed_count && !found; i++)
        found = profile_slot_equal(t->closed[i], at);
    return found;
}

/// The open question that comes first in a plain order; false if there is none.
static bool ask_plainly(const interview_trial *t, const inference *of, asked_order order, profile_slot *out)
{
    bool found = false;
    size_t most = 0;
    size_t first = t->slot_count;
    for (size_t i = 0; i < of->question_count; i++) {
        const open_question *q = &of->questions[i];
        const profile_slot at = question_slot(q);
        const size_t index = at.record == 0 ? at.fact : at.fact * 1000 + slot_index(t, at);
        const size_t turn = at.fact * 100000 + (at.record == 0 ? 0 : index);
        const size_t rules = order == ORDER_BY_RULES ? q->rule_count : 0;
        if (is_closed(t, at) || (found && (rules < most || (rules == most && turn > first))))
            continue;
        found = true;
        most = rules;
        first = turn;
        *out = at;
    }
    return found;
}

static bool ask(measuring *m, const profile *person, const inference *of, profile_slot *out)
{
    interview_trial *t = m->trial;
    if (m->order != ORDER_BEST)
        return ask_plainly(t, of, m->order, out);
    const next_question_options options = {.top = TOP,
                                           .closed = t->closed,
                                           .closed_count = t->closed_count,
                                           .topic = t->topic,
                                           .stops_when_settled = true};
    const double before = now();
    const next_question q = next_question_find(t->scratch, t->pack, person, (feel_clock){0}, &options);
    if (*m->searches < MOST_SEARCHES)
        m->seconds[(*m->searches)++] = now() - before;
    if (q.question == NULL) {
        m->out->proved_ends += q.is_settled;
        return false;
    }
    if (getenv("SHOW") != NULL)
        printf("  %.*s.%.*s gain %.3f effort %.2f open %zu final %zu %s\n",
               SLICE_ARG(t->pack->facts[q.at.fact].name), SLICE_ARG(q.question->field), q.gain, q.effort,
               q.open_count, q.final_count, q.is_proved ? "" : "unproved");
    m->out->unproved += !q.is_proved;
    t->topic = t->pack->facts[q.at.fact].topic;
    *out = q.at;
    return true;
}

static void answer(interview_trial *t, profile_slot at)
{
    t->known[slot_index(t, at)] = true;
    if (feel_is_null(profile_slot_value(t->truth, at)))
        t->closed[t->closed_count++] = at;
}

static void begin(measuring *m)
{
    interview_trial *t = m->trial;
    diag_list *diags = diag_list_new(t->arena);
    t->truth = profile_read_text(t->arena, t->pack, SLICE("p"), m->text, PROFILE_JSON, NULL, diags);
    for (size_t i = 0; i < diags->count; i++)
        (void)fprintf(stderr, "%.*s\n", SLICE_ARG(diags->items[i].message));
    if (t->truth == NULL)
        exit(2);
    t->slots = profile_slots(t->arena, t->pack, t->truth, &t->slot_count);
    t->known = ARENA_ARRAY(t->arena, t->slot_count, bool);
    t->closed = ARENA_ARRAY(t->arena, t->slot_count, profile_slot);
    t->closed_count = 0;
    t->topic = (slice){"", 0};
    for (size_t i = 0; i < t->slot_count; i++) {
        const slice name = t->pack->facts[t->slots[i].fact].name;
        t->known[i] = slice_equal(name, SLICE("name")) || slice_equal(name, SLICE("job_title"));
    }
    first_places(infer(t->arena, t->pack, t->truth, (feel_clock){0}, 0, NULL, (place){0}), t->goal);
}

static void interview(void *argument)
{
    measuring *m = argument;
    interview_trial *t = m->trial;
    begin(m);
    size_t count = 0;
    size_t stays = 0;
    bool is_right = false;
    for (bool goes_on = true; goes_on;) {
        uint64_t places[TOP];
        profile_slot at;
        arena_reset(t->scratch);
        const profile *person = so_far(t, t->scratch);
        const inference *of = infer(t->scratch, t->pack, person, (feel_clock){0}, 0, NULL, (place){0});
        first_places(of, places);
        is_right = memcmp(places, t->goal, sizeof places) == 0;
        m->out->right_after[count] += is_right;
        stays = is_right ? stays : count + 1;
        goes_on = count < MOST_ANSWERS && ask(m, person, of, &at);
        if (goes_on) {
            answer(t, at);
            count++;
        }
    }
    for (size_t i = count + 1; i <= MOST_ANSWERS; i++)
        m->out->right_after[i] += is_right;
    m->out->wrong += !is_right;
    m->out->stays[m->out->people] = (double)stays;
    m->out->asked[m->out->people++] = (double)count;
}

static int by_size(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double quantile(double *values, size_t count, double share)
{
    qsort(values, count, sizeof *values, by_size);
    return values[(size_t)(share * (double)(count - 1))];
}

static void print_quartiles(const char *what, double *values, size_t count)
{
    printf("  %s: %.0f, %.0f, %.0f, 90 %%: %.0f\n", what, quantile(values, count, 0.25),
           quantile(values, count, 0.5), quantile(values, count, 0.75), quantile(values, count, 0.9));
}

static void print_measured(const char *name, measured *m)
{
    printf(
        "%s: %zu people, %zu wrong at the end, %zu ends proved, %zu questions without a proof\n  right after",
        name, m->people, m->wrong, m->proved_ends, m->unproved);
    for (size_t i = 0; i <= 100; i += i < 40 ? 5 : 20)
        printf(" %zu: %.0f %%,", i, 100.0 * (double)m->right_after[i] / (double)m->people);
    printf("\n");
    print_quartiles("stay right after (quartiles)", m->stays, m->people);
    print_quartiles("asked", m->asked, m->people);
}

int main(int count, char **texts)
{
    static measured found[ORDERS];
    static double seconds[MOST_SEARCHES];
    static char text[TEXT];
    size_t searches = 0;
    arena *messages = arena_new(NULL, 0);
    const size_t people = count > 2 ? strtoul(texts[2], NULL, 10) : PEOPLE;
    random_source random = {count > 3 ? strtoull(texts[3], NULL, 10) : 1};
    pack *p = count > 1 ? pack_load(NULL, texts[1], diag_list_new(messages)) : NULL;
    if (p == NULL || people == 0 || people > PEOPLE * 10) {
        (void)fprintf(stderr, "usage: measure_interview PACK [PEOPLE [SEED]]\n");
        return 2;
    }
    interview_trial trial = {.arena = arena_new(NULL, 0), .scratch = arena_new(NULL, 0), .pack = p};
    for (size_t i = 1; i <= people; i++) {
        const size_t length = career_write(&random, i, text, sizeof text);
        for (asked_order order = 0; order < ORDERS; order++) {
            measuring m = {&trial, order, &found[order], seconds, &searches, {text, length}};
            arena *const arenas[] = {trial.arena, trial.scratch};
            arena_reset(trial.arena);
            if (arena_run_all(arenas, 2, interview, &m) != ARENA_DONE)
                return 2;
        }
    }
    for (asked_order order = 0; order < ORDERS; order++)
        print_measured(order_names[order], &found[order]);
    printf("next question, CPU ms: median %.1f, 99 %%: %.1f, longest %.1f, of %zu\n",
           1e3 * quantile(seconds, searches, 0.5), 1e3 * quantile(seconds, searches, 0.99),
           1e3 * quantile(seconds, searches, 1), searches);
    pack_free(p);
    arena_free(trial.arena);
    arena_free(trial.scratch);
    arena_free(messages);
    return 0;
}
