#!/bin/bash

__joi-tui_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__joi-tui_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__joi-tui_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__joi-tui_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_joi-tui() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __joi-tui_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    open|list|show|search|threads|thread|ask|reply|unread|whoami|report|digest|queue|history|export|member|room|post|check|keys|help)
        # Offer subcommand argument completions
        "_joi-tui_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'open list show search threads thread ask reply unread whoami report digest queue history export member room post check keys help' -- "${cur}"))
        ;;
    esac
}

_joi-tui_open() {
    repeating_flags=()
    non_repeating_flags=(--no-mouse --ascii --no-lines --kiosk --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --theme --as --host)
    __joi-tui_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--theme')
        __joi-tui_add_completions -W 'dark'$'\n''light'$'\n''mono'
        return
        ;;
    '--as')
        return
        ;;
    '--host')
        return
        ;;
    esac
}

_joi-tui_list() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --topic --focus --status)
    __joi-tui_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--topic')
        return
        ;;
    '--focus')
        __joi-tui_add_completions -W 'organisation'$'\n''team'$'\n''individual'
        return
        ;;
    '--status')
        __joi-tui_add_completions -W 'active'$'\n''candidate'$'\n''withdrawn'
        return
        ;;
    esac
}

_joi-tui_show() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang)
    __joi-tui_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __joi-tui_add_completions -W "$(__joi-tui_custom_complete ---completion show -- positional@0 "${COMP_CWORD}" "$(__joi-tui_cursor_index_in_current_word)")"
        return
        ;;
    esac
}

_joi-tui_search() {
    repeating_flags=()
    non_repeating_flags=(--forum --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --as)
    __joi-tui_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--as')
        return
        ;;
    esac
}

_joi-tui_threads() {
    repeating_flags=()
    non_repeating_flags=(--unanswered --json --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --as --theme)
    __joi-tui_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--as')
        return
        ;;
    '--theme')
        return
        ;;
    esac
}

_joi-tui_thread() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --as)
    __joi-tui_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--as')
        return
        ;;
    esac
}

_joi-tui_ask() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=(--tool)
    non_repeating_options=(--data --lang --as --theme --title)
    __joi-tui_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--as')
        return
        ;;
    '--theme')
        return
        ;;
    '--title')
        return
        ;;
    '--tool')
        return
        ;;
    esac
}

_joi-tui_reply() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --as)
    __joi-tui_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--as')
        return
        ;;
    esac
}

_joi-tui_unread() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --as)
    __joi-tui_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--as')
        return
        ;;
    esac
}

_joi-tui_whoami() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --as)
    __joi-tui_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--as')
        return
        ;;
    esac
}

_joi-tui_report() {
    repeating_flags=()
    non_repeating_flags=(--silent --companies --ascii --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --as --period --quarters --periods --format --by --sort)
    __joi-tui_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--as')
        return
        ;;
    '--period')
        return
        ;;
    '--quarters'|'--periods')
        return
        ;;
    '--format')
        __joi-tui_add_completions -W 'text'$'\n''json'$'\n''csv'
        return
        ;;
    '--by')
        __joi-tui_add_completions -W 'member'$'\n''organisation'
        return
        ;;
    '--sort')
        __joi-tui_add_completions -W 'contribution'$'\n''name'$'\n''active'
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __joi-tui_add_completions -W 'effect'$'\n''contributions'
        return
        ;;
    esac
}

_joi-tui_digest() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --as --since --format)
    __joi-tui_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--as')
        return
        ;;
    '--since')
        return
        ;;
    '--format')
        __joi-tui_add_completions -W 'text'$'\n''markdown'$'\n''html'
        return
        ;;
    esac
}

_joi-tui_queue() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --as --reason --theme)
    __joi-tui_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--as')
        return
        ;;
    '--reason')
        __joi-tui_add_completions -W 'flagged'$'\n''unanswered'$'\n''asked-again'$'\n''quiet'$'\n''newcomer'$'\n''new-posts'
        return
        ;;
    '--theme')
        return
        ;;
    esac
}

