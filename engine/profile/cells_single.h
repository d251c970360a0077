/// One plain value of a profile in YAML or JSON whose key has the office's name, read as cells.h reads the whole profile. For readers that
/// read the rest themselves.
#ifndef ADVISE_PROFILE_CELLS_SINGLE_H
#define ADVISE_PROFILE_CELLS_SINGLE_H

#include "profile/cells.h"

typedef struct cells_single cells_single;

/// What reads the values of a key.
/// @param column  of the style's map
cells_single *cells_single_new(arena *a, const cells_style *style, const cells_map_column *column);

/// Reads a value.
/// @param f        the fact or field that it states; of an item of a list of plain values, the list
/// @param type     of what it states
/// @param is_bare  it stands without quotes
/// @return         a scalar, or a list of scalars; NULL if it says nothing. What is wrong with it is added to the list
const yaml_node *cells_single_read(arena *a, const cells_single *s, const fact *f, const feel_type *type,
                                   slice text, bool is_bare, diag_list *diags);

#endif
