// Fills tasks: the reader of the inputs gives records, and their texts are copied one after the other.
#include "batch/task.h"

#include "rows/row_reader.h"

static bool add_text(task *t, const allocator *from, slice text, size_t *offset)
{
    size_t needed = t->length + text.len + 1 + ROW_READER_PADDING;
    if (needed > t->capacity) {
        size_t wanted = t->capacity * 2 > needed ? t->capacity * 2 : needed;
        char *larger = from->resize(from->state, t->text, wanted);
        if (larger == NULL)
            return false;
        t->text = larger;
        t->capacity = wanted;
    }
    *offset = t->length;
    if (text.len > 0)
        memcpy(t->text + t->length, text.ptr, text.len);
    t->length += text.len;
    t->text[t->length++] = '\0';
    return true;
}

/// A copy of the name; the last copy if it says the same, as it mostly does.
static slice copy_name(task *t, slice name, slice last)
{
    return last.ptr != NULL && slice_equal(last, name) ? last : arena_copy(t->arena, name);
}

typedef struct fill_job {
    task *task;
    const pipeline_settings *settings;
    bool at_end;
    size_t expected; ///< bytes of the outcomes, about
} fill_job;

static void fill(void *argument)
{
    fill_job *job = argument;
    const pipeline_settings *settings = job->settings;
    task *t = job->task;
    text_reserve(&t->out, job->expected);
    slice file = {NULL, 0};
    slice folder = {NULL, 0};
    bool goes_on = false;    // the record comes from where the last one did: lines are cut from one input
    diag_list *diags = NULL; // the same one for all records until something is in it
    size_t passed = 0;       // at most as many as a task holds, so that their diagnostics stay small too
    const size_t most = settings->whole ? TASK_WHOLE_RECORDS : TASK_RECORDS;
    while (t->count + passed < most && t->length < TASK_BYTES && !job->at_end) {
        cohort_record *r = &t->records[t->count];
        task_note *note = &t->notes[t->count];
        cohort_step step = COHORT_RECORD;
        if (settings->next_line == NULL || !settings->next_line(settings->state, r)) {
            if (t->count > 0 && settings->ready != NULL && !settings->ready(settings->state))
                break;
            if (diags == NULL || diags->count > 0) {
                diags = diag_list_new(t->arena);
                diags->hides_values = !settings->show_values;
            }
            step = settings->next(settings->state, r, diags);
            goes_on = false;
        }
        job->at_end = step == COHORT_END || step == COHORT_NO_MEMORY;
        if (step == COHORT_NO_MEMORY)
            arena_fail(t->arena);
        if (step == COHORT_UNREADABLE || step == COHORT_NOTED)
            ARENA_PUSH(t->arena, t, troubles, trouble_count, trouble_capacity, diags);
        if (step == COHORT_UNREADABLE) {
            t->unreadable++;
            job->at_end = settings->stop_at_trouble;
        }
        if (step != COHORT_RECORD && step != COHORT_REFUSED)
            continue;
        if (r->number <= settings->skip) {
            passed++;
            continue;
        }
        note->diags = step == COHORT_REFUSED ? diags : NULL;
        if (!goes_on) {
            file = copy_name(t, r->source.file, file);
            folder = r->folder != NULL ? copy_name(t, slice_of(r->folder), folder) : (slice){NULL, 0};
            goes_on = true;
        }
        r->source.file = file;
        r->folder = folder.ptr;
        slice text = step == COHORT_RECORD ? r->source.text : (slice){"", 0};
        if (!add_text(t, &settings->from, text, &note->offset))
            arena_fail(t->arena);
        r->source.text.len = text.len;
        t->count++;
    }
}

bool task_fill(task *t, const pipeline_settings *settings)
{
    // Outcomes that are about as long as those before are not moved while they grow.
    fill_job job = {.task = t, .settings = settings, .expected = t->out.length + t->out.length / 8};
    arena_reset(t->arena);
    t->length = t->count = t->refused = t->left_out = 0;
    t->troubles = NULL;
    t->trouble_count = t->trouble_capacity = t->unreadable = 0;
    t->out = t->ids = (text_builder){.arena = t->arena};
    t->failed = arena_run(t->arena, fill, &job) != ARENA_DONE;
    if (t->failed)
        t->count = 0;
    for (size_t i = 0; i < t->count; i++)
        t->records[i].source.text.ptr = t->text + t->notes[i].offset;
    return !job.at_end && !t->failed;
}