_joi-tui_history() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --as --since)
    __joi-tui_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--as')
        return
        ;;
    '--since')
        return
        ;;
    esac
}

_joi-tui_export() {
    repeating_flags=()
    non_repeating_flags=(--force --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --as --format -o --output)
    __joi-tui_offer_flags_options -1

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--as')
        return
        ;;
    '--format')
        __joi-tui_add_completions -W 'markdown'$'\n''csv'$'\n''html'$'\n''json'$'\n''mbox'$'\n''atom'
        return
        ;;
    '-o'|'--output')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __joi-tui_add_completions -W 'all'$'\n''selection'$'\n''topic'$'\n''tool'$'\n''forum'$'\n''theme'$'\n''thread'
        return
        ;;
    esac
}

_joi-tui_member() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __joi-tui_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    add|list|role|export|erase)
        # Offer subcommand argument completions
        "_joi-tui_member_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'add list role export erase' -- "${cur}"))
        ;;
    esac
}

_joi-tui_member_add() {
    repeating_flags=()
    non_repeating_flags=(--renumber --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --name --organisation --organisation-name --organisation-kind)
    __joi-tui_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--name')
        return
        ;;
    '--organisation')
        return
        ;;
    '--organisation-name')
        return
        ;;
    '--organisation-kind')
        __joi-tui_add_completions -W 'company'$'\n''knowledge'$'\n''government'$'\n''other'
        return
        ;;
    esac
}

_joi-tui_member_list() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang)
    __joi-tui_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    esac
}

_joi-tui_member_role() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --from --until)
    __joi-tui_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--from')
        return
        ;;
    '--until')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    2)
        __joi-tui_add_completions -W 'facilitator'$'\n''curator'
        return
        ;;
    esac
}

_joi-tui_member_export() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang --format)
    __joi-tui_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--format')
        __joi-tui_add_completions -W 'json'$'\n''markdown'
        return
        ;;
    esac
}

_joi-tui_member_erase() {
    repeating_flags=()
    non_repeating_flags=(--yes --version -h --help)
    repeating_options=(--name)
    non_repeating_options=(--data --lang)
    __joi-tui_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--name')
        return
        ;;
    esac
}

_joi-tui_room() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __joi-tui_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    add)
        # Offer subcommand argument completions
        "_joi-tui_room_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'add' -- "${cur}"))
        ;;
    esac
}

_joi-tui_room_add() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=(--theme)
    non_repeating_options=(--data --lang --name-nl --name-en --readers --kind)
    __joi-tui_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    '--name-nl')
        return
        ;;
    '--name-en')
        return
        ;;
    '--readers')
        __joi-tui_add_completions -W 'members'$'\n''companies'$'\n''facilitators'
        return
        ;;
    '--kind')
        __joi-tui_add_completions -W 'conversations'$'\n''flags'$'\n''notes'
        return
        ;;
    '--theme')
        return
        ;;
    esac
}

_joi-tui_post() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __joi-tui_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    purge)
        # Offer subcommand argument completions
        "_joi-tui_post_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'purge' -- "${cur}"))
        ;;
    esac
}

_joi-tui_post_purge() {
    repeating_flags=()
    non_repeating_flags=(--yes --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang)
    __joi-tui_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    esac
}

_joi-tui_check() {
    repeating_flags=()
    non_repeating_flags=(--json --version -h --help)
    repeating_options=()
    non_repeating_options=(--data --lang)
    __joi-tui_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--data')
        return
        ;;
    '--lang')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __joi-tui_add_completions -d
        return
        ;;
    esac
}

_joi-tui_keys() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=(--lang)
    __joi-tui_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--lang')
        return
        ;;
    esac
}

_joi-tui_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __joi-tui_offer_flags_options -1
}

complete -o filenames -F _joi-tui joi-tui
