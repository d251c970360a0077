/// The lexer: text to tokens with positions. Where a name ends depends on which names are known, so the parser itself asks for the words of
/// a name (lex_match_name, lex_declared_name).
#ifndef ADVISE_FEEL_LEX_H
#define ADVISE_FEEL_LEX_H

#include "base/arena.h"

typedef enum token_kind {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_STRING,    ///< "…"
    TOKEN_AT_STRING, ///< @"…"
    TOKEN_WORD,      ///< one word of a name, or a keyword
    TOKEN_SYMBOL,    ///< an operator or punctuation: see `symbol`
    TOKEN_BAD,       ///< see `problem`
} token_kind;

/// Symbols of one character are that character; those of two are these.
enum { SYMBOL_POWER = 256, SYMBOL_NOT_EQUAL, SYMBOL_AT_MOST, SYMBOL_AT_LEAST, SYMBOL_DOTS, SYMBOL_ARROW };

typedef struct token {
    token_kind kind;
    int symbol;
    size_t offset, length; ///< in the text
    const char *problem;   ///< of TOKEN_BAD
} token;

typedef struct lexer {
    slice text;
    size_t offset; ///< of the next token, or of white space before it
} lexer;

/// The next token, past white space and comments.
token lex_next(lexer *l);

/// The offset of the next character that is neither white space nor comment.
size_t lex_skip_space(slice text, size_t offset);

/// The value of a string token's text (quotes included): escapes resolved.
slice lex_string_value(arena *a, slice quoted);

/// The end of the longest run of name text from `offset` that spells `name`, white space between its words counting as one
/// space and none being needed around its symbols; 0 if there is none. The run must not end within a word.
size_t lex_match_name(slice text, size_t offset, slice name);

/// A name as it is declared: words, white space (counted as one space) and `+ - * / ' .` up to anything else or to the keyword
/// `stop` (may be empty). `*offset` moves past it. Empty if there is none.
slice lex_declared_name(arena *a, slice text, size_t *offset, slice stop);

/// True if `name` is a single word.
bool lex_is_single_word(slice name);

#endif
