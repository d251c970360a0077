/// What evaluation draws on: the budget of steps, and the lists of what it noticed. Private to engine/feel/.
#ifndef ADVISE_FEEL_MACHINE_H
#define ADVISE_FEEL_MACHINE_H

#include "feel/feel.h"

/// Takes `steps` from the budget; false, and the machine exhausted, if fewer are left. Every loop over data calls it.
static inline bool feel_spend(feel_machine *m, size_t steps)
{
    if (m->exhausted || steps > (size_t)m->steps_left) {
        m->exhausted = true;
        return false;
    }
    m->steps_left -= (int64_t)steps;
    return true;
}

/// For what counts `steps_left` down itself: the machine is exhausted if none are left.
static inline void feel_note_spent(feel_machine *m)
{
    m->exhausted = m->exhausted || m->steps_left == 0;
}

/// `feel_equal` that takes its steps from the budget.
feel_truth feel_equal_spending(feel_machine *m, feel_value a, feel_value b);

/// Adds a warning to the machine.
void feel_warn(feel_machine *m, const char *code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/// Adds an unknown to a list of the machine, unless it is there.
void feel_note_unknown(feel_machine *m, feel_unknown_list *to, feel_unknown unknown);

#endif
