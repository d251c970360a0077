// What all ways of cutting share: a record begins, is passed on, or is refused.
#include "cohort/cohort_state.h"

cohort_step record_too_large(const cohort *c, const cohort_record *record, diag_list *diags)
{
    source_text *source = ARENA_NEW(diags->arena, source_text);
    *source = record->source;
    diag_error(diags, (place){source, 0, 1}, "too-large", "the profile is larger than %zu bytes",
               c->max_record);
    return COHORT_REFUSED;
}

void record_begin(cohort *c, cohort_record *record)
{
    c->file_gave_record = true;
    *record = (cohort_record){.number = ++c->number,
                              .source = {.file = c->file, .lines_before = c->lines},
                              .syntax = c->how == COHORT_YAML ? PROFILE_YAML : PROFILE_JSON,
                              .header = c->header,
                              .style = c->header == NULL && c->options.map != NULL ? &c->style : NULL,
                              .folder = c->options.text_files};
}

cohort_step record_give(cohort *c, cohort_record *record, size_t length)
{
    record_begin(c, record);
    record->source.text = slice_part(window_text(c), 0, length);
    window_consume(c, length);
    return COHORT_RECORD;
}

cohort_step record_give_whole(cohort *c, cohort_record *record, size_t length)
{
    (void)record_give(c, record, length);
    record->folder = c->folder;
    return COHORT_RECORD;
}
