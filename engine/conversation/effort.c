// Rough on purpose: what counts is which of two questions is the cheaper one.
#include "conversation/effort.h"

typedef enum effort_kind {
    EFFORT_YES_OR_NO,
    EFFORT_FEW_CHOICES,
    EFFORT_MANY_CHOICES,
    EFFORT_NUMBER,
    EFFORT_DATE,
    EFFORT_WORDS,
    EFFORT_TEXT,
    EFFORT_VALUES,
    EFFORT_RECORDS,
} effort_kind;

/// Relative to yes or no. The steps are small: somebody who has begun would rather answer one question that decides than three that do not.
static const double efforts[] = {
    [EFFORT_YES_OR_NO] = 1,      // one key
    [EFFORT_FEW_CHOICES] = 1.1,  // read a line, one key
    [EFFORT_MANY_CHOICES] = 1.2, // read several lines
    [EFFORT_NUMBER] = 1.2,       // estimate it
    [EFFORT_DATE] = 1.4,         // look it up
    [EFFORT_WORDS] = 1.4,        // think of a name, and type it
    [EFFORT_VALUES] = 1.4,       // go through a list of choices
    [EFFORT_RECORDS] = 1.7,      // name each item; their fields are questions of their own
    [EFFORT_TEXT] = 2.2,         // find the document
};

/// More choices than this do not fit one glance.
enum { FEW_CHOICES = 6 };

static effort_kind kind_of(const fact *declared)
{
    if (declared->is_text)
        return EFFORT_TEXT;
    if (declared->type->kind == FEEL_TYPE_LIST)
        return declared->record != NULL ? EFFORT_RECORDS : EFFORT_VALUES;
    if (declared->record != NULL)
        return EFFORT_RECORDS;
    switch (declared->type->kind) {
    case FEEL_TYPE_BOOLEAN: return EFFORT_YES_OR_NO;
    case FEEL_TYPE_NUMBER: return EFFORT_NUMBER;
    case FEEL_TYPE_STRING:
        if (declared->allowed_count == 0)
            return EFFORT_WORDS;
        return declared->allowed_count <= FEW_CHOICES ? EFFORT_FEW_CHOICES : EFFORT_MANY_CHOICES;
    default: return EFFORT_DATE;
    }
}

double effort_of(const fact *declared)
{
    return efforts[kind_of(declared)];
}
