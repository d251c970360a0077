// The functions that advice needs beyond the standard's: extensions, listed as such in the manual.
#include "base/limits.h"
#include "ending/ending.h"
#include "feel/builtin.h"
#include "feel/builtin_statistic.h"

enum { KEPT_ENDINGS = 8 };

/// Judging an ending costs steps by the bytes that it looks at, and by the phrases that it looks for.
static bool spend_ending(feel_machine *m, slice text, size_t phrases)
{
    return feel_spend(m, 1 + (text.len < LIMIT_ENDING ? text.len : LIMIT_ENDING) / 16 + phrases);
}

static feel_value call_closing(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    slice text = feel_text(arguments[0]);
    return spend_ending(m, text, 0) ? feel_string(ending_closing(text)) : feel_null();
}

static const void *list_of(feel_value v)
{
    return v.kind == FEEL_LIST ? v.as.list : NULL;
}

/// The strings of a list that may be left out; false if it holds anything else.
static bool read_phrases(feel_machine *m, feel_value list, const slice **phrases, size_t *count)
{
    *count = list.kind == FEEL_LIST ? list.as.list->count : 0;
    slice *texts = ARENA_ARRAY(m->arena, *count, slice);
    *phrases = texts;
    for (size_t i = 0; i < *count; i++) {
        if (list.as.list->items[i].kind != FEEL_STRING)
            return false;
        texts[i] = feel_text(list.as.list->items[i]);
    }
    return true;
}

static const char *const verdict_names[] = {
    [ENDING_FLAT] = "flat", [ENDING_DOUBTFUL] = "doubtful", [ENDING_SUGGESTS] = "suggests"};

/// Several rules ask for the endings of the same memos one after another, so a machine keeps the last verdicts.
struct feel_endings {
    struct {
        const void *text, *suggesting, *courteous; // values are immutable and live as long as the machine
        size_t length;
        ending_verdict verdict;
    } kept[KEPT_ENDINGS];
    size_t next; // the slot to overwrite
};

static bool find_verdict(const struct feel_endings *e, const feel_value *arguments, ending_verdict *verdict)
{
    slice text = feel_text(arguments[0]);
    for (size_t i = 0; text.len > 0 && i < KEPT_ENDINGS; i++) {
        if (e->kept[i].text == text.ptr && e->kept[i].length == text.len &&
            e->kept[i].suggesting == list_of(arguments[1]) && e->kept[i].courteous == list_of(arguments[2])) {
            *verdict = e->kept[i].verdict;
            return true;
        }
    }
    return false;
}

static void keep_verdict(struct feel_endings *e, const feel_value *arguments, ending_verdict verdict)
{
    slice text = feel_text(arguments[0]);
    size_t i = e->next++ % KEPT_ENDINGS;
    e->kept[i].text = text.ptr;
    e->kept[i].length = text.len;
    e->kept[i].suggesting = list_of(arguments[1]);
    e->kept[i].courteous = list_of(arguments[2]);
    e->kept[i].verdict = verdict;
}

const struct ending_index *feel_ending_index_new(arena *a)
{
    return ending_index_new(a);
}

static feel_value call_ending(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    slice text = feel_text(arguments[0]);
    ending_words more = {.index = m->ending_index};
    if (!read_phrases(m, arguments[1], &more.suggesting, &more.suggesting_count) ||
        !read_phrases(m, arguments[2], &more.courteous, &more.courteous_count) ||
        !spend_ending(m, text, more.suggesting_count + more.courteous_count))
        return feel_null();
    if (m->endings == NULL)
        m->endings = ARENA_NEW(m->arena, struct feel_endings);
    ending_verdict verdict;
    if (!find_verdict(m->endings, arguments, &verdict)) {
        verdict = ending_judge(text, &more);
        keep_verdict(m->endings, arguments, verdict);
    }
    return feel_string(slice_of(verdict_names[verdict]));
}

// --- totals of lists that may be empty: the standard's sum, max and min of an empty list are null ---

static feel_value call_total_of(feel_machine *m, const feel_value *arguments, size_t count)
{
    return arguments[0].as.list->count == 0 ? feel_integer(0) : statistic_sum(m, arguments, count);
}

static feel_value call_greatest_of(feel_machine *m, const feel_value *arguments, size_t count)
{
    return arguments[0].as.list->count == 0 ? arguments[1] : statistic_max(m, arguments, count);
}

static feel_value call_least_of(feel_machine *m, const feel_value *arguments, size_t count)
{
    return arguments[0].as.list->count == 0 ? arguments[1] : statistic_min(m, arguments, count);
}

#define LIST          PARAMETER("list", ACCEPT_LIST)
#define OTHERWISE     PARAMETER("otherwise", ACCEPT_ANY | PARAMETER_KEEPS)
#define PHRASES(name) PARAMETER(name, ACCEPT_LIST | ACCEPT_NULL | PARAMETER_OPTIONAL)

static const builtin rows[] = {
    BUILTIN("closing", call_closing, RESULT_STRING, "the last paragraph of a text, without a signature block",
            PARAMETER("text", ACCEPT_STRING)),
    BUILTIN("ending", call_ending, RESULT_STRING,
            "how a memo ends: \"suggests\" a next step, \"flat\" or \"doubtful\"",
            PARAMETER("text", ACCEPT_STRING), PHRASES("suggesting"), PHRASES("courteous")),
    BUILTIN("total of", call_total_of, RESULT_NUMBER, "the sum of the numbers; 0 of an empty list", LIST),
    BUILTIN("greatest of", call_greatest_of, RESULT_ELEMENT_OF_FIRST,
            "the greatest item; otherwise, of an empty list, the second argument", LIST, OTHERWISE),
    BUILTIN("least of", call_least_of, RESULT_ELEMENT_OF_FIRST,
            "the least item; otherwise, of an empty list, the second argument", LIST, OTHERWISE),
};

const builtin_topic builtins_advice = {rows, sizeof rows / sizeof *rows};
