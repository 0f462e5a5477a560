
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
            cand plan 'Show what applying a center would change'
            cand apply 'Make a center live, after showing what that changes'
            cand test 'Run a center''s own tests, without a daemon'
            cand render 'Print the whole center as it is in one environment, and where each value comes from'
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
            cand schema 'Print the JSON Schema of the language for editors'
            cand blacklist 'Block callers at run time, let them in again, list and export them'
            cand ci 'Let a pipeline check, plan and apply a center'
            cand completions 'Print the completions of a shell'
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
            cand --env 'Lay env/NAME.yaml over the center'
            cand --var 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;plan'= {
            cand -o 'How the plan is shown'
            cand --output 'How the plan is shown'
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
        &'ccctl;phone'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
            cand password 'Give a phone a new password and show it this once'
        }
        &'ccctl;phone;password'= {
            cand -o 'The form of the output; table: the password alone'
            cand --output 'The form of the output; table: the password alone'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;trunk'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
            cand password 'Give the account of a gateway a new password and show it this once'
            cand test 'Test whether calls over a trunk can be expected to work'
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
        &'ccctl;prompt'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
            cand download 'Save a prompt of the live configuration as an audio file'
            cand preview 'Save a text as it would be spoken'
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
        &'ccctl;token'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand create 'Make a token and show it this once'
            cand list 'List the tokens'
            cand revoke 'End a token'
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
        &'ccctl;client'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand create 'Make a client and show its id, and its secret this once'
            cand rotate 'Give a client another secret and show it this once'
            cand list 'List the clients'
            cand delete 'Delete a client; its secrets and tokens end at once'
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
        &'ccctl;schema'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand --live 'Suggest the names of what is live on the daemon'
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
        }
        &'ccctl;blacklist;add'= {
            cand --note 'Why'
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
        &'ccctl;ci'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help'
            cand --help 'Print help'
            cand init 'Write the pipeline of a forge'
        }
        &'ccctl;ci;init'= {
            cand --center 'The directory of the center in the repository'
            cand --out 'Where it is written, if not where the forge looks for it; -: standard output'
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ccctl;completions'= {
            cand --daemon 'Where the daemon is: unix:PATH or http://HOST:PORT'
            cand --token 'The token to show over http; the Unix socket needs none'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
    ]
    $completions[$command]
}
