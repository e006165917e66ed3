function __joi-tui_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __joi-tui_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __joi-tui_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __joi-tui_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __joi-tui_parse_tokens -S
    set -l unparsed_tokens (__joi-tui_tokens -pc)
    switch $unparsed_tokens[1]
    case 'joi-tui'
        __joi-tui_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'open'
            __joi-tui_parse_subcommand 0 'data=' 'lang=' 'theme=' 'as=' 'no-mouse' 'ascii' 'no-lines' 'kiosk' 'host=' 'version' 'h/help'
        case 'list'
            __joi-tui_parse_subcommand 0 'data=' 'lang=' 'topic=' 'focus=' 'status=' 'json' 'version' 'h/help'
        case 'show'
            __joi-tui_parse_subcommand 1 'data=' 'lang=' 'json' 'version' 'h/help'
        case 'search'
            __joi-tui_parse_subcommand -r 1 'data=' 'lang=' 'as=' 'forum' 'json' 'version' 'h/help'
        case 'threads'
            __joi-tui_parse_subcommand 0 'data=' 'lang=' 'as=' 'theme=' 'unanswered' 'json' 'version' 'h/help'
        case 'thread'
            __joi-tui_parse_subcommand 1 'data=' 'lang=' 'as=' 'json' 'version' 'h/help'
        case 'ask'
            __joi-tui_parse_subcommand 0 'data=' 'lang=' 'as=' 'theme=' 'title=' 'tool=+' 'version' 'h/help'
        case 'reply'
            __joi-tui_parse_subcommand 1 'data=' 'lang=' 'as=' 'version' 'h/help'
        case 'unread'
            __joi-tui_parse_subcommand 0 'data=' 'lang=' 'as=' 'version' 'h/help'
        case 'whoami'
            __joi-tui_parse_subcommand 0 'data=' 'lang=' 'as=' 'json' 'version' 'h/help'
        case 'report'
            __joi-tui_parse_subcommand 1 'data=' 'lang=' 'as=' 'period=' 'quarters=' 'format=' 'by=' 'sort=' 'silent' 'companies' 'ascii' 'version' 'h/help'
        case 'digest'
            __joi-tui_parse_subcommand 0 'data=' 'lang=' 'as=' 'since=' 'format=' 'version' 'h/help'
        case 'queue'
            __joi-tui_parse_subcommand 0 'data=' 'lang=' 'as=' 'reason=' 'theme=' 'json' 'version' 'h/help'
        case 'history'
            __joi-tui_parse_subcommand 1 'data=' 'lang=' 'as=' 'since=' 'json' 'version' 'h/help'
        case 'export'
            __joi-tui_parse_subcommand -r 2 'data=' 'lang=' 'as=' 'format=' 'o/output=' 'force' 'version' 'h/help'
        case 'member'
            __joi-tui_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'add'
                __joi-tui_parse_subcommand 1 'data=' 'lang=' 'name=' 'organisation=' 'organisation-name=' 'organisation-kind=' 'renumber' 'version' 'h/help'
            case 'list'
                __joi-tui_parse_subcommand 0 'data=' 'lang=' 'json' 'version' 'h/help'
            case 'role'
                __joi-tui_parse_subcommand 2 'data=' 'lang=' 'from=' 'until=' 'version' 'h/help'
            case 'export'
                __joi-tui_parse_subcommand 1 'data=' 'lang=' 'format=' 'version' 'h/help'
            case 'erase'
                __joi-tui_parse_subcommand 1 'data=' 'lang=' 'name=+' 'yes' 'version' 'h/help'
            end
        case 'room'
            __joi-tui_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'add'
                __joi-tui_parse_subcommand 1 'data=' 'lang=' 'name-nl=' 'name-en=' 'readers=' 'kind=' 'theme=+' 'version' 'h/help'
            end
        case 'post'
            __joi-tui_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'purge'
                __joi-tui_parse_subcommand 1 'data=' 'lang=' 'yes' 'version' 'h/help'
            end
        case 'check'
            __joi-tui_parse_subcommand 1 'data=' 'lang=' 'json' 'version' 'h/help'
        case 'keys'
            __joi-tui_parse_subcommand 0 'lang=' 'version' 'h/help'
        case 'help'
            __joi-tui_parse_subcommand -r 1 'version'
        end
    end
