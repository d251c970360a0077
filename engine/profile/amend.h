/// Edits a profile's text in place: one thing is said otherwise, and every other byte stays, with comments, order, blank lines, unknown
/// keys, quotes and line ends.
#ifndef ADVISE_PROFILE_AMEND_H
#define ADVISE_PROFILE_AMEND_H

#include "profile/variant.h"

typedef enum amend_kind {
    AMEND_SET, ///< the fact or field gets the value. A key that is missing is added; a blank one is filled in
    AMEND_APPEND, ///< the list at the slot gets the value as another item
    AMEND_EXTEND, ///< the list at the slot gets the items of the value, which is a list with one at least, behind its own
    AMEND_REMOVE,    ///< the fact or field goes, with its key
    AMEND_DROP,      ///< the record `at.record` goes out of its list; the list may become empty
    AMEND_NOT_KNOWN, ///< nobody knows: a value that stands there goes, and the name comes into `not_known`
    AMEND_ASK_AGAIN, ///< the name goes out of `not_known`
} amend_kind;

typedef struct amend_edit {
    amend_kind kind;
    profile_slot at;  ///< as the profile that the text says numbers its records
    feel_value value; ///< set, append. Fields of a record that are null are left out
    bool
        is_file; ///< set, of a text: the value is the path of a text file, so that NAME_file is set. Whether it can be read is not tried
    /// Set, extend: what to write above what is new, for an extended list above each item, if the text can have comments there. Each on
    /// one line, without the number sign: one for a value, for a list one for each item. NULL: nothing
    const slice *comments;
} amend_edit;

typedef enum amend_outcome {
    AMEND_DONE,       ///< `*out` is the new text
    AMEND_UNREADABLE, ///< the text is no profile
    AMEND_REFUSED,    ///< the profile would have an error that it does not have now
    AMEND_UNSAFE,     ///< the change would touch more than it should: the text is as it was
} amend_outcome;

/// Makes one edit. The new text has been read again, and differs in what is intended and in nothing else. What is stated is not
/// listed in `not_known` afterwards.
/// @param source  the profile's text, which may be empty and may have errors such as unknown keys: they stay. Kept (borrowed)
/// @param out     receives the new text, unless the outcome is another than AMEND_DONE
/// @param diags   receives why, if it was not done
/// @return        Call below `arena_run(a)`.
amend_outcome amend(arena *a, const pack *p, const source_text *source, profile_syntax syntax,
                    const amend_edit *edit, slice *out, diag_list *diags);

/// The text with comments on lines of their own behind all else. The text as it is if it is JSON, or if that cannot be done.
/// @param comments  as of an edit
slice amend_remark(arena *a, const source_text *source, profile_syntax syntax, const slice *comments,
                   size_t count);

#endif
