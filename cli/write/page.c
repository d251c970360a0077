// Writes pages to a stream or a text. All that a page looks like is in the style sheet.
#include "write/page.h"
#include "write/base64.h"
#include "write/markup.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

static const char style[] =
    ":root{color-scheme:light dark;--text:#1d2330;--dim:#5b6475;--page:#fff;--card:#f4f6f9;--line:#d8dde6;--b"
    "ar:#2f6db3;--gain:#1f7a4d;--loss:#b3372f;--move:#8a6d1d;--same:#c3cad6}\n"
    "@media screen and (prefers-color-scheme:dark){:root{--text:#e4e8f0;--dim:#a0a9ba;--page:#14171d;--card:#"
    "1e232c;--line:#343b48;--bar:#6ea8e8;--gain:#5cc48d;--loss:#f0837a;--move:#d9b95c;--same:#48505f}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;max-width:68rem;padding:1.5rem 1rem 4rem;background:var(--page);color:var(--text);fon"
    "t:16px/1.5 system-ui,sans-serif}\n"
    "h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2.25rem 0 .5rem}h3{font-size:1rem;marg"
    "in:1.5rem 0 .25rem}p{margin:.25rem 0}ol,ul{margin:0;padding-left:1.3rem}\n"
    ".dim{color:var(--dim)}.gain{color:var(--gain)}.loss{color:var(--loss)}.light{font-weight:400}.names{colu"
    "mns:16rem}\n"
    ".alert{border-left:.3rem solid var(--loss);background:var(--card);padding:.6rem 1rem}\n"
    ".cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:.75rem;margin:1.25rem 0"
    " .75rem}.card{background:var(--card);border-radius:.5rem;padding:.75rem 1rem}.card b{display:block;font-"
    "size:1.6rem;line-height:1.2}.card span{color:var(--dim);font-size:.9rem}.card.l{border-top:.3rem solid v"
    "ar(--loss)}.card.m{border-top:.3rem solid var(--move)}.card.g,.card.w{border-top:.3rem solid var(--gain)"
    "}.card.s{border-top:.3rem solid var(--same)}\n"
    ".scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.95rem}th,td{padding:.45rem "
    ".6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}thead th,thead td{color:var"
    "(--dim);font-weight:600;font-size:.85rem;vertical-align:bottom}tbody th{font-weight:600;min-width:8rem;o"
    "verflow-wrap:anywhere}.n{text-align:right;font-variant-numeric:tabular-nums}td.n{white-space:nowrap}td.b"
    "ar,td.chart{width:9rem;min-width:5rem}\n"
    "code{font:.9em ui-monospace,monospace;overflow-wrap:anywhere}\n"
    "svg{display:block;width:100%;height:1rem;margin-top:.25rem}rect{fill:var(--bar)}.track{fill:var(--line)}"
    "rect.g{fill:var(--gain)}rect.l{fill:var(--loss)}rect.m{fill:var(--move)}rect.w{fill:var(--gain);opacity:"
    ".5}rect.s{fill:var(--same)}line{stroke:var(--dim)}\n"
    "details{margin-top:.25rem;font-weight:400;font-size:.9rem}summary{cursor:pointer;color:var(--dim)}\n"
    ".near,.alert{margin:1rem 0}@media(max-width:45rem){.near ul "
    "ul{padding-left:.8rem}.bar{display:none}th,td{padding:.4rem .25rem}tbody th{min-width:5.5rem}td.chart{"
    "min-width:3rem}}\n"
    "article{margin:1.5rem 0;padding-top:.25rem;border-top:1px solid var(--line)}article h3{margin:.5rem 0 .2"
    "5rem;font-size:1.1rem}h4{font-size:1rem;margin:.5rem 0 .15rem}.below{margin:.5rem 0 .5rem .25rem;padding"
    "-left:.75rem;border-left:.2rem solid var(--line)}.measures{display:flex;gap:.75rem;align-items:center;co"
    "lor:var(--dim);font-size:.9rem}.measures svg{width:9rem;margin:0;flex:none}.reasons{list-style:none;padd"
    "ing:0;margin:.35rem 0}.reasons li{display:flex;gap:.6rem;margin:.15rem 0}.reasons svg{width:2.75rem;flex"
    ":none;margin-top:.3rem}.plan ul{list-style:none;padding:0}.plan li{display:flex;gap:.6rem;margin:.35rem "
    "0}.plan input,.client input{width:1.15rem;height:1.15rem;flex:none}.plan input{margin:.2rem 0 0}.client "
    "h3 a{color:inherit;text-decoration:none}.client h3 a:hover,.client h3 a:focus{text-decoration:underline}"
    ".client:target{border-left:.3rem solid var(--bar);padding-left:.75rem}.client,.counselor{overflow-wrap:a"
    "nywhere}.client ol>li{margin:.6rem 0}.find "
    "input{width:100%;max-width:24rem;padding:.4rem;font:inherit}\n"
    "img{max-height:4rem;max-width:12rem}.closing,.remarks li{white-space:pre-line}.counselor{border-top:.3re"
    "m solid var(--line)}\n"
    ".lines div{height:2rem;border-bottom:1px solid var(--line)}\n"
    "@media print{:root{--text:#000;--dim:#444;--card:#f2f2f2;--line:#bbb;--same:#ccc}html{font-size:12.5px}b"
    "ody{max-width:none;padding:0;font-size:1rem}.counselor,.sheet+.sheet{break-before:page}@page{margin:15mm"
    "}h2,h3,h4,h2+p{break-after:avoid}details:not([open]),.find{display:none}tr,.card,article,.plan li,.lines"
    ",.near{break-inside:avoid}thead{display:table-header-group}*{-webkit-print-color-adjust:exact;print-"
    "color-adju"
    "st:exact}}\n";

