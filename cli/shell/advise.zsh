#compdef advise
# Completion for zsh: the program itself says what may come next.

_advise() {
    local -a found space
    local line name what files folders
    for line in ${(f)"$("${(Q)words[1]}" help --complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)"}; do
        name=${line%%$'\t'*}
        what=${line#*$'\t'}
        case $line in
        :files) files=1 ;;
        :folders) folders=1 ;;
        :nospace) space=(-S '') ;;
        *) found+=("${name//:/\\:}${what:+:$what}") ;;
        esac
    done
    local ret=1
    (( $#found )) && _describe -t values value found "${space[@]}" && ret=0
    [[ -n $files$folders ]] || return ret
    compset -P '--*='
    if [[ -n $files ]]; then _files && ret=0; else _files -/ && ret=0; fi
    return ret
}

if [[ ${funcstack[1]} == _advise ]]; then
    _advise "$@"
else
    compdef _advise advise
fi
