/// Tables of output formats. A kind of output (reports, outcomes of a batch, …) lists its formats once, in a macro of rows
///
///     #define REPORT_FORMATS(ROW, type) ROW(type, "text", report_as_text) ROW(type, "json", report_as_json)
///
/// each with the word of the option --format and the constant that the format's own file defines. The option's words, the declarations and
/// the table are made of the list by the macros below. So adding a format touches its own file and a row.
#ifndef ADVISE_CLI_WRITE_FORMATS_H
#define ADVISE_CLI_WRITE_FORMATS_H

#define FORMAT_WORD(type, word, format)    "|" word
#define FORMAT_NAME(type, word, format)    word,
#define FORMAT_POINTER(type, word, format) &(format),
#define FORMAT_EXTERN(type, word, format)  extern const type format;

/// The words as the argument of an option: "text|json".
#define FORMATS_WORDS(LIST) (&("" LIST(FORMAT_WORD, ))[1])
/// The initializers of arrays of the words, and of pointers to the formats, in the order of the option's words.
#define FORMATS_NAMES(LIST)                                                                                  \
    {                                                                                                        \
        LIST(FORMAT_NAME, )                                                                                  \
    }
#define FORMATS_TABLE(LIST)                                                                                  \
    {                                                                                                        \
        LIST(FORMAT_POINTER, )                                                                               \
    }
/// Declares the constants.
#define FORMATS_DECLARE(LIST, type) LIST(FORMAT_EXTERN, type)

#endif
