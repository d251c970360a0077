/// Named time zones, read from the system's TZif files (RFC 8536). Private to engine/feel/.
#ifndef ADVISE_FEEL_TEMPORAL_ZONE_H
#define ADVISE_FEEL_TEMPORAL_ZONE_H

#include "base/slice.h"

#include <stdint.h>

/// The offset (seconds east of UTC) of the zone at a local time. If a local time occurs twice, the earlier instant counts; if it
/// is skipped, the offset after the gap.
/// @param local  seconds since 1970-01-01 of the local fields
/// @return false if the system has no such zone, or its file is damaged
bool zone_offset_at_local(slice name, int64_t local, int32_t *offset);

/// The offset of the zone at an instant.
/// @param utc    seconds since 1970-01-01 in UTC
/// @param later  receives true if the local time there occurs twice and this is its second time
/// @return as for `zone_offset_at_local`
bool zone_offset_at_instant(slice name, int64_t utc, int32_t *offset, bool *later);

/// The same as `zone_offset_at_local`, but if the local time occurs twice, the second time counts. `*later` is false if it does not.
bool zone_offset_at_later(slice name, int64_t local, int32_t *offset, bool *later);

/// The offset at an instant by the bytes of a TZif file, whatever they are.
/// @return false if they are no such file, or damaged where that instant is looked up
bool zone_offset_in_file(slice tzif, int64_t utc, int32_t *offset);

#endif