end

function __joi-tui_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __joi-tui_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __joi-tui_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __joi-tui_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__joi-tui_tokens -p)
    if test -z "$(__joi-tui_tokens -t)"
        set -l index (count (__joi-tui_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'joi-tui' -f
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'open' -d 'Open the full-screen program (the default).'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'list' -d 'List the tools: id, name, focus level, time, cost and status, separated by tabs.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'show' -d 'Show a tool: its short facts and the five questions.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'search' -d 'Search the tools, or with --forum all posts; the best answer first.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'threads' -d 'List the conversations: id, state, replies, last activity, theme and title, separated by tabs.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'thread' -d 'Show a conversation: a paragraph a line, each post after what it answers.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'ask' -d 'Ask a question on the forum; its text (CommonMark) is read from standard input.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'reply' -d 'Answer a post on the forum; the text (CommonMark) is read from standard input.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'unread' -d 'Tell in one line whether the forum has something new; for a login message or cron.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'whoami' -d 'Tell which account the forum takes you for: name, organisation, role.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'report' -d 'Show the forum\'s figures: what it brings about, or who contributes. For facilitators.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'digest' -d 'Print what is new on the forum, as text, Markdown or HTML for mail. For facilitators.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'queue' -d 'List what waits for a facilitator: reasons, since when, conversation, post, theme and title, separated by tabs.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'history' -d 'Tell what was done with a conversation: moment, account, conversation, post and a sentence, separated by tabs.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'export' -d 'Export tools (Markdown, CSV for Excel, HTML for printing, JSON) or conversations (Markdown, mbox, Atom).'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'member' -d 'Members, for the administrator: list them, add one, give a role; export or erase what one wrote.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'room' -d 'Rooms of the forum, for the administrator: add one.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'post' -d 'One post, for the administrator: purge it.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'check' -d 'Check a data folder: one line a finding; exit status 1 where something is wrong.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'keys' -d 'Print the table of keys (Markdown).'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui open" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui open" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui open" theme' -l 'theme' -d 'Colours: dark, light or mono. Default: mono with NO_COLOR, else by COLORFGBG, else dark.' -rfka 'dark light mono'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui open" as' -l 'as' -d 'The account to try the forum out as (only where identity is demo).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui open" no-mouse' -l 'no-mouse' -d 'Leave the mouse to the terminal.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui open" ascii' -l 'ascii' -d 'Draw lines and signs in ASCII.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui open" no-lines' -l 'no-lines' -d 'For screen readers: no lines, bars or signs, one thing on a line, the cursor on what is selected.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui open" kiosk' -l 'kiosk' -d 'As all that an account can run, for sshd\'s ForceCommand; stands first. Nothing is written but the forum and the state below the data folder, and SSH_ORIGINAL_COMMAND may hold a subcommand that reads.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui open" host' -l 'host' -d 'What the host is called in the commands that the screen shows.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui open" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui open" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui list" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui list" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui list" topic' -l 'topic' -d 'Only tools of this topic or pillar (id).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui list" focus' -l 'focus' -d 'Only tools at this level: organisation, team, individual.' -rfka 'organisation team individual'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui list" status' -l 'status' -d 'Only tools with this status: active, candidate, withdrawn. Default: the first two.' -rfka 'active candidate withdrawn'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui list" json' -l 'json' -d 'JSON instead of lines.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui list" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui show" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui show" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui show" -eq 1' -fka '(__joi-tui_custom_completion ---completion show -- positional@0 (count (__joi-tui_tokens -pc)) (__joi-tui_tokens -tC))'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui show" json' -l 'json' -d 'JSON instead of text.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui show" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui search" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui search" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui search" as' -l 'as' -d 'The account to try the forum out as (only where identity is demo).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui search" forum' -l 'forum' -d 'Search the posts of the forum instead of the tools.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui search" json' -l 'json' -d 'JSON instead of lines.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui search" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui search" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui threads" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui threads" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui threads" as' -l 'as' -d 'The account to try the forum out as (only where identity is demo).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui threads" theme' -l 'theme' -d 'Only conversations of this theme (id).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui threads" unanswered' -l 'unanswered' -d 'Only conversations that wait for an answer.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui threads" json' -l 'json' -d 'JSON instead of lines.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui threads" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui threads" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui thread" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui thread" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui thread" as' -l 'as' -d 'The account to try the forum out as (only where identity is demo).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui thread" json' -l 'json' -d 'JSON instead of text.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui thread" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui thread" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui ask" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui ask" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui ask" as' -l 'as' -d 'The account to try the forum out as (only where identity is demo).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui ask" theme' -l 'theme' -d 'The theme (id).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui ask" title' -l 'title' -d 'The title, one line.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui ask"' -l 'tool' -d 'A tool that it is about (id); may be given again.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui ask" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui ask" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui reply" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui reply" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui reply" as' -l 'as' -d 'The account to try the forum out as (only where identity is demo).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui reply" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui reply" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui unread" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui unread" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui unread" as' -l 'as' -d 'The account to try the forum out as (only where identity is demo).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui unread" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui unread" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui whoami" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui whoami" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui whoami" as' -l 'as' -d 'The account to try the forum out as (only where identity is demo).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui whoami" json' -l 'json' -d 'JSON instead of lines.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui whoami" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui whoami" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui report" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui report" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui report" as' -l 'as' -d 'The account to try the forum out as (only where identity is demo).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui report" -eq 1' -fka 'effect contributions'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui report" period' -l 'period' -d '2026-Q4, 2026-11, 2026-W48 (ISO 8601), 2026, or all. Default: this quarter.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui report" periods quarters' -l 'quarters' -l 'periods' -d 'effect: how many quarters (or weeks, months, years, as --period is one), the last one that of --period.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui report" format' -l 'format' -d 'text, json or csv.' -rfka 'text json csv'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui report" by' -l 'by' -d 'contributions: a row a member or an organisation.' -rfka 'member organisation'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui report" sort' -l 'sort' -d 'contributions: the order: contribution, name or active.' -rfka 'contribution name active'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui report" silent' -l 'silent' -d 'contributions: only those who asked and answered nothing.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui report" companies' -l 'companies' -d 'contributions: only companies, or their members.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui report" ascii' -l 'ascii' -d 'Draw bars and signs in ASCII.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui report" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui report" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui digest" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui digest" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui digest" as' -l 'as' -d 'The account to try the forum out as (only where identity is demo).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui digest" since' -l 'since' -d 'Days or weeks (7d, 2w), a day (2026-11-17), or last.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui digest" format' -l 'format' -d 'text, markdown or html.' -rfka 'text markdown html'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui digest" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui digest" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui queue" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui queue" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui queue" as' -l 'as' -d 'The account to try the forum out as (only where identity is demo).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui queue" reason' -l 'reason' -d 'Only what waits for this reason.' -rfka 'flagged unanswered asked-again quiet newcomer new-posts'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui queue" theme' -l 'theme' -d 'Only conversations of this theme (id).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui queue" json' -l 'json' -d 'JSON instead of lines.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui queue" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui queue" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui history" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui history" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui history" as' -l 'as' -d 'The account to try the forum out as (only where identity is demo).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui history" since' -l 'since' -d 'Days or weeks (7d, 2w), a day (2026-11-17), or last: since the last digest.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui history" json' -l 'json' -d 'JSON lines: an object a line.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui history" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui history" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui export" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui export" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui export" as' -l 'as' -d 'The account to try the forum out as (only where identity is demo).' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui export" -eq 1' -fka 'all selection topic tool forum theme thread'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui export" format' -l 'format' -d 'Tools: markdown, csv, html or json; conversations: markdown, mbox or atom.' -rfka 'markdown csv html json mbox atom'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui export" o output' -s 'o' -l 'output' -d 'A file instead of standard output.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui export" force' -l 'force' -d 'Replace the file if it exists.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui export" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui export" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui member" -eq 1' -fa 'add' -d 'List a member, and make the member\'s logs and state folder; again: make what is missing.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui member" -eq 1' -fa 'list' -d 'List the members: account, name, organisation, roles held now, number, separated by tabs.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui member" -eq 1' -fa 'role' -d 'Give a member a role, or end it.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui member" -eq 1' -fa 'export' -d 'Print all that a member wrote and did (GDPR art. 15 and 20).'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui member" -eq 1' -fa 'erase' -d 'Erase all texts and the name of a member (GDPR art. 17); tells first what it will do.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member add" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member add" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member add" name' -l 'name' -d 'The name that others see; needed for a new member.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member add" organisation' -l 'organisation' -d 'The organisation\'s id; needed for a new member.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member add" organisation-name' -l 'organisation-name' -d 'The name of an organisation that is not listed yet.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member add" organisation-kind' -l 'organisation-kind' -d 'What a new organisation is: company, knowledge, government, other.' -rfka 'company knowledge government other'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member add" renumber' -l 'renumber' -d 'Take over the number of the system\'s account where another one is recorded: after a move to another host.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member add" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member list" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member list" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member list" json' -l 'json' -d 'JSON instead of lines.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member list" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member role" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member role" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui member role" -eq 1' -fka 'facilitator curator'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member role" from' -l 'from' -d 'From which day on (YYYY-MM-DD, midnight UTC). Default: now.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member role" until' -l 'until' -d 'Until which day (YYYY-MM-DD, midnight UTC), or now.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member role" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member role" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member export" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member export" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member export" format' -l 'format' -d 'json or markdown.' -rfka 'json markdown'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member export" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member export" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member erase" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member erase" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member erase"' -l 'name' -d 'A name to search for beside the one in community.json; may be given again.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member erase" yes' -l 'yes' -d 'Do it, and don\'t only tell.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member erase" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui member erase" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui room" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui room" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui room" -eq 1' -fa 'add' -d 'List a room and make its folder and logs; for one that is listed: make what is missing.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui room add" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui room add" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui room add" name-nl' -l 'name-nl' -d 'Its name in Dutch; needed for a new room.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui room add" name-en' -l 'name-en' -d 'Its name in English; needed for a new room.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui room add" readers' -l 'readers' -d 'Who reads there: members, companies, facilitators; needed for a new room.' -rfka 'members companies facilitators'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui room add" kind' -l 'kind' -d 'What is in it: conversations, flags, notes. Default: conversations.' -rfka 'conversations flags notes'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui room add"' -l 'theme' -d 'A theme, as ID=Dutch|English; may be given again.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui room add" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui room add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui post" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui post" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui post" -eq 1' -fa 'purge' -d 'Erase the text of one post with all its versions; tells first what it will do.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui post purge" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui post purge" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui post purge" yes' -l 'yes' -d 'Do it, and don\'t only tell.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui post purge" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui post purge" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui check" data' -l 'data' -d 'The data folder. Default: $JOI_DATA, else /var/lib/joi, else ./data.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui check" lang' -l 'lang' -d 'The language: nl or en. Default: the locale\'s, else nl.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_positional "joi-tui check" -eq 1' -fa '(__joi-tui_complete_directories)'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui check" json' -l 'json' -d 'JSON instead of lines.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui check" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui keys" lang' -l 'lang' -d 'The language: nl or en.' -rfka ''
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui keys" version' -l 'version' -d 'Show the version.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui keys" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'joi-tui' -n '__joi-tui_should_offer_completions_for_flags_or_options "joi-tui help" version' -l 'version' -d 'Show the version.'
