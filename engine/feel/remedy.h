/// What somebody most likely meant by a text that is no FEEL, and what to write instead: for the messages of syntax errors. Nothing here
/// runs unless there is an error. Private to engine/feel/.
#ifndef ADVISE_FEEL_REMEDY_H
#define ADVISE_FEEL_REMEDY_H

#include "feel/parse.h"

/// What to say instead of "expected …, found …".
typedef struct syntax_remedy {
    size_t offset, length; ///< the place to mark
    slice message;         ///< empty: the parser's own
    slice hint;
} syntax_remedy;

/// The remedy for a syntax error at the parser's current token.
/// @param wanted  what the parser expected there
/// @return        false if nothing is known of such a mistake
bool remedy_of_syntax(const parser *p, slice wanted, syntax_remedy *out);

// --- between the files of remedies ---

/// A text with an error, as tokens. `at` is the one at which the parser stopped.
typedef struct scene {
    const parser *parser;
    arena *arena;
    slice text;
    const token *tokens; ///< the last one is TOKEN_END
    size_t count, at;
    slice wanted;
    syntax_remedy *out;
} scene;

static inline slice scene_text(const scene *s, size_t index)
{
    return slice_part(s->text, s->tokens[index].offset, s->tokens[index].length);
}

static inline bool scene_is(const scene *s, size_t index, int symbol)
{
    return index < s->count && s->tokens[index].kind == TOKEN_SYMBOL && s->tokens[index].symbol == symbol;
}

/// The first byte after a token.
static inline size_t scene_end(const scene *s, size_t index)
{
    return s->tokens[index].offset + s->tokens[index].length;
}

/// True if nothing stands between a token and the next one.
static inline bool scene_touches(const scene *s, size_t index)
{
    return index + 1 < s->count && scene_end(s, index) == s->tokens[index + 1].offset;
}

/// The operand that ends before a token, and the one that begins at a token; empty if there is none. Long ones are shortened.
slice scene_left(const scene *s, size_t before);
slice scene_right(const scene *s, size_t from);

/// The index of the bracket that opens what is open at a token; SIZE_MAX if none is.
size_t scene_open_bracket(const scene *s, size_t before);

/// The index of the bracket that closes the one at `open`; the last token if none does.
size_t scene_close_bracket(const scene *s, size_t open);

/// Fills in the remedy: the place is from the first token to the end of the last one. Always true.
bool scene_say(const scene *s, size_t first, size_t last, slice message, slice hint);

/// Numbers, dates and units that are written as in other places; quotes of other kinds.
bool remedy_of_literal(const scene *s);
/// `some` and `every` that are written as calls.
bool remedy_of_loop(const scene *s);
/// Functions of other languages, if a call of them is no FEEL.
bool remedy_of_function(const scene *s);
/// Signs and words of other languages.
bool remedy_of_foreign(const scene *s);
/// Brackets, separators, and parts that are missing.
bool remedy_of_structure(const scene *s);

#endif
