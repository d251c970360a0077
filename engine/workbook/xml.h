/// Reads a part of an archive, or a text, as XML, through expat, and hands out its elements as they come. Hostile until proved otherwise: a DOCTYPE is
/// refused, so there are no entities and nothing outside is ever looked for; depth and the length of a tag are bounded.
#ifndef ADVISE_WORKBOOK_XML_H
#define ADVISE_WORKBOOK_XML_H

#include "workbook/archive.h"

/// An element, or an attribute: the address of its namespace, and its name without a prefix.
typedef struct xml_name {
    slice space; ///< empty if there is none, as for most attributes
    slice name;
} xml_name;

/// Attributes of an element, while it begins.
typedef struct xml_attributes {
    const char **pairs; ///< as expat has them: name, value, …, NULL
} xml_attributes;

/// What takes the elements. Any of them may allocate from the reader's arena; memory that runs out ends the reading.
typedef struct xml_handler {
    void (*start)(void *state, xml_name name, xml_attributes attributes);
    void (*end)(void *state, xml_name name);
    void (*text)(void *state, slice text); ///< a piece of the text: more may follow
} xml_handler;

typedef enum xml_outcome {
    XML_READ_PAUSED, ///< a handler asked for it
    XML_READ_DONE,
    XML_READ_FAILED, ///< see `xml_problem`
    XML_READ_NO_MEMORY,
} xml_outcome;

typedef struct xml_reader xml_reader;

/// A reader of the entry, which must stay the one that is read in `from`. It is released with `a`.
/// @param handler  kept
/// @return NULL if there is no memory, or the entry cannot be read: see `archive_problem`
xml_reader *xml_reader_new(arena *a, archive *from, const archive_entry *entry, const xml_handler *handler,
                           void *state);

/// The same for a text, which is kept (borrowed).
xml_reader *xml_reader_new_of_text(arena *a, slice text, const xml_handler *handler, void *state);

/// Reads on, until a handler pauses or the part ends.
xml_outcome xml_read(xml_reader *x);

/// To be called by a handler: `xml_read` returns once it has returned.
void xml_pause(xml_reader *x);

/// To be called by a handler: the part is refused, with this sentence.
void xml_refuse(xml_reader *x, const char *why);

const char *xml_problem(const xml_reader *x);

/// The value of an attribute without a namespace; NULL if it is not there. Valid while the element begins.
const char *xml_attribute(xml_attributes attributes, const char *name);

/// The same for an attribute of a namespace whose address ends so.
const char *xml_attribute_of(xml_attributes attributes, const char *space_end, const char *name);

/// A boolean as XML Schema writes it; `usual` if there is none.
bool xml_is_true(const char *value, bool usual);

#endif
