# Makes libadvise(3) of the comments and declarations of engine/advise.h: a section for each of its parts, and in it each declaration
# with what is said of it.

function escaped(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    gsub(/`/, "", text)
    return text
}

# Prints words in short lines. A line does not begin with what troff takes for a request.
function fill(text,    word, n, i, line) {
    n = split(text, word, /[ \t\n]+/)
    line = ""
    for (i = 1; i <= n; i++) {
        if (word[i] == "")
            continue
        if (line != "" && length(line) + 1 + length(word[i]) > 76) {
            put(line)
            line = ""
        }
        line = line (line == "" ? "" : " ") word[i]
    }
    if (line != "")
        put(line)
}

function put(line) {
    line = escaped(line)
    if (line ~ /^[.']/)
        line = "\\&" line
    print line
}

# Begins a paragraph, except behind a heading, where one begins anyhow.
function paragraph() {
    if (!fresh)
        print ".PP"
    fresh = 0
}

# Text of a comment. Lines that are set in stay as they are; "@param x" and "  name  …" begin an item, to which what follows belongs.
function comment(text,    lines, n, i, line, held, code, item, name) {
    n = split(text, lines, "\n")
    held = ""
    code = item = 0
    for (i = 1; i <= n; i++) {
        line = lines[i]
        if (code && line !~ /^    /) {
            print ".EE"
            code = 0
        }
        if (line == "" || line ~ /^(@|  [a-z]+  )/ || (line ~ /^    / && !item)) {
            fill(held)
            held = ""
        }
        if (line == "") {
            item = 0
            if (i < n && lines[i + 1] !~ /^(@|    )/)
                paragraph()
        } else if (line ~ /^    / && !item) {
            if (!code) {
                paragraph()
                print ".EX"
            }
            code = 1
            put(substr(line, 5))
        } else {
            if (line ~ /^(@|  [a-z]+  )/) {
                sub(/^(@param)? +/, "", line)
                sub(/^@/, "", line)
                name = line ~ /  / ? substr(line, 1, index(line, "  ") - 1) : substr(line, 1, index(line " ", " ") - 1)
                line = substr(line, length(name) + 1)
                print ".TP\n.I " escaped(name)
                item = 1
            }
            held = held " " line
        }
    }
    fill(held)
    if (code)
        print ".EE"
}

# The declaration as C, without what only a compiler reads.
function declaration(text,    lines, n, i, line) {
    gsub(/ADVISE_API /, "", text)
    n = split(text, lines, "\n")
    paragraph()
    print ".EX"
    for (i = 1; i <= n; i++) {
        line = lines[i]
        sub(/\/\*\*<? /, "/* ", line)
        sub(/[ \t]+$/, "", line)
        if (line != "")
            put(line)
    }
    print ".EE"
}

function flush_declaration() {
    if (held_code == "")
        return
    declaration(held_code)
    if (held_comment != "") {
        print ".RS"
        comment(held_comment)
        print ".RE"
    }
    held_code = held_comment = ""
}

BEGIN {
    print ".SH NAME\nlibadvise \\- apply rules of experts to one person's situation"
    print ".SH SYNOPSIS\n.B #include <advise.h>\n.PP\n.B cc $(pkg\\-config \\-\\-cflags advise) prog.c $(pkg\\-config \\-\\-libs advise)"
    print ".SH DESCRIPTION"
    fresh = 1
}

# The comment that the file begins with.
FNR == 1 { opening = 1; next }
opening && /^ \*\// { opening = 0; comment(text); text = ""; next }
opening {
    sub(/^ \* ?/, "")
    if (FNR == 2) { sub(/^libadvise: /, ""); $0 = toupper(substr($0, 1, 1)) substr($0, 2) }
    text = text (text == "" ? "" : "\n") $0
    next
}

/^\/\* ==== / { flush_declaration(); sub(/^\/\* ==== /, ""); sub(/ =+ \*\/$/, ""); print ".SH " toupper($0); fresh = started = 1; next }
/^\/\* ---- / { flush_declaration(); sub(/^\/\* ---- /, ""); sub(/ -+ \*\/$/, ""); print ".SS " escaped($0); fresh = 1; next }
!started || /^#/ { next }
/^(extern "C" \{|\})$/ { next }

# A comment before a declaration.
depth == 0 && /^\/\*\*/ {
    flush_declaration()
    line = $0
    sub(/^\/\*\* ?/, "", line)
    within = line !~ /\*\/$/
    sub(/ ?\*\/$/, "", line)
    held_comment = line
    next
}
within {
    line = $0
    if (line ~ /\*\/$/)
        within = 0
    sub(/^ \*\/?( )?/, "", line)
    sub(/ ?\*\/$/, "", line)
    if (line != "" || within)
        held_comment = held_comment (held_comment == "" ? "" : "\n") line
    next
}
/^$/ { if (depth == 0) flush_declaration(); next }
{
    held_code = held_code (held_code == "" ? "" : "\n") $0
    depth += gsub(/\{/, "{") - gsub(/\}/, "}")
}
END {
    flush_declaration()
    print ".SH SEE ALSO\n.BR advise (1),\n.BR advise\\-pack (5),\n.BR advise\\-profile (5)"
}
