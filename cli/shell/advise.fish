# Completion for fish: the program itself says what may come next.

function __advise_complete
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    # Names are matched by what they are, whatever backslashes and quotation marks were typed.
    set -l plain (string unescape -- "$typed"); or set plain (string trim --left --chars=\'\" -- "$typed")
    for line in ($words[1] help --complete $words[2..-1] "$plain" 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path (string replace -r '^--[^=]*=' '' -- "$plain")
            case :folders
                __fish_complete_directories (string replace -r '^--[^=]*=' '' -- "$typed") ''
            case :nospace
            case '*'
                echo $line
        end
    end
end

complete -c advise -f -a '(__advise_complete)'
