/// A comparison of two inferences while it is made. Private to contrast.c and contrast_cause.c.
#ifndef ADVISE_CONVERSATION_CONTRAST_STATE_H
#define ADVISE_CONVERSATION_CONTRAST_STATE_H

#include "conversation/contrast.h"
#include "infer/reads.h"
#include "infer/supposition.h"

/// What a recommendation is about, in words that hold in both profiles: of items with one name, `nth` tells them apart. Numbers of records
/// do not: in two files they differ.
typedef struct identity {
    size_t recommendation;
    slice item_name;
    size_t nth;
} identity;

/// Where a recommendation stands, and with what certainty. All zero if no evidence speaks of it.
typedef struct standing {
    size_t rank; ///< 0: it is not given
    double certainty;
    bool is_below;  ///< it is no head
    identity above; ///< then what it stands below
} standing;

/// An inference and its ranking.
typedef struct side {
    const inference *of;
    supposition ranking; ///< one for each of the inference's advices, in its order
} side;

/// A change whose causes are looked for.
typedef struct open_change {
    advice_change change;
    identity which;
    standing wanted; ///< where it stands afterwards
    bool is_explained;
} open_change;

/// The same of a piece of evidence.
typedef struct open_evidence {
    evidence_change *change;
    const evidence *like; ///< the rule and the bindings
    const slice *names;   ///< of the bindings that are records with a name; empty: the others
    double wanted;        ///< the certainty afterwards; 0: it is not there
    bool is_explained;
} open_evidence;

typedef struct contrast_builder {
    arena *arena;
    const pack *pack;
    feel_clock clock;
    side before, after;
    contrast *out;
    const difference *said;
    size_t said_count;
    bool same_file;
    rule_reads reads, chains;
    supposer *supposer;
    arena *scratch;    ///< of one trial
    bool *chosen;      ///< which differences a trial makes
    int64_t work_left; ///< for the search of causes, about in steps of evaluation
    struct {
        open_change *items;
        size_t count, capacity;
    } changes;
    struct {
        open_evidence *items;
        size_t count, capacity;
    } evidence;
    struct {
        derived_change *items;
        size_t count, capacity;
    } derived;
} contrast_builder;

identity identity_of(const supposition *s, const supposed_advice *one);
bool identity_equal(identity a, identity b);
standing standing_in(const supposition *s, identity which);
bool standing_equal(standing a, standing b);

/// Finds the causes of all changes, and of all changes of evidence.
void find_causes(contrast_builder *b);

#endif
