#include "input/sound.h"

#include "base/limits.h"
#include "base/sort.h"
#include "base/text.h"
#include "base/utf8.h"

/// What the first bytes say that a file is.
typedef struct file_kind {
    slice head;
    const char *name;
} file_kind;

static const file_kind kinds[] = {
    {SLICE_INIT("PK\x03\x04"), "a document of a word processor or a spreadsheet, or another ZIP archive"},
    {SLICE_INIT("\xD0\xCF\x11\xE0"), "a document of an older office program"},
    {SLICE_INIT("%PDF-"), "a PDF document"},
    {SLICE_INIT("{\\rtf"), "a document in rich text (RTF)"},
    {SLICE_INIT("<!DOCTYPE"), "a page of the web"},
    {SLICE_INIT("<html"), "a page of the web"},
    {SLICE_INIT("<?xml"), "an XML document"},
    {SLICE_INIT("\x1F\x8B"), "a compressed file (gzip)"},
    {SLICE_INIT("\x28\xB5\x2F\xFD"), "a compressed file (zstd)"},
    {SLICE_INIT("\x89PNG"), "a picture"},
    {SLICE_INIT("\xFF\xD8\xFF"), "a picture"},
    {SLICE_INIT("SQLite format 3"), "an SQLite database"},
};

/// True if the file is of a kind that is no plain text: reported.
static bool is_other_kind(const source_text *source, diag_list *diags)
{
    const char *name = NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && name == NULL; i++)
        name = source->outer == NULL && slice_starts_with(source->text, kinds[i].head) ? kinds[i].name : NULL;
    if (name == NULL)
        return false;
    diag_error(diags, (place){source, 0, 1}, "not-text", "this is %s, not plain text", name);
    diag_hint(diags,
              "copy the words into a plain text file (UTF-8); 'advise init FILE' writes one to fill in");
    return true;
}

static bool is_utf16(slice text)
{
    return slice_starts_with(text, SLICE("\xFF\xFE")) || slice_starts_with(text, SLICE("\xFE\xFF")) ||
           (text.len >= 4 && text.ptr[0] != '\0' && text.ptr[1] == '\0' && text.ptr[2] != '\0' &&
            text.ptr[3] == '\0');
}

/// The code point of a byte in Windows-1252; of 0x80 to 0x9F only what people write is told apart.
static uint32_t windows_1252(unsigned char byte)
{
    switch (byte) {
    case 0x80: return 0x20AC;
    case 0x85: return 0x2026;
    case 0x91: return 0x2018;
    case 0x92: return 0x2019;
    case 0x93: return 0x201C;
    case 0x94: return 0x201D;
    case 0x96: return 0x2013;
    case 0x97: return 0x2014;
    default: return byte >= 0xA0 ? byte : 0;
    }
}

static void report_bad_byte(const source_text *source, size_t bad, diag_list *diags)
{
    uint32_t meant = windows_1252((unsigned char)source->text.ptr[bad]);
    text_builder character = {.arena = diags->arena};
    diag_error(diags, (place){source, bad, 1}, "invalid-utf8", "the text is not valid UTF-8 here");
    if (meant != 0)
        text_add_code_point(&character, meant);
    if (meant != 0)
        diag_hint(diags, "save the file as UTF-8: as Windows-1252, which it most likely is, this is '%.*s'",
                  SLICE_ARG(diag_value(diags, text_result(&character))));
    else
        diag_hint(diags, "save the file as plain text in UTF-8");
}

bool sound_text(const source_text *source, diag_list *diags)
{
    size_t bad = 0;
    if (is_other_kind(source, diags))
        return false;
    if (is_utf16(source->text)) {
        diag_error(diags, (place){source, 0, 1}, "invalid-utf8", "the text is UTF-16, not UTF-8");
        diag_hint(diags, "save the file as UTF-8: an editor offers it as an encoding when it saves");
        return false;
    }
    if (!utf8_valid(source->text, &bad)) {
        report_bad_byte(source, bad, diags);
        return false;
    }
    const char *nul = source->text.len > 0 ? memchr(source->text.ptr, '\0', source->text.len) : NULL;
    if (nul != NULL) {
        diag_error(diags, (place){source, (size_t)(nul - source->text.ptr), 1}, "nul",
                   "a NUL character may not stand in text");
        diag_hint(diags, "save the file as plain text in UTF-8");
        return false;
    }
    return true;
}

static int order_keys(const void *a, const void *b, void *context)
{
    (void)context;
    return slice_compare((*(const yaml_node *const *)a)->text, (*(const yaml_node *const *)b)->text);
}

void sound_keys(arena *a, const yaml_node *const *pairs, size_t count, diag_list *diags)
{
    const yaml_node **keys = ARENA_ARRAY(a, count, const yaml_node *);
    size_t texts = 0;
    for (size_t i = 0; i < count; i++) {
        const yaml_node *key = pairs[2 * i];
        if (key->kind != YAML_SCALAR)
            continue;
        if (key->text.len > LIMIT_KEY)
            diag_error(diags, key->where, "too-long", "a key is longer than %d bytes", LIMIT_KEY);
        keys[texts++] = key;
    }
    sort_stable(a, keys, texts, sizeof(const yaml_node *), order_keys, NULL);
    for (size_t i = 1; i < texts; i++) {
        if (!slice_equal(keys[i - 1]->text, keys[i]->text))
            continue;
        diag_error(diags, keys[i]->where, "duplicate-key", "the key '%.*s' is given twice",
                   SLICE_ARG(diag_quote(keys[i]->text)));
        diag_hint(diags, "keep one of them");
    }
}
