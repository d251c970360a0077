/// What stands behind maps of the public API.
#ifndef ADVISE_API_MAP_H
#define ADVISE_API_MAP_H

#include "api/internal.h"
#include "mapping/mapping.h"

const mapping *mapping_of(const advise_map *m);

/// The name of a column that the map keeps by that name; NULL if there is none, or no map.
slice map_find_kept(const advise_map *m, const char *name);

#endif
