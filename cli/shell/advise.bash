# shellcheck shell=bash
# Completion for bash: the program itself says what may come next.

_advise() {
    local rest=$COMP_LINE words=() word line typed kept name i files='' folders=''
    # bash splits words at '=' and ':', and the program does not.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if ((i > 1)) && [[ -n $rest && $rest != [[:space:]]* && ($word == [=:]* || ${COMP_WORDS[i - 1]} == *[=:]) ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
        rest=${rest#"${rest%%[![:space:]]*}"}
        rest=${rest#"$word"}
    done
    typed=${words[${#words[@]} - 1]}
    kept=${typed%"${typed##*[=:]}"}
    [[ $COMP_WORDBREAKS == *=* ]] || kept=
    COMPREPLY=()
    while IFS= read -r line; do
        name=${line%%$'\t'*}
        case $line in
        :files) files=1 ;;
        :folders) folders=1 ;;
        :nospace) compopt -o nospace 2>/dev/null ;;
        *)
            name=${name#"$kept"}
            [[ $name != *[!a-zA-Z0-9_.,:=/@%+-]* ]] || name=$(printf %q "$name")
            COMPREPLY+=("$name")
            ;;
        esac
    done < <("${words[0]}" help --complete "${words[@]:1}" 2>/dev/null)
    typed=${typed#"$kept"}
    if [[ -z $files$folders ]]; then
        return
    elif ((${#COMPREPLY[@]} == 0)); then
        # readline knows best how to quote names.
        compopt -o "$([[ -n $files ]] && echo default || echo dirnames)" 2>/dev/null
    else
        while IFS= read -r line; do COMPREPLY+=("$line"); done < <(if [[ -n $files ]]; then compgen -f -- "$typed"; else compgen -d -- "$typed"; fi)
        compopt -o filenames 2>/dev/null
    fi
} && complete -F _advise advise
