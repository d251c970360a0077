/// What the files that understand typed answers share: the question, the answers, and the types of facts. Private to
/// engine/profile/underst*.c; said_*.h recognise the forms.
#ifndef ADVISE_PROFILE_UNDERSTOOD_H
#define ADVISE_PROFILE_UNDERSTOOD_H

#include "profile/said_date.h"
#include "profile/understand.h"

/// What is asked, and what was typed.
typedef struct question {
    arena *arena;
    const fact *fact;
    const feel_type *type; ///< of the fact, or of the items of its list
    slice typed;           ///< without the blanks around it, or the quotes
    slice plain;
    bool is_quoted; ///< it is meant as it stands
    feel_value today;
} question;

// --- understood.c: answers ---

/// True if a text must be one of a list of choices.
bool understood_is_closed(const feel_type *type);

/// "'a', 'b' or 'c'", or without quotes.
/// @param last  what stands before the last one: " or "
slice understood_list_text(arena *a, const slice *values, size_t count, const char *last, bool quoted);

/// An answer that is not understood: it says what would be.
answer understood_not(const question *q);

/// An answer that may mean several things.
/// @param readings  copied
/// @param which     asks which of them it is
answer understood_several(const question *q, const slice *readings, size_t count, slice which);

/// A value of the type, if the fact may have it.
/// @param said  what to repeat back
answer understood_value(const question *q, feel_value v, slice said, bool is_guess);

// --- understand.c ---

/// A value of the type, whatever that is.
answer understand_item(const question *q);

// --- understand_number.c ---

answer understand_number(const question *q);

// --- understand_date.c ---

answer understand_date(const question *q);
answer understand_time(const question *q);

/// A date, then a time.
answer understand_date_time(const question *q);

/// Asks which of two days is meant.
/// @param before  what stands before each: "since "
answer understand_which_day(const question *q, const said_date *date, const char *before);

// --- understand_text.c ---

/// One of a list of choices, by its number, its words or their beginning.
answer understand_choice(const question *q);

answer understand_text(const question *q);

/// For a fact that may be anything: a number, true or false if it reads as one, else a text.
answer understand_anything(const question *q);

// --- understand_list.c ---

/// A list of plain values. A list of records is not understood.
answer understand_list(const question *q);

#endif
