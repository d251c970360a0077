// The table of formats, and what follows from the choice of one.
#include "outcome/format.h"

static const char *const names[] = FORMATS_NAMES(OUTCOME_FORMATS);
static const outcome_format *const formats[] = FORMATS_TABLE(OUTCOME_FORMATS);

enum { FORMATS = sizeof formats / sizeof *formats };

const outcome_format *outcome_format_at(size_t index)
{
    return formats[index];
}

const char *outcome_format_name(const outcome_format *format)
{
    size_t i = 0;
    while (formats[i] != format)
        i++;
    return names[i];
}

const char *outcome_formats_that_can(outcome_ability ability, char words[], size_t size)
{
    size_t used = 0;
    words[0] = '\0';
    for (size_t i = 0; i < FORMATS && used < size; i++) {
        if (outcome_format_can(formats[i], ability))
            used += (size_t)snprintf(words + used, size - used, "%s%s", used > 0 ? " or " : "", names[i]);
    }
    return words;
}

const char *outcome_run_field(const outcome_options *o, outcome_field field, char label[OUTCOME_LABEL])
{
    if (field == FIELD_AS_OF)
        return o->date;
    (void)snprintf(label, OUTCOME_LABEL, "%s %s", advise_pack_name(o->pack), advise_pack_version(o->pack));
    return label;
}

bool outcome_writes_facts(const outcome_options *o)
{
    return o->facts.count > o->facts.first_written;
}

outcome_field outcome_field_without_place(const outcome_options *o)
{
    bool has_place = outcome_format_can(o->format, OUTCOME_TAKES_LISTS);
    return has_place ? OUTCOME_FIELDS : outcome_fields_first_list(o->fields);
}

bool outcome_counts_given(const outcome_options *o)
{
    return o->explain || outcome_format_can(o->format, OUTCOME_IS_OF_REPORTS) ||
           outcome_has(o, FIELD_GIVEN) || outcome_order_counts_given(&o->order);
}

bool outcome_needs_reports(const outcome_options *o)
{
    return o->explain || outcome_format_can(o->format, OUTCOME_IS_OF_REPORTS) ||
           outcome_fields_need_reports(o->fields) || outcome_order_needs_reports(&o->order);
}

size_t outcome_top(const outcome_options *o)
{
    return o->top > 0 ? o->top : o->format->usual_top;
}

void outcome_prepare(outcome_options *o)
{
    if (o->format->id != NULL)
        outcome_ids_make(&o->ids, o->pack, o->format->id);
}

void outcome_write(const outcome_options *o, const advise_outcome *outcome, advise_text *out)
{
    if (o->order.count == 0) {
        o->format->write(o, outcome, out);
        return;
    }
    const size_t start = advise_text_length(out);
    if (o->format->group != NULL)
        o->format->group(o, outcome, out);
    const size_t heading = advise_text_length(out) - start;
    o->format->write(o, outcome, out);
    outcome_order_end(&o->order, outcome, out, start, heading);
}