/// Shows only the clients in which all words that are typed occur. Without it the page lacks the field, and nothing else.
static const char script[] =
    "(()=>{const box=document.getElementById(\"find\"),count=document.getElementById(\"found\");let all;"
    "box.closest(\"p\").hidden=false;box.oninput=()=>{all=all||[...document.querySelectorAll(\".client\")]"
    ".map(a=>[a,a.textContent.toLowerCase()]);const words=box.value.toLowerCase().split(/\\s+/)"
    ".filter(Boolean);let found=0;for(const[a,text]of all){const hit=words.every(w=>text.includes(w));"
    "a.hidden=!hit;found+=hit}count.textContent=words.length?found+\" of \"+all.length:\"\"}})()";

/// The page may have this style sheet and no other, fetch nothing and run nothing but our own script. The hashes are of all between <style>
/// and </style>, and of the script; the test of pages computes them.
#define STYLE_HASH "'sha256-ZkntNRry8Suzwd+YRuuDMee8ZysxH8XEgqTW66/rSFU='"
static const char policy[] =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src " STYLE_HASH;
static const char script_policy[] = "; script-src 'sha256-R6E9Y2AUGpRXz1zfSdMsGFi+RJ1cXkc8kJMIirhBuTw='";
static const char picture_policy[] = "; img-src data:";
static const char rest_of_policy[] = "; base-uri 'none'; form-action 'none'\">\n";

const char *page_style(void)
{
    return style;
}

const char *page_style_hash(void)
{
    return STYLE_HASH;
}

void page_put(const page *p, const char *markup)
{
    if (p->out != NULL)
        (void)fputs(markup, p->out);
    else
        advise_text_add(p->text, markup, strlen(markup));
}

void page_format(const page *p, const char *format, ...)
{
    char markup[1000];
    va_list list;
    va_start(list, format);
    (void)vsnprintf(markup, sizeof markup, format, list);
    va_end(list);
    page_put(p, markup);
}

void page_text(const page *p, const char *text)
{
    if (p->out != NULL)
        markup_text(p->out, text);
    else
        markup_add(p->text, text);
}

void page_element(const page *p, const char *name, const char *text)
{
    page_format(p, "<%s>", name);
    page_text(p, text);
    page_format(p, "</%s>", name);
}

void page_note(const page *p, const char *text)
{
    page_put(p, "<p class=\"dim\">");
    page_text(p, text);
    page_put(p, "</p>\n");
}

void page_picture(const page *p, const char *type, const void *bytes, size_t length, const char *label)
{
    enum { STEP = 300 }; // a multiple of three, so that only the last step is padded
    const unsigned char *from = bytes;
    char text[BASE64_LENGTH(STEP) + 1];
    page_put(p, "<img alt=\"");
    page_text(p, label);
    page_format(p, "\" src=\"data:%s;base64,", type);
    for (size_t i = 0; i < length; i += STEP) {
        base64_encode(text, from + i, length - i < STEP ? length - i : STEP);
        page_put(p, text);
    }
    page_put(p, "\">");
}

void page_more(const page *p, size_t more, const char *words)
{
    if (more > 0)
        page_format(p, "<p class=\"dim\">and %zu more%s</p>\n", more, words);
}

