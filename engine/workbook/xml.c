#include "workbook/xml.h"

#include "base/limits.h"

#include <expat.h>

enum { AT_ONCE = 1 << 16, SEPARATOR = '\n' }; // no address of a namespace holds a line end

struct xml_reader {
    arena *arena;
    archive *from; ///< NULL: `text`
    slice text;    ///< what of it was not read yet
    const xml_handler *handler;
    void *state;
    XML_Parser parser;
    unsigned depth;
    uint64_t fed, last_event; ///< bytes given to expat, in all and when it last called back
    bool paused, at_end, no_memory;
    const char *problem;
};

// --- what expat calls ---

/// One call of a handler. Memory may run out in it, and expat must not be left by a long jump: it would leak.
typedef struct handler_call {
    const xml_reader *reader;
    xml_name name;
    xml_attributes attributes;
    slice text;
    enum { CALL_START, CALL_END, CALL_TEXT } what;
} handler_call;

static void make_call(void *argument)
{
    const handler_call *call = argument;
    const xml_reader *x = call->reader;
    switch (call->what) {
    case CALL_START: x->handler->start(x->state, call->name, call->attributes); break;
    case CALL_END: x->handler->end(x->state, call->name); break;
    case CALL_TEXT: x->handler->text(x->state, call->text); break;
    }
}

static void stop(xml_reader *x)
{
    (void)XML_StopParser(x->parser, XML_FALSE);
}

static void call_handler(xml_reader *x, handler_call *call)
{
    x->last_event = x->fed;
    if (x->problem != NULL || x->no_memory)
        return;
    if (arena_run(x->arena, make_call, call) != ARENA_DONE) {
        x->no_memory = true;
        stop(x);
    }
}

static xml_name name_of(const char *text)
{
    const char *separator = strchr(text, SEPARATOR);
    if (separator == NULL)
        return (xml_name){{NULL, 0}, slice_of(text)};
    return (xml_name){{text, (size_t)(separator - text)}, slice_of(separator + 1)};
}

static void XMLCALL start_element(void *state, const XML_Char *name, const XML_Char **attributes)
{
    xml_reader *x = state;
    if (++x->depth > LIMIT_NESTING) {
        xml_refuse(x, "its XML is nested too deeply");
        return;
    }
    call_handler(x, &(handler_call){
                        .reader = x, .name = name_of(name), .attributes = {attributes}, .what = CALL_START});
}

static void XMLCALL end_element(void *state, const XML_Char *name)
{
    xml_reader *x = state;
    x->depth--;
    call_handler(x, &(handler_call){.reader = x, .name = name_of(name), .what = CALL_END});
}

static void XMLCALL add_text(void *state, const XML_Char *text, int length)
{
    xml_reader *x = state;
    call_handler(x, &(handler_call){.reader = x, .text = {text, (size_t)length}, .what = CALL_TEXT});
}

static void XMLCALL refuse_doctype(void *state, const XML_Char *name, const XML_Char *system,
                                   const XML_Char *public, int internal)
{
    (void)name;
    (void)system;
    (void)public;
    (void)internal;
    xml_refuse(state, "its XML has a DOCTYPE, which is refused");
}

static void XMLCALL pass_comment(void *state, const XML_Char *text)
{
    xml_reader *x = state;
    (void)text;
    x->last_event = x->fed;
}

static void XMLCALL pass_instruction(void *state, const XML_Char *target, const XML_Char *text)
{
    (void)text;
    pass_comment(state, target);
}

// --- reading ---

static void release(void *resource)
{
    const xml_reader *x = resource;
    XML_ParserFree(x->parser);
}

static xml_reader *begin(arena *a, const xml_handler *handler, void *state)
{
    xml_reader *x = ARENA_NEW(a, xml_reader);
    *x = (xml_reader){.arena = a, .handler = handler, .state = state};
    x->parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (x->parser == NULL)
        arena_fail(a);
    arena_on_release(a, release, x);
    XML_SetUserData(x->parser, x);
    XML_SetElementHandler(x->parser, start_element, end_element);
    XML_SetCharacterDataHandler(x->parser, add_text);
    XML_SetStartDoctypeDeclHandler(x->parser, refuse_doctype);
    XML_SetCommentHandler(x->parser, pass_comment);
    XML_SetProcessingInstructionHandler(x->parser, pass_instruction);
    return x;
}

