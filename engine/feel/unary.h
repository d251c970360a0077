/// Unary tests inside the evaluator (unary_eval.c). What other rooms ask of them is in feel.h (unary.c). Private to engine/feel/.
#ifndef ADVISE_FEEL_UNARY_H
#define ADVISE_FEEL_UNARY_H

#include "feel/eval.h"

/// `value in (tests)`: true, false or null.
feel_value unary_in(env *e, const node *n);

/// Unary tests as a whole, of the value that stands in the slot of `?`: true, false or null.
feel_value unary_whole(env *e, const node *n);

#endif
