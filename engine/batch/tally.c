#include "batch/tally.h"

static size_t example_count(const pipeline_tally *t)
{
    size_t count = 0;
    while (count < PIPELINE_EXAMPLES && t->examples[count].number > 0)
        count++;
    return count;
}

/// Puts an example where it belongs by its number; the last one goes if there are too many.
static void put_example(pipeline_tally *t, size_t number, slice file, size_t line)
{
    size_t at = example_count(t);
    if (at == PIPELINE_EXAMPLES && t->examples[--at].number < number)
        return;
    for (; at > 0 && t->examples[at - 1].number > number; at--)
        t->examples[at] = t->examples[at - 1];
    t->examples[at].number = number;
    t->examples[at].file = file;
    t->examples[at].line = line;
}

typedef struct example_job {
    pipeline_tally *tally;
    arena *names;
    const cohort_record *record;
} example_job;

static void keep_example(void *argument)
{
    const example_job *job = argument;
    const source_text *source = &job->record->source;
    put_example(job->tally, job->record->number, arena_copy(job->names, source->file),
                source->lines_before + 1);
}

void tally_add(pipeline_tally *t, arena *names, const cohort_record *record)
{
    example_job job = {t, names, record};
    t->count++;
    if (example_count(t) < PIPELINE_EXAMPLES)
        (void)arena_run(names, keep_example, &job);
}

void tally_join(pipeline_tally *t, arena *names, const pipeline_tally *other)
{
    t->count += other->count;
    for (size_t i = 0; i < example_count(other); i++)
        put_example(t, other->examples[i].number, arena_copy(names, other->examples[i].file),
                    other->examples[i].line);
}
