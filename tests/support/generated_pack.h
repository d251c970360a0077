/// Packs of any size, for tests and measurements of growth: rules about facts of all kinds, with evidence and conclusions, in
/// proportion to a vocabulary and a catalogue that grow with them.
#ifndef ADVISE_TESTS_GENERATED_PACK_H
#define ADVISE_TESTS_GENERATED_PACK_H

#include <stddef.h>
#include <stdint.h>

/// Writes a pack of `rules` rules (at least 100) below the folder. The same seed gives the same bytes.
void generated_pack(const char *folder, size_t rules, uint64_t seed);

#endif