xml_reader *xml_reader_new(arena *a, archive *from, const archive_entry *entry, const xml_handler *handler,
                           void *state)
{
    xml_reader *x = archive_enter(from, entry) ? begin(a, handler, state) : NULL;
    if (x != NULL)
        x->from = from;
    return x;
}

xml_reader *xml_reader_new_of_text(arena *a, slice text, const xml_handler *handler, void *state)
{
    xml_reader *x = begin(a, handler, state);
    x->text = text;
    return x;
}

/// As `archive_read`.
static ptrdiff_t read_text(xml_reader *x, void *to, size_t room)
{
    const slice piece = slice_part(x->text, 0, room);
    if (piece.len > 0)
        memcpy(to, piece.ptr, piece.len);
    x->text = slice_part(x->text, piece.len, x->text.len);
    return (ptrdiff_t)piece.len;
}

/// Gives expat the next bytes.
static enum XML_Status feed(xml_reader *x)
{
    void *room = XML_GetBuffer(x->parser, AT_ONCE);
    if (room == NULL)
        return XML_STATUS_ERROR;
    ptrdiff_t got = x->from != NULL ? archive_read(x->from, room, AT_ONCE) : read_text(x, room, AT_ONCE);
    if (got < 0) {
        x->problem = archive_problem(x->from);
        x->no_memory = x->problem == NULL;
        return XML_STATUS_ERROR;
    }
    x->at_end = got == 0;
    x->fed += (uint64_t)got;
    if (x->fed - x->last_event > LIMIT_XML_TOKEN + AT_ONCE) {
        x->problem = "a tag of its XML is longer than 1 MiB";
        return XML_STATUS_ERROR;
    }
    return XML_ParseBuffer(x->parser, (int)got, x->at_end);
}

static xml_outcome failed(xml_reader *x)
{
    if (x->no_memory || (x->problem == NULL && XML_GetErrorCode(x->parser) == XML_ERROR_NO_MEMORY))
        return XML_READ_NO_MEMORY;
    if (x->problem == NULL)
        x->problem = "its XML is damaged";
    return XML_READ_FAILED;
}

xml_outcome xml_read(xml_reader *x)
{
    for (;;) {
        enum XML_Status status = XML_STATUS_OK;
        if (x->problem != NULL || x->no_memory)
            return failed(x);
        if (x->paused) {
            x->paused = false;
            status = XML_ResumeParser(x->parser);
        } else if (x->at_end) {
            return XML_READ_DONE;
        } else {
            status = feed(x);
        }
        if (status == XML_STATUS_ERROR)
            return failed(x);
        if (status == XML_STATUS_SUSPENDED)
            return XML_READ_PAUSED;
    }
}

void xml_pause(xml_reader *x)
{
    if (!x->paused && XML_StopParser(x->parser, XML_TRUE) == XML_STATUS_OK)
        x->paused = true;
}

void xml_refuse(xml_reader *x, const char *why)
{
    if (x->problem == NULL)
        x->problem = why;
    stop(x);
}

const char *xml_problem(const xml_reader *x)
{
    return x->problem;
}

const char *xml_attribute(xml_attributes attributes, const char *name)
{
    for (const char **at = attributes.pairs; *at != NULL; at += 2) {
        if (strcmp(at[0], name) == 0)
            return at[1];
    }
    return NULL;
}

const char *xml_attribute_of(xml_attributes attributes, const char *space_end, const char *name)
{
    for (const char **at = attributes.pairs; *at != NULL; at += 2) {
        xml_name found = name_of(at[0]);
        if (slice_is(found.name, name) && slice_ends_with(found.space, slice_of(space_end)))
            return at[1];
    }
    return NULL;
}

bool xml_is_true(const char *value, bool usual)
{
    return value == NULL ? usual
                         : strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0;
}
