// The logo is told by its first bytes: what a browser would not show as the picture that its name promises is refused.
#include "pack/office.h"

#include "base/limits.h"
#include "input/file.h"
#include "pack/schema_check.h"

typedef struct picture {
    const char *ending, *type, *kind;
    bool (*is_one)(slice content);
} picture;

static bool is_png(slice content)
{
    return slice_starts_with(content, (slice){"\x89PNG\r\n\x1a\n", 8});
}

static bool is_svg(slice content)
{
    bool found = false;
    for (size_t i = 0; i + 4 <= content.len && !found; i++)
        found = memcmp(content.ptr + i, "<svg", 4) == 0;
    return found && memchr(content.ptr, '\0', content.len) == NULL;
}

static const picture pictures[] = {
    {".png", "image/png", "PNG", is_png}, {".svg", "image/svg+xml", "SVG", is_svg}, {0}};

static const picture *picture_of(slice name)
{
    const picture *p = pictures;
    while (p->ending != NULL && !slice_ends_with(name, slice_of(p->ending)))
        p++;
    return p->ending != NULL ? p : NULL;
}

static void refuse(loader *l, const yaml_node *logo, const char *why, const char *hint)
{
    diag_error(l->diags, logo->where, "bad-logo", "the logo %.*s cannot be used: %s",
               SLICE_ARG(diag_quote(logo->text)), why);
    diag_hint(l->diags, "%s", hint);
}

static void link_logo(loader *l, slice folder, const yaml_node *logo, pack_office *office)
{
    const picture *p = picture_of(logo->text);
    slice content;
    if (p == NULL) {
        refuse(l, logo, "its name ends in neither .png nor .svg", "save the picture as PNG or SVG");
        return;
    }
    const file_problem problem = file_read_beneath(l->arena, folder.ptr, logo->text, LIMIT_LOGO, &content);
    if (problem == FILE_TOO_LARGE)
        refuse(l, logo, "it is larger than 128 KiB",
               "save it smaller: a sheet shows it two centimetres high");
    else if (problem != FILE_READ)
        refuse(l, logo, file_problem_text(problem), "name a file in the pack's own folder");
    else if (!p->is_one(content))
        refuse(l, logo, "its content is not what its name says", "save the picture as PNG or SVG");
    else
        *office = (pack_office){office->name, office->closing, content, p->type};
    if (problem == FILE_READ)
        note_input(l, folder, logo->text, content);
}

void link_office(loader *l, const level_head *from, pack_office *office)
{
    const yaml_node *node = yaml_get(from->file.root, "office");
    const yaml_node *name = yaml_get(node, "name");
    const yaml_node *logo = yaml_get(node, "logo");
    const yaml_node *closing = yaml_get(node, "closing");
    if (name != NULL && schema_is_empty(name))
        diag_error(l->diags, name->where, "empty-text", "'name' is empty");
    else if (name != NULL)
        office->name = name->text;
    if (closing != NULL)
        office->closing = closing->text;
    if (logo != NULL)
        link_logo(l, from->folder, logo, office);
}
