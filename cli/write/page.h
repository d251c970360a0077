/// The one writer of HTML pages. A page needs nothing else: nothing that is fetched, and no script but one that finds clients. It is made for screens, light or dark, narrow
/// or wide, and for paper.
#ifndef ADVISE_CLI_WRITE_PAGE_H
#define ADVISE_CLI_WRITE_PAGE_H

#include "advise.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/// Where a page, or a part of one, is written: to the stream or, if that is NULL, to the text.
typedef struct page {
    FILE *out;
    advise_text *text;
} page;

/// A column of a table. Columns end with one without a head.
typedef struct page_column {
    const char *head;
    const char
        *class; ///< "n" of numbers; "bar" of what a narrow screen can do without; "chart"; NULL: of texts
} page_column;

/// The style sheet of all pages, and what a content security policy calls it: 'sha256-…', in quotation marks.
const char *page_style(void);
const char *page_style_hash(void);

/// Begins a page whose heading the caller writes.
/// @param pictures  it may show pictures that it holds itself: `page_picture`
void page_open(const page *p, const char *title, bool pictures);
/// Begins a page with its title as the heading; ends it.
void page_begin(const page *p, const char *title);
void page_end(const page *p);
/// The same with a field that finds the elements of class "client" by words in them. Without scripts the page does without the field.
void page_begin_searchable(const page *p, const char *title);
void page_end_searchable(const page *p);

/// Begins the article of a client with the label, which is a link to itself; ends it.
/// @param name   what the link is made of: of names that differ, links differ
/// @param to_do  a box to tick stands before the label
void page_client_begin(const page *p, const char *name, const char *label, bool to_do);
void page_client_end(const page *p);

/// Writes markup as it is: no text that a user wrote, for which there is `page_text`.
void page_put(const page *p, const char *markup);
/// The same with numbers and the program's own words in it, less than 1,000 bytes in all.
void page_format(const page *p, const char *format, ...) __attribute__((format(printf, 2, 3)));
/// Writes text so that it stands for itself.
void page_text(const page *p, const char *text);
/// Writes an element that holds just a text.
void page_element(const page *p, const char *name, const char *text);
/// Writes a paragraph that is not as important as the rest.
void page_note(const page *p, const char *text);
/// "and N more"; nothing if `more` is 0.
void page_more(const page *p, size_t more, const char *words);

/// Writes a picture into the page. As an image it runs no script that it may hold.
/// @param type  "image/png" or "image/svg+xml"
/// @param label what it shows, to those who cannot see it; "": nothing that does not stand beside it
void page_picture(const page *p, const char *type, const void *bytes, size_t length, const char *label);

/// Begins a table with its heads; ends it. Rows are markup: `page_row` begins one whose head is a text.
void page_table_begin(const page *p, const page_column columns[]);
void page_table_end(const page *p);
void page_row(const page *p, const char *head);
void page_row_end(const page *p);

/// Begins a drawing of a width and a height, which is stretched to the room that there is; ends it.
/// @param label  what it says, to those who cannot see it; NULL: nothing that does not stand beside it
void page_drawing_begin(const page *p, int width, int height, const char *label);
/// A rectangle of a colour: "l" of losses, "g" of gains, "m" of moves, "s" of what stays the same; NULL: the usual one.
void page_rectangle(const page *p, const char *colour, double x, double y, double width, double height);
void page_drawing_end(const page *p);
/// A cell with a bar that fills as much of its track as the part is of the whole.
void page_bar(const page *p, const char *colour, double part, double whole);

#endif
