
use builtin;
use str;

set edit:completion:arg-completer[ccctl] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'ccctl'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'ccctl'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand init 'Write a small center that runs, to be changed'
            cand validate 'Check a center''s YAML and report every problem at once'
            cand fmt 'Lay out the YAML of a center in its canonical form'
            cand plan 'Show what applying a center would change'
            cand apply 'Make a center live, after showing what that changes'
            cand test 'Run a center''s own tests, without a daemon'
            cand fuzz 'Try every way through a flow, and report where callers are lost'
            cand simulate 'Play a day of calls, and print how long callers would wait'
            cand render 'Print the whole center as it is in one environment, and where each value comes from'
            cand graph 'Draw a flow'
            cand get 'List what is there and what it does'
            cand describe 'Show one resource: how it is written in the live configuration, and how it is at the moment'
            cand history 'List what was applied, when, by whom, why and from which commit'
            cand show 'Show one apply: who, when, why, and what it changed'
            cand diff 'Compare what two revisions put into effect'
            cand rollback 'Make what was live at an earlier revision live again, as a revision of its own'
            cand destroy 'Delete every resource of the live center'
            cand logs 'Show the log of calls, and follow it'
            cand call 'Look into one call'
            cand agent 'Do something for an agent'
            cand phone 'Do something for a phone'
            cand trunk 'Do something for a trunk'
            cand prompt 'Listen to the prompts of the library, and to texts before they are in it'
            cand softphone 'Be a SIP phone in the terminal'
            cand token 'Make, list and revoke the tokens of the HTTP interface'
            cand client 'Make, list, rotate and delete the API clients: programs that are integrated with the center'
            cand explain 'Explain the language: kinds, keys, types of nodes, codes of problems'
            cand export 'Write what is live as a directory of YAML'
            cand import 'Take agents, phones, members of skill groups and hotwords into a center''s YAML'
            cand schema 'Print the JSON Schema of the language for editors'
            cand set 'Change something at run time, beside the configuration'
            cand unset 'End what was changed at run time: it is again what the configuration says'
            cand drift 'List what is changed at run time and differs from the configuration'
            cand pull 'Take what was changed at run time into the YAML'
            cand blacklist 'Block callers at run time, let them in again, list and export them'
            cand ci 'Let a pipeline check, plan and apply a center'
            cand completions 'Print the completions of a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;init'= {
            cand --voice 'The language of its texts'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;validate'= {
            cand --format 'How problems are shown'
            cand --on 'The day for what depends on one, such as the holidays of next year; without it, today'
            cand --env 'Lay env/NAME.yaml over the center'
            cand --var 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --fix 'Mend in the files what is certain, such as a misspelled name, and say what is left'
            cand --deny-warnings 'Exit with 3 if there is a warning'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;fmt'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --check 'Change nothing, and name the files that are laid out otherwise'
            cand --diff 'Change nothing, and show what would change'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;plan'= {
            cand -o 'How the plan is shown'
            cand --output 'How the plan is shown'
            cand --replay 'Play the recorded calls of so long through the desired flows, and list who would come elsewhere'
            cand --out 'Save the plan for `ccctl apply FILE`'
            cand --env 'Lay env/NAME.yaml over the center'
            cand --var 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --brief 'One line a resource'
            cand --full 'Every field, also of what is created and deleted, and no value cut'
            cand --detailed-exitcode 'Exit with 2 if something would change'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;apply'= {
            cand --allow-removing 'Remove up to so many members of groups, numbers and agents, of each; center.max_removals if left out'
            cand -m 'Why, for the history (`ccctl history`)'
            cand --message 'Why, for the history (`ccctl history`)'
            cand --env 'Lay env/NAME.yaml over the center'
            cand --var 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -y 'Do not ask'
            cand --yes 'Do not ask'
            cand --allow-delete 'Delete what the plan deletes, without being asked'
            cand --brief 'One line a resource'
            cand --full 'Every field, also of what is created and deleted, and no value cut'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;test'= {
            cand --only 'Run this test alone'
            cand --min-coverage 'Fail if less than so many percent of all nodes and ways were reached'
            cand --env 'Lay env/NAME.yaml over the center'
            cand --var 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --coverage 'Show which nodes of the flows were entered, and which ways from node to node were taken'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;fuzz'= {
            cand --depth 'How often a caller presses keys or lets the time for them pass'
            cand --states 'How many states of each flow are looked at'
            cand --longest 'How long a call may take until somebody talks with the caller'
            cand -o 'How the findings are shown'
            cand --output 'How the findings are shown'
            cand --env 'Lay env/NAME.yaml over the center'
            cand --var 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;simulate'= {
            cand --arrivals 'Who calls when, as CSV'
            cand --calls 'Calls that are expected each half hour'
            cand --number 'Which number they dial; without it the first of the center'
            cand --keys 'What they press wherever the flow asks, with spaces in between'
            cand --from 'When the first half hour of them begins'
            cand --to 'When the last one ends'
            cand --staff 'Who is there when, as CSV'
            cand --talk 'How long talks take on average'
            cand --spread 'How talks spread around that'
            cand --patience 'How long callers wait on average until they hang up; `never`: as long as it takes'
            cand --rings 'How long agents let it ring'
            cand --goal 'How many percent of the callers should be answered within how many seconds'
            cand --date 'Which day; without it today'
            cand --runs 'How often the day is played'
            cand --seed 'The seed of the first run; the same seed gives the same figures'
            cand -o 'How the figures are shown'
            cand --output 'How the figures are shown'
            cand --env 'Lay env/NAME.yaml over the center'
            cand --var 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;render'= {
            cand -o 'The form of the output: YAML, or every value with its path'
            cand --output 'The form of the output: YAML, or every value with its path'
            cand --env 'Lay env/NAME.yaml over the center'
            cand --var 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;graph'= {
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --out 'Write it to a file'
            cand --env 'Lay env/NAME.yaml over the center'
            cand --var 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;get'= {
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --since 'Calls that ended since then: 10m, 2d or 2026-11-20T16:00:00Z'
            cand --until 'Calls that ended before then'
            cand --limit 'How many at most; 100 if left out, and all of CSV'
            cand --caller 'Calls from this number'
            cand --callee 'Calls to this number'
            cand --number 'Calls from or to this number'
            cand --direction 'Calls of customers (in) or to them (out)'
            cand --agent 'Calls in which this agent took part or was rung'
            cand --group 'Calls that waited in this skill group or for which it was rung'
            cand --status 'Calls that ended so: ok, ivrGiveUp, 103 …'
            cand --remark 'Calls whose remark has this text'
            cand --provision 'What to enter in the web pages of a phone of this make, so that it registers'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --with-password 'With a password that is made for it and shown this once; the one before ends to hold'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;describe'= {
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;history'= {
            cand --limit 'How many at most'
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;show'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --config 'Print the whole configuration that it put into effect'
            cand --brief 'One line a resource'
            cand --full 'Every field, also of what is created and deleted, and no value cut'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;diff'= {
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --brief 'One line a resource'
            cand --full 'Every field, also of what is created and deleted, and no value cut'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;rollback'= {
            cand --allow-removing 'Remove up to so many members of groups, numbers and agents, of each; center.max_removals if left out'
            cand --directory 'Where the files of secrets lie'
            cand -m 'Why, for the history'
            cand --message 'Why, for the history'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -y 'Do not ask'
            cand --yes 'Do not ask'
            cand --allow-delete 'Delete what the plan deletes, without being asked'
            cand --brief 'One line a resource'
            cand --full 'Every field, also of what is created and deleted, and no value cut'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;destroy'= {
            cand --confirm 'The center''s name, in place of typing it'
            cand -m 'Why, for the history'
            cand --message 'Why, for the history'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --brief 'One line a resource'
            cand --full 'Every field, also of what is created and deleted, and no value cut'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;logs'= {
            cand --since 'From then on: 10m, 2d or 2026-11-20T16:00:00Z'
            cand --after 'Behind the entry of this sequence number'
            cand --call 'Of this call'
            cand --number 'Of calls from or to this number'
            cand --agent 'Of calls in which this agent takes part'
            cand -o 'The form of the output; table on a terminal, ndjson elsewhere'
            cand --output 'The form of the output; table on a terminal, ndjson elsewhere'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -f 'Go on with what happens from here on'
            cand --follow 'Go on with what happens from here on'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;call'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
            cand show 'Show what was said on the wire in a call, how its audio was, and what went wrong'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;call;show'= {
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --pcap 'Save the messages as a capture for Wireshark and its like; -: standard output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --messages 'Show every message whole'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;call;help'= {
            cand show 'Show what was said on the wire in a call, how its audio was, and what went wrong'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;call;help;show'= {
        }
        &'ccctl;call;help;help'= {
        }
        &'ccctl;agent'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
            cand state 'Set what an agent does'
            cand stay 'Let an agent''s wrap-up go on until he acts'
            cand return 'End an agent''s wrap-up: he is idle'
            cand force-offline 'Force an agent offline: he can choose nothing until he is restored'
            cand restore 'Let an agent who was forced offline log in again'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;agent;state'= {
            cand --reason 'Why, of a break: one of the center''s break reasons'
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;agent;stay'= {
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;agent;return'= {
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;agent;force-offline'= {
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;agent;restore'= {
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;agent;help'= {
            cand state 'Set what an agent does'
            cand stay 'Let an agent''s wrap-up go on until he acts'
            cand return 'End an agent''s wrap-up: he is idle'
            cand force-offline 'Force an agent offline: he can choose nothing until he is restored'
            cand restore 'Let an agent who was forced offline log in again'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;agent;help;state'= {
        }
        &'ccctl;agent;help;stay'= {
        }
        &'ccctl;agent;help;return'= {
        }
        &'ccctl;agent;help;force-offline'= {
        }
        &'ccctl;agent;help;restore'= {
        }
        &'ccctl;agent;help;help'= {
        }
        &'ccctl;phone'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
            cand password 'Give a phone a new password and show it this once'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;phone;password'= {
            cand -o 'The form of the output; table: the password alone'
            cand --output 'The form of the output; table: the password alone'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;phone;help'= {
            cand password 'Give a phone a new password and show it this once'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;phone;help;password'= {
        }
        &'ccctl;phone;help;help'= {
        }
        &'ccctl;trunk'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
            cand password 'Give the account of a gateway a new password and show it this once'
            cand test 'Test whether calls over a trunk can be expected to work'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;trunk;password'= {
            cand -o 'The form of the output; table: the password alone'
            cand --output 'The form of the output; table: the password alone'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;trunk;test'= {
            cand --dial 'Call this number too, for a moment: one that answers by itself is best'
            cand --shown 'The number of the trunk that is shown, if not the first that goes out'
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;trunk;help'= {
            cand password 'Give the account of a gateway a new password and show it this once'
            cand test 'Test whether calls over a trunk can be expected to work'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;trunk;help;password'= {
        }
        &'ccctl;trunk;help;test'= {
        }
        &'ccctl;trunk;help;help'= {
        }
        &'ccctl;prompt'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
            cand download 'Save a prompt of the live configuration as an audio file'
            cand preview 'Save a text as it would be spoken'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;prompt;download'= {
            cand --out 'Where to save it; -: standard output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --original 'The file as it was uploaded'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;prompt;preview'= {
            cand --out 'Where to save it; -: standard output'
            cand --voice 'The voice, zh or en; if left out, that of the center, and offline zh'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --offline 'Speak it on this machine, by espeak-ng; needs no daemon'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;prompt;help'= {
            cand download 'Save a prompt of the live configuration as an audio file'
            cand preview 'Save a text as it would be spoken'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;prompt;help;download'= {
        }
        &'ccctl;prompt;help;preview'= {
        }
        &'ccctl;prompt;help;help'= {
        }
        &'ccctl;softphone'= {
            cand --server 'Where the daemon takes SIP'
            cand --listen 'Where the phone takes SIP; the default is any port on the way to the server'
            cand --user 'The extension that registers, or the number that calls'
            cand --password-env 'The environment variable that holds the phone''s password'
            cand --password-file 'The file that holds the phone''s password'
            cand --play 'Say this file again and again: WAV, 16-bit PCM, 8 kHz, mono'
            cand --tone 'Say a tone'
            cand --record 'Write what is heard to this file; a second call''s has `-2` in its name'
            cand --limit 'End after that time, whatever happens'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand register 'Register and take calls'
            cand dial 'Call a number'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;softphone;register'= {
            cand --answer-after 'Answer by itself after that time; on a terminal the default is to wait for `a`'
            cand --talk 'Hang up after that time; the default is to wait until the other side does'
            cand --calls 'End after so many calls; the default is to go on until the time is over'
            cand --server 'Where the daemon takes SIP'
            cand --listen 'Where the phone takes SIP; the default is any port on the way to the server'
            cand --user 'The extension that registers, or the number that calls'
            cand --password-env 'The environment variable that holds the phone''s password'
            cand --password-file 'The file that holds the phone''s password'
            cand --play 'Say this file again and again: WAV, 16-bit PCM, 8 kHz, mono'
            cand --tone 'Say a tone'
            cand --record 'Write what is heard to this file; a second call''s has `-2` in its name'
            cand --limit 'End after that time, whatever happens'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'ccctl;softphone;dial'= {
            cand --keys 'Press keys, each after that time from the answer: 1@3s,2#@6s'
            cand --hang-up-after 'Hang up after that time from the answer; the default is to wait until the other side does'
            cand --server 'Where the daemon takes SIP'
            cand --listen 'Where the phone takes SIP; the default is any port on the way to the server'
            cand --user 'The extension that registers, or the number that calls'
            cand --password-env 'The environment variable that holds the phone''s password'
            cand --password-file 'The file that holds the phone''s password'
            cand --play 'Say this file again and again: WAV, 16-bit PCM, 8 kHz, mono'
            cand --tone 'Say a tone'
            cand --record 'Write what is heard to this file; a second call''s has `-2` in its name'
            cand --limit 'End after that time, whatever happens'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'ccctl;softphone;help'= {
            cand register 'Register and take calls'
            cand dial 'Call a number'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;softphone;help;register'= {
        }
        &'ccctl;softphone;help;dial'= {
        }
        &'ccctl;softphone;help;help'= {
        }
        &'ccctl;token'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand create 'Make a token and show it this once'
            cand list 'List the tokens'
            cand revoke 'End a token'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;token;create'= {
            cand --role 'What it allows: viewer, operator, admin, or a role of the configuration'
            cand --expires 'When it ends to hold: 90d, or 2027-01-01T00:00:00Z; never if left out'
            cand -o 'The form of the output; table: the token alone'
            cand --output 'The form of the output; table: the token alone'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;token;list'= {
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;token;revoke'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'ccctl;token;help'= {
            cand create 'Make a token and show it this once'
            cand list 'List the tokens'
            cand revoke 'End a token'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;token;help;create'= {
        }
        &'ccctl;token;help;list'= {
        }
        &'ccctl;token;help;revoke'= {
        }
        &'ccctl;token;help;help'= {
        }
        &'ccctl;client'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand create 'Make a client and show its id, and its secret this once'
            cand rotate 'Give a client another secret and show it this once'
            cand list 'List the clients'
            cand delete 'Delete a client; its secrets and tokens end at once'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;client;create'= {
            cand --role 'What it may do: viewer, operator, admin, or a role of the configuration'
            cand -o 'The form of the output; table: one line each'
            cand --output 'The form of the output; table: one line each'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;client;rotate'= {
            cand --overlap 'How long the secret before holds'
            cand -o 'The form of the output; table: one line each'
            cand --output 'The form of the output; table: one line each'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;client;list'= {
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;client;delete'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'ccctl;client;help'= {
            cand create 'Make a client and show its id, and its secret this once'
            cand rotate 'Give a client another secret and show it this once'
            cand list 'List the clients'
            cand delete 'Delete a client; its secrets and tokens end at once'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;client;help;create'= {
        }
        &'ccctl;client;help;rotate'= {
        }
        &'ccctl;client;help;list'= {
        }
        &'ccctl;client;help;delete'= {
        }
        &'ccctl;client;help;help'= {
        }
        &'ccctl;explain'= {
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;export'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;import'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand hotwords 'Replace the hotwords by those of a text'
            cand agents 'Add agents from a table, and change those whose staff numbers the center has'
            cand phones 'Add phones from a table, and change those whose extensions the center has'
            cand members 'Put agents into skill groups from a table, with their priorities'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;import;hotwords'= {
            cand --into 'The file of the center for what it does not have yet; without it, where others of the kind are'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --dry-run 'Show what would change, and write nothing'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;import;agents'= {
            cand --into 'The file of the center for what it does not have yet; without it, where others of the kind are'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --template 'Print the line of names and an example, to be filled in'
            cand --dry-run 'Show what would change, and write nothing'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;import;phones'= {
            cand --into 'The file of the center for what it does not have yet; without it, where others of the kind are'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --template 'Print the line of names and an example, to be filled in'
            cand --dry-run 'Show what would change, and write nothing'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;import;members'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --template 'Print the line of names and an example, to be filled in'
            cand --dry-run 'Show what would change, and write nothing'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;import;help'= {
            cand hotwords 'Replace the hotwords by those of a text'
            cand agents 'Add agents from a table, and change those whose staff numbers the center has'
            cand phones 'Add phones from a table, and change those whose extensions the center has'
            cand members 'Put agents into skill groups from a table, with their priorities'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;import;help;hotwords'= {
        }
        &'ccctl;import;help;agents'= {
        }
        &'ccctl;import;help;phones'= {
        }
        &'ccctl;import;help;members'= {
        }
        &'ccctl;import;help;help'= {
        }
        &'ccctl;schema'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --live 'Suggest the names of what is live on the daemon'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;set'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand member 'Let an agent answer a group''s calls, with a priority, or no more'
            cand phone 'Let a phone take a group''s calls by itself, with a priority, or no more'
            cand hours 'Give business hours others for today'
            cand emergency 'Turn the emergency switch on or off'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;set;member'= {
            cand --priority 'The priority, 1 (highest) to 5'
            cand --for 'After how long it ends by itself, such as 2h'
            cand --note 'Why'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --remove 'As no member'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'ccctl;set;phone'= {
            cand --priority 'The priority, 1 (highest) to 5'
            cand --for 'After how long it ends by itself, such as 2h'
            cand --note 'Why'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --remove 'As no member'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'ccctl;set;hours'= {
            cand --today 'When somebody works today: 10:00-15:00, several after commas, or closed'
            cand --for 'After how long it ends by itself, such as 2h'
            cand --note 'Why'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;set;emergency'= {
            cand --for 'After how long it ends by itself, such as 2h'
            cand --note 'Why'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;set;help'= {
            cand member 'Let an agent answer a group''s calls, with a priority, or no more'
            cand phone 'Let a phone take a group''s calls by itself, with a priority, or no more'
            cand hours 'Give business hours others for today'
            cand emergency 'Turn the emergency switch on or off'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;set;help;member'= {
        }
        &'ccctl;set;help;phone'= {
        }
        &'ccctl;set;help;hours'= {
        }
        &'ccctl;set;help;emergency'= {
        }
        &'ccctl;set;help;help'= {
        }
        &'ccctl;unset'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand member 'Whether an agent answers a group''s calls'
            cand phone 'Whether a phone takes a group''s calls'
            cand hours 'Today''s hours'
            cand emergency 'The emergency switch'
            cand all 'All of them'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;unset;member'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'ccctl;unset;phone'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'ccctl;unset;hours'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'ccctl;unset;emergency'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'ccctl;unset;all'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'ccctl;unset;help'= {
            cand member 'Whether an agent answers a group''s calls'
            cand phone 'Whether a phone takes a group''s calls'
            cand hours 'Today''s hours'
            cand emergency 'The emergency switch'
            cand all 'All of them'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;unset;help;member'= {
        }
        &'ccctl;unset;help;phone'= {
        }
        &'ccctl;unset;help;hours'= {
        }
        &'ccctl;unset;help;emergency'= {
        }
        &'ccctl;unset;help;all'= {
        }
        &'ccctl;unset;help;help'= {
        }
        &'ccctl;drift'= {
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --all 'Also what the configuration leaves to run time (`managed: false`)'
            cand --detailed-exitcode 'Exit with 2 if there is some'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;pull'= {
            cand --list 'The caller list of the center''s blacklist that blocked callers are put on'
            cand --env 'Lay env/NAME.yaml over the center'
            cand --var 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --write 'Write the files; without it the edits are only shown'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;blacklist'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand add 'Block a caller from his next call on'
            cand remove 'Let a caller in again'
            cand list 'List the callers who are blocked'
            cand export 'Print them as YAML, as a caller list of the configuration'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;blacklist;add'= {
            cand --note 'Why'
            cand --for 'After how long he is let in again by himself, such as 2h'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'ccctl;blacklist;remove'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'ccctl;blacklist;list'= {
            cand -o 'The form of the output'
            cand --output 'The form of the output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;blacklist;export'= {
            cand --name 'What the list is called'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'ccctl;blacklist;help'= {
            cand add 'Block a caller from his next call on'
            cand remove 'Let a caller in again'
            cand list 'List the callers who are blocked'
            cand export 'Print them as YAML, as a caller list of the configuration'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;blacklist;help;add'= {
        }
        &'ccctl;blacklist;help;remove'= {
        }
        &'ccctl;blacklist;help;list'= {
        }
        &'ccctl;blacklist;help;export'= {
        }
        &'ccctl;blacklist;help;help'= {
        }
        &'ccctl;ci'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
            cand init 'Write the pipeline of a forge'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;ci;init'= {
            cand --center 'The directory of the center in the repository'
            cand --out 'Where it is written, if not where the forge looks for it; -: standard output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;ci;help'= {
            cand init 'Write the pipeline of a forge'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;ci;help;init'= {
        }
        &'ccctl;ci;help;help'= {
        }
        &'ccctl;completions'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;help'= {
            cand init 'Write a small center that runs, to be changed'
            cand validate 'Check a center''s YAML and report every problem at once'
            cand fmt 'Lay out the YAML of a center in its canonical form'
            cand plan 'Show what applying a center would change'
            cand apply 'Make a center live, after showing what that changes'
            cand test 'Run a center''s own tests, without a daemon'
            cand fuzz 'Try every way through a flow, and report where callers are lost'
            cand simulate 'Play a day of calls, and print how long callers would wait'
            cand render 'Print the whole center as it is in one environment, and where each value comes from'
            cand graph 'Draw a flow'
            cand get 'List what is there and what it does'
            cand describe 'Show one resource: how it is written in the live configuration, and how it is at the moment'
            cand history 'List what was applied, when, by whom, why and from which commit'
            cand show 'Show one apply: who, when, why, and what it changed'
            cand diff 'Compare what two revisions put into effect'
            cand rollback 'Make what was live at an earlier revision live again, as a revision of its own'
            cand destroy 'Delete every resource of the live center'
            cand logs 'Show the log of calls, and follow it'
            cand call 'Look into one call'
            cand agent 'Do something for an agent'
            cand phone 'Do something for a phone'
            cand trunk 'Do something for a trunk'
            cand prompt 'Listen to the prompts of the library, and to texts before they are in it'
            cand softphone 'Be a SIP phone in the terminal'
            cand token 'Make, list and revoke the tokens of the HTTP interface'
            cand client 'Make, list, rotate and delete the API clients: programs that are integrated with the center'
            cand explain 'Explain the language: kinds, keys, types of nodes, codes of problems'
            cand export 'Write what is live as a directory of YAML'
            cand import 'Take agents, phones, members of skill groups and hotwords into a center''s YAML'
            cand schema 'Print the JSON Schema of the language for editors'
            cand set 'Change something at run time, beside the configuration'
            cand unset 'End what was changed at run time: it is again what the configuration says'
            cand drift 'List what is changed at run time and differs from the configuration'
            cand pull 'Take what was changed at run time into the YAML'
            cand blacklist 'Block callers at run time, let them in again, list and export them'
            cand ci 'Let a pipeline check, plan and apply a center'
            cand completions 'Print the completions of a shell'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ccctl;help;init'= {
        }
        &'ccctl;help;validate'= {
        }
        &'ccctl;help;fmt'= {
        }
        &'ccctl;help;plan'= {
        }
        &'ccctl;help;apply'= {
        }
        &'ccctl;help;test'= {
        }
        &'ccctl;help;fuzz'= {
        }
        &'ccctl;help;simulate'= {
        }
        &'ccctl;help;render'= {
        }
        &'ccctl;help;graph'= {
        }
        &'ccctl;help;get'= {
        }
        &'ccctl;help;describe'= {
        }
        &'ccctl;help;history'= {
        }
        &'ccctl;help;show'= {
        }
        &'ccctl;help;diff'= {
        }
        &'ccctl;help;rollback'= {
        }
        &'ccctl;help;destroy'= {
        }
        &'ccctl;help;logs'= {
        }
        &'ccctl;help;call'= {
            cand show 'Show what was said on the wire in a call, how its audio was, and what went wrong'
        }
        &'ccctl;help;call;show'= {
        }
        &'ccctl;help;agent'= {
            cand state 'Set what an agent does'
            cand stay 'Let an agent''s wrap-up go on until he acts'
            cand return 'End an agent''s wrap-up: he is idle'
            cand force-offline 'Force an agent offline: he can choose nothing until he is restored'
            cand restore 'Let an agent who was forced offline log in again'
        }
        &'ccctl;help;agent;state'= {
        }
        &'ccctl;help;agent;stay'= {
        }
        &'ccctl;help;agent;return'= {
        }
        &'ccctl;help;agent;force-offline'= {
        }
        &'ccctl;help;agent;restore'= {
        }
        &'ccctl;help;phone'= {
            cand password 'Give a phone a new password and show it this once'
        }
        &'ccctl;help;phone;password'= {
        }
        &'ccctl;help;trunk'= {
            cand password 'Give the account of a gateway a new password and show it this once'
            cand test 'Test whether calls over a trunk can be expected to work'
        }
        &'ccctl;help;trunk;password'= {
        }
        &'ccctl;help;trunk;test'= {
        }
        &'ccctl;help;prompt'= {
            cand download 'Save a prompt of the live configuration as an audio file'
            cand preview 'Save a text as it would be spoken'
        }
        &'ccctl;help;prompt;download'= {
        }
        &'ccctl;help;prompt;preview'= {
        }
        &'ccctl;help;softphone'= {
            cand register 'Register and take calls'
            cand dial 'Call a number'
        }
        &'ccctl;help;softphone;register'= {
        }
        &'ccctl;help;softphone;dial'= {
        }
        &'ccctl;help;token'= {
            cand create 'Make a token and show it this once'
            cand list 'List the tokens'
            cand revoke 'End a token'
        }
        &'ccctl;help;token;create'= {
        }
        &'ccctl;help;token;list'= {
        }
        &'ccctl;help;token;revoke'= {
        }
        &'ccctl;help;client'= {
            cand create 'Make a client and show its id, and its secret this once'
            cand rotate 'Give a client another secret and show it this once'
            cand list 'List the clients'
            cand delete 'Delete a client; its secrets and tokens end at once'
        }
        &'ccctl;help;client;create'= {
        }
        &'ccctl;help;client;rotate'= {
        }
        &'ccctl;help;client;list'= {
        }
        &'ccctl;help;client;delete'= {
        }
        &'ccctl;help;explain'= {
        }
        &'ccctl;help;export'= {
        }
        &'ccctl;help;import'= {
            cand hotwords 'Replace the hotwords by those of a text'
            cand agents 'Add agents from a table, and change those whose staff numbers the center has'
            cand phones 'Add phones from a table, and change those whose extensions the center has'
            cand members 'Put agents into skill groups from a table, with their priorities'
        }
        &'ccctl;help;import;hotwords'= {
        }
        &'ccctl;help;import;agents'= {
        }
        &'ccctl;help;import;phones'= {
        }
        &'ccctl;help;import;members'= {
        }
        &'ccctl;help;schema'= {
        }
        &'ccctl;help;set'= {
            cand member 'Let an agent answer a group''s calls, with a priority, or no more'
            cand phone 'Let a phone take a group''s calls by itself, with a priority, or no more'
            cand hours 'Give business hours others for today'
            cand emergency 'Turn the emergency switch on or off'
        }
        &'ccctl;help;set;member'= {
        }
        &'ccctl;help;set;phone'= {
        }
        &'ccctl;help;set;hours'= {
        }
        &'ccctl;help;set;emergency'= {
        }
        &'ccctl;help;unset'= {
            cand member 'Whether an agent answers a group''s calls'
            cand phone 'Whether a phone takes a group''s calls'
            cand hours 'Today''s hours'
            cand emergency 'The emergency switch'
            cand all 'All of them'
        }
        &'ccctl;help;unset;member'= {
        }
        &'ccctl;help;unset;phone'= {
        }
        &'ccctl;help;unset;hours'= {
        }
        &'ccctl;help;unset;emergency'= {
        }
        &'ccctl;help;unset;all'= {
        }
        &'ccctl;help;drift'= {
        }
        &'ccctl;help;pull'= {
        }
        &'ccctl;help;blacklist'= {
            cand add 'Block a caller from his next call on'
            cand remove 'Let a caller in again'
            cand list 'List the callers who are blocked'
            cand export 'Print them as YAML, as a caller list of the configuration'
        }
        &'ccctl;help;blacklist;add'= {
        }
        &'ccctl;help;blacklist;remove'= {
        }
        &'ccctl;help;blacklist;list'= {
        }
        &'ccctl;help;blacklist;export'= {
        }
        &'ccctl;help;ci'= {
            cand init 'Write the pipeline of a forge'
        }
        &'ccctl;help;ci;init'= {
        }
        &'ccctl;help;completions'= {
        }
        &'ccctl;help;help'= {
        }
    ]
    $completions[$command]
}