static void begin(const page *p, const char *title, const char *more_policy)
{
    page_put(p, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
                "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page_put(p, policy);
    page_put(p, more_policy);
    page_put(p, rest_of_policy);
    page_element(p, "title", title);
    page_put(p, "\n<style>\n");
    page_put(p, style);
    page_put(p, "</style>\n</head>\n<body>\n<main>\n");
}

static void heading(const page *p, const char *title)
{
    page_element(p, "h1", title);
    page_put(p, "\n");
}

void page_open(const page *p, const char *title, bool pictures)
{
    begin(p, title, pictures ? picture_policy : "");
}

void page_begin(const page *p, const char *title)
{
    begin(p, title, "");
    heading(p, title);
}

void page_begin_searchable(const page *p, const char *title)
{
    begin(p, title, script_policy);
    heading(p, title);
    page_put(p,
             "<p class=\"find\" hidden><label>Find <input type=\"search\" id=\"find\" "
             "autocomplete=\"off\"></label> <span class=\"dim\" id=\"found\" role=\"status\"></span></p>\n");
}

void page_end_searchable(const page *p)
{
    page_put(p, "<script>");
    page_put(p, script);
    page_put(p, "</script>\n");
    page_end(p);
}

void page_end(const page *p)
{
    page_put(p, "</main>\n</body>\n</html>\n");
}

/// The drawings below the head of a bar are hidden from those who cannot see them, and so is the head: it is no head then.
static void write_head(const page *p, const page_column *c)
{
    if (c->class != NULL && strcmp(c->class, "bar") == 0) {
        page_put(p, "<td class=\"bar\" aria-hidden=\"true\">");
        page_text(p, c->head);
        page_put(p, "</td>");
        return;
    }
    if (c->class != NULL)
        page_format(p, "<th scope=\"col\" class=\"%s\">", c->class);
    else
        page_put(p, "<th scope=\"col\">");
    page_text(p, c->head);
    page_put(p, "</th>");
}

void page_table_begin(const page *p, const page_column columns[])
{
    page_put(p, "<div class=\"scroll\" tabindex=\"0\">\n<table>\n<thead><tr>");
    for (const page_column *c = columns; c->head != NULL; c++)
        write_head(p, c);
    page_put(p, "</tr></thead>\n<tbody>\n");
}

void page_table_end(const page *p)
{
    page_put(p, "</tbody>\n</table>\n</div>\n");
}

void page_row(const page *p, const char *head)
{
    page_put(p, "<tr><th scope=\"row\">");
    page_text(p, head);
    page_put(p, "</th>");
}

void page_row_end(const page *p)
{
    page_put(p, "</tr>\n");
}

void page_drawing_begin(const page *p, int width, int height, const char *label)
{
    page_format(p, "<svg viewBox=\"0 0 %d %d\" preserveAspectRatio=\"none\" ", width, height);
    if (label == NULL) {
        page_put(p, "aria-hidden=\"true\">");
    } else {
        page_put(p, "role=\"img\" aria-label=\"");
        page_text(p, label);
        page_put(p, "\">");
    }
}

void page_rectangle(const page *p, const char *colour, double x, double y, double width, double height)
{
    page_put(p, "<rect");
    if (colour != NULL)
        page_format(p, " class=\"%s\"", colour);
    page_format(p, " x=\"%.4g\" y=\"%.4g\" width=\"%.4g\" height=\"%.4g\"/>", x, y, width, height);
}

void page_drawing_end(const page *p)
{
    page_put(p, "</svg>");
}

void page_bar(const page *p, const char *colour, double part, double whole)
{
    page_put(p, "<td class=\"bar\">");
    page_drawing_begin(p, 100, 16, NULL);
    page_rectangle(p, "track", 0, 3, 100, 10);
    page_rectangle(p, colour, 0, 3, whole > 0 ? 100 * part / whole : 0, 10);
    page_drawing_end(p);
    page_put(p, "</td>");
}

/// The name in letters and digits, all other bytes as a point and two hexadecimal digits.
static void add_anchor(const page *p, const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    for (; *name != '\0'; name++) {
        if (strchr(plain, *name) != NULL)
            page_format(p, "%c", *name);
        else
            page_format(p, ".%02x", (unsigned)(unsigned char)*name);
    }
}

void page_client_begin(const page *p, const char *name, const char *label, bool to_do)
{
    page_put(p, "<article class=\"client\" id=\"client-");
    add_anchor(p, name);
    page_put(p, "\">\n<h3>");
    page_put(p, to_do ? "<input type=\"checkbox\" aria-label=\"done\"> " : "");
    page_put(p, "<a href=\"#client-");
    add_anchor(p, name);
    page_put(p, "\">");
    page_text(p, label);
    page_put(p, "</a></h3>\n");
}

void page_client_end(const page *p)
{
    page_put(p, "</article>\n");
}
