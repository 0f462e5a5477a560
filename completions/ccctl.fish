# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_ccctl_global_optspecs
    string join \n daemon= token= h/help V/version
end

function __fish_ccctl_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_ccctl_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_ccctl_using_subcommand
    set -l cmd (__fish_ccctl_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c ccctl -n "__fish_ccctl_needs_command" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_needs_command" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_needs_command" -s V -l version -d 'Print version'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "init" -d 'Write a small center that runs, to be changed'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "validate" -d 'Check a center\'s YAML and report every problem at once'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "plan" -d 'Show what applying a center would change'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "apply" -d 'Make a center live, after showing what that changes'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "test" -d 'Run a center\'s own tests, without a daemon'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "render" -d 'Print the whole center as it is in one environment, and where each value comes from'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "get" -d 'List what is there and what it does'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "describe" -d 'Show one resource: how it is written in the live configuration, and how it is at the moment'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "history" -d 'List what was applied, when, by whom, why and from which commit'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "show" -d 'Show one apply: who, when, why, and what it changed'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "diff" -d 'Compare what two revisions put into effect'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "rollback" -d 'Make what was live at an earlier revision live again, as a revision of its own'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "destroy" -d 'Delete every resource of the live center'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "logs" -d 'Show the log of calls, and follow it'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "call" -d 'Look into one call'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "agent" -d 'Do something for an agent'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "phone" -d 'Do something for a phone'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "trunk" -d 'Do something for a trunk'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "prompt" -d 'Listen to the prompts of the library, and to texts before they are in it'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "softphone" -d 'Be a SIP phone in the terminal'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "token" -d 'Make, list and revoke the tokens of the HTTP interface'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "client" -d 'Make, list, rotate and delete the API clients: programs that are integrated with the center'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "explain" -d 'Explain the language: kinds, keys, types of nodes, codes of problems'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "export" -d 'Write what is live as a directory of YAML'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "schema" -d 'Print the JSON Schema of the language for editors'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "blacklist" -d 'Block callers at run time, let them in again, list and export them'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "ci" -d 'Let a pipeline check, plan and apply a center'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "completions" -d 'Print the completions of a shell'
complete -c ccctl -n "__fish_ccctl_using_subcommand init" -l voice -d 'The language of its texts' -r -f -a "zh\t'Mandarin'
en\t'English'"
complete -c ccctl -n "__fish_ccctl_using_subcommand init" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand init" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand validate" -l format -d 'How problems are shown' -r -f -a "human\t'For people, on standard error: with the YAML around each place on a terminal, one line and its help elsewhere'
json\t'One JSON document on standard output'
github\t'Annotations of a pull request on GitHub, on standard output'"
complete -c ccctl -n "__fish_ccctl_using_subcommand validate" -l env -d 'Lay env/NAME.yaml over the center' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand validate" -l var -d 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand validate" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand validate" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand validate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand plan" -s o -l output -d 'How the plan is shown' -r -f -a "table\t'For people'
json\t'What changes and what that does, as one JSON document (docs/plan.schema.json)'
markdown\t'The comment of a pull request, of less than 60 kB'"
complete -c ccctl -n "__fish_ccctl_using_subcommand plan" -l out -d 'Save the plan for `ccctl apply FILE`' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand plan" -l env -d 'Lay env/NAME.yaml over the center' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand plan" -l var -d 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand plan" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand plan" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand plan" -l brief -d 'One line a resource'
complete -c ccctl -n "__fish_ccctl_using_subcommand plan" -l full -d 'Every field, also of what is created and deleted, and no value cut'
complete -c ccctl -n "__fish_ccctl_using_subcommand plan" -l detailed-exitcode -d 'Exit with 2 if something would change'
complete -c ccctl -n "__fish_ccctl_using_subcommand plan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand apply" -l allow-removing -d 'Remove up to so many members of groups, numbers and agents, of each; center.max_removals if left out' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand apply" -s m -l message -d 'Why, for the history (`ccctl history`)' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand apply" -l env -d 'Lay env/NAME.yaml over the center' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand apply" -l var -d 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand apply" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand apply" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand apply" -s y -l yes -d 'Do not ask'
complete -c ccctl -n "__fish_ccctl_using_subcommand apply" -l allow-delete -d 'Delete what the plan deletes, without being asked'
complete -c ccctl -n "__fish_ccctl_using_subcommand apply" -l brief -d 'One line a resource'
complete -c ccctl -n "__fish_ccctl_using_subcommand apply" -l full -d 'Every field, also of what is created and deleted, and no value cut'
complete -c ccctl -n "__fish_ccctl_using_subcommand apply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand test" -l only -d 'Run this test alone' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand test" -l min-coverage -d 'Fail if less than so many percent of all nodes and ways were reached' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand test" -l env -d 'Lay env/NAME.yaml over the center' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand test" -l var -d 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand test" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand test" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand test" -l coverage -d 'Show which nodes of the flows were entered, and which ways from node to node were taken'
complete -c ccctl -n "__fish_ccctl_using_subcommand test" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand render" -s o -l output -d 'The form of the output: YAML, or every value with its path' -r -f -a "yaml\t'A center with comments'
json\t'One JSON document'"
complete -c ccctl -n "__fish_ccctl_using_subcommand render" -l env -d 'Lay env/NAME.yaml over the center' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand render" -l var -d 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand render" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand render" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand render" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'
csv\t'Records for a spreadsheet, every field of each'"
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -l since -d 'Calls that ended since then: 10m, 2d or 2026-11-20T16:00:00Z' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -l until -d 'Calls that ended before then' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -l limit -d 'How many at most; 100 if left out, and all of CSV' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -l caller -d 'Calls from this number' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -l callee -d 'Calls to this number' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -l number -d 'Calls from or to this number' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -l direction -d 'Calls of customers (in) or to them (out)' -r -f -a "in\t''
out\t''"
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -l agent -d 'Calls in which this agent took part or was rung' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -l group -d 'Calls that waited in this skill group or for which it was rung' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -l status -d 'Calls that ended so: ok, ivrGiveUp, 103 …' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -l remark -d 'Calls whose remark has this text' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -l provision -d 'What to enter in the web pages of a phone of this make, so that it registers' -r -f -a "yealink\t'Yealink, such as the T31'
calltel\t'CallTel, such as the CT23'
flyingvoice\t'Flyingvoice'
alcatel\t'Alcatel-Lucent Enterprise, such as the H6'"
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -l with-password -d 'With a password that is made for it and shown this once; the one before ends to hold'
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand describe" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand describe" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand describe" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand describe" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand history" -l limit -d 'How many at most' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand history" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand history" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand history" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand show" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand show" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand show" -l config -d 'Print the whole configuration that it put into effect'
complete -c ccctl -n "__fish_ccctl_using_subcommand show" -l brief -d 'One line a resource'
complete -c ccctl -n "__fish_ccctl_using_subcommand show" -l full -d 'Every field, also of what is created and deleted, and no value cut'
complete -c ccctl -n "__fish_ccctl_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand diff" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand diff" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand diff" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand diff" -l brief -d 'One line a resource'
complete -c ccctl -n "__fish_ccctl_using_subcommand diff" -l full -d 'Every field, also of what is created and deleted, and no value cut'
complete -c ccctl -n "__fish_ccctl_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand rollback" -l allow-removing -d 'Remove up to so many members of groups, numbers and agents, of each; center.max_removals if left out' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand rollback" -l directory -d 'Where the files of secrets lie' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand rollback" -s m -l message -d 'Why, for the history' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand rollback" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand rollback" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand rollback" -s y -l yes -d 'Do not ask'
complete -c ccctl -n "__fish_ccctl_using_subcommand rollback" -l allow-delete -d 'Delete what the plan deletes, without being asked'
complete -c ccctl -n "__fish_ccctl_using_subcommand rollback" -l brief -d 'One line a resource'
complete -c ccctl -n "__fish_ccctl_using_subcommand rollback" -l full -d 'Every field, also of what is created and deleted, and no value cut'
complete -c ccctl -n "__fish_ccctl_using_subcommand rollback" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand destroy" -l confirm -d 'The center\'s name, in place of typing it' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand destroy" -s m -l message -d 'Why, for the history' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand destroy" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand destroy" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand destroy" -l brief -d 'One line a resource'
complete -c ccctl -n "__fish_ccctl_using_subcommand destroy" -l full -d 'Every field, also of what is created and deleted, and no value cut'
complete -c ccctl -n "__fish_ccctl_using_subcommand destroy" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand logs" -l since -d 'From then on: 10m, 2d or 2026-11-20T16:00:00Z' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand logs" -l after -d 'Behind the entry of this sequence number' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand logs" -l call -d 'Of this call' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand logs" -l number -d 'Of calls from or to this number' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand logs" -l agent -d 'Of calls in which this agent takes part' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand logs" -s o -l output -d 'The form of the output; table on a terminal, ndjson elsewhere' -r -f -a "table\t'One line a call'
ndjson\t'One line of JSON an entry'"
complete -c ccctl -n "__fish_ccctl_using_subcommand logs" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand logs" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand logs" -s f -l follow -d 'Go on with what happens from here on'
complete -c ccctl -n "__fish_ccctl_using_subcommand logs" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and not __fish_seen_subcommand_from show" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and not __fish_seen_subcommand_from show" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and not __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and not __fish_seen_subcommand_from show" -f -a "show" -d 'Show what was said on the wire in a call, how its audio was, and what went wrong'
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and __fish_seen_subcommand_from show" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and __fish_seen_subcommand_from show" -l pcap -d 'Save the messages as a capture for Wireshark and its like; -: standard output' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and __fish_seen_subcommand_from show" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and __fish_seen_subcommand_from show" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and __fish_seen_subcommand_from show" -l messages -d 'Show every message whole'
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore" -f -a "state" -d 'Set what an agent does'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore" -f -a "stay" -d 'Let an agent\'s wrap-up go on until he acts'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore" -f -a "return" -d 'End an agent\'s wrap-up: he is idle'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore" -f -a "force-offline" -d 'Force an agent offline: he can choose nothing until he is restored'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore" -f -a "restore" -d 'Let an agent who was forced offline log in again'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from state" -l reason -d 'Why, of a break: one of the center\'s break reasons' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from state" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from state" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from state" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from state" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from stay" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from stay" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from stay" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from stay" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from return" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from return" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from return" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from return" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from force-offline" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from force-offline" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from force-offline" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from force-offline" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from restore" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from restore" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from restore" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and not __fish_seen_subcommand_from password" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and not __fish_seen_subcommand_from password" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and not __fish_seen_subcommand_from password" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and not __fish_seen_subcommand_from password" -f -a "password" -d 'Give a phone a new password and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and __fish_seen_subcommand_from password" -s o -l output -d 'The form of the output; table: the password alone' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and __fish_seen_subcommand_from password" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and __fish_seen_subcommand_from password" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and __fish_seen_subcommand_from password" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and not __fish_seen_subcommand_from password test" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and not __fish_seen_subcommand_from password test" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and not __fish_seen_subcommand_from password test" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and not __fish_seen_subcommand_from password test" -f -a "password" -d 'Give the account of a gateway a new password and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and not __fish_seen_subcommand_from password test" -f -a "test" -d 'Test whether calls over a trunk can be expected to work'
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and __fish_seen_subcommand_from password" -s o -l output -d 'The form of the output; table: the password alone' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and __fish_seen_subcommand_from password" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and __fish_seen_subcommand_from password" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and __fish_seen_subcommand_from password" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and __fish_seen_subcommand_from test" -l dial -d 'Call this number too, for a moment: one that answers by itself is best' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and __fish_seen_subcommand_from test" -l shown -d 'The number of the trunk that is shown, if not the first that goes out' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and __fish_seen_subcommand_from test" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and __fish_seen_subcommand_from test" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and __fish_seen_subcommand_from test" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and __fish_seen_subcommand_from test" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and not __fish_seen_subcommand_from download preview" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and not __fish_seen_subcommand_from download preview" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and not __fish_seen_subcommand_from download preview" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and not __fish_seen_subcommand_from download preview" -f -a "download" -d 'Save a prompt of the live configuration as an audio file'
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and not __fish_seen_subcommand_from download preview" -f -a "preview" -d 'Save a text as it would be spoken'
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and __fish_seen_subcommand_from download" -l out -d 'Where to save it; -: standard output' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and __fish_seen_subcommand_from download" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and __fish_seen_subcommand_from download" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and __fish_seen_subcommand_from download" -l original -d 'The file as it was uploaded'
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and __fish_seen_subcommand_from download" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and __fish_seen_subcommand_from preview" -l out -d 'Where to save it; -: standard output' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and __fish_seen_subcommand_from preview" -l voice -d 'The voice, zh or en; if left out, that of the center, and offline zh' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and __fish_seen_subcommand_from preview" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and __fish_seen_subcommand_from preview" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and __fish_seen_subcommand_from preview" -l offline -d 'Speak it on this machine, by espeak-ng; needs no daemon'
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and __fish_seen_subcommand_from preview" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial" -l server -d 'Where the daemon takes SIP' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial" -l listen -d 'Where the phone takes SIP; the default is any port on the way to the server' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial" -l user -d 'The extension that registers, or the number that calls' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial" -l password-env -d 'The environment variable that holds the phone\'s password' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial" -l password-file -d 'The file that holds the phone\'s password' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial" -l play -d 'Say this file again and again: WAV, 16-bit PCM, 8 kHz, mono' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial" -l tone -d 'Say a tone' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial" -l record -d 'Write what is heard to this file; a second call\'s has `-2` in its name' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial" -l limit -d 'End after that time, whatever happens' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial" -f -a "register" -d 'Register and take calls'
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial" -f -a "dial" -d 'Call a number'
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from register" -l answer-after -d 'Answer by itself after that time; on a terminal the default is to wait for `a`' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from register" -l talk -d 'Hang up after that time; the default is to wait until the other side does' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from register" -l calls -d 'End after so many calls; the default is to go on until the time is over' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from register" -l server -d 'Where the daemon takes SIP' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from register" -l listen -d 'Where the phone takes SIP; the default is any port on the way to the server' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from register" -l user -d 'The extension that registers, or the number that calls' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from register" -l password-env -d 'The environment variable that holds the phone\'s password' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from register" -l password-file -d 'The file that holds the phone\'s password' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from register" -l play -d 'Say this file again and again: WAV, 16-bit PCM, 8 kHz, mono' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from register" -l tone -d 'Say a tone' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from register" -l record -d 'Write what is heard to this file; a second call\'s has `-2` in its name' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from register" -l limit -d 'End after that time, whatever happens' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from register" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from register" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from register" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from dial" -l keys -d 'Press keys, each after that time from the answer: 1@3s,2#@6s' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from dial" -l hang-up-after -d 'Hang up after that time from the answer; the default is to wait until the other side does' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from dial" -l server -d 'Where the daemon takes SIP' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from dial" -l listen -d 'Where the phone takes SIP; the default is any port on the way to the server' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from dial" -l user -d 'The extension that registers, or the number that calls' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from dial" -l password-env -d 'The environment variable that holds the phone\'s password' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from dial" -l password-file -d 'The file that holds the phone\'s password' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from dial" -l play -d 'Say this file again and again: WAV, 16-bit PCM, 8 kHz, mono' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from dial" -l tone -d 'Say a tone' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from dial" -l record -d 'Write what is heard to this file; a second call\'s has `-2` in its name' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from dial" -l limit -d 'End after that time, whatever happens' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from dial" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from dial" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from dial" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and not __fish_seen_subcommand_from create list revoke" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and not __fish_seen_subcommand_from create list revoke" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and not __fish_seen_subcommand_from create list revoke" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and not __fish_seen_subcommand_from create list revoke" -f -a "create" -d 'Make a token and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and not __fish_seen_subcommand_from create list revoke" -f -a "list" -d 'List the tokens'
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and not __fish_seen_subcommand_from create list revoke" -f -a "revoke" -d 'End a token'
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from create" -l role -d 'What it allows: viewer, operator, admin, or a role of the configuration' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from create" -l expires -d 'When it ends to hold: 90d, or 2027-01-01T00:00:00Z; never if left out' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from create" -s o -l output -d 'The form of the output; table: the token alone' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from create" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from create" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from list" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from list" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from list" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from revoke" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and not __fish_seen_subcommand_from create rotate list delete" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and not __fish_seen_subcommand_from create rotate list delete" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and not __fish_seen_subcommand_from create rotate list delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and not __fish_seen_subcommand_from create rotate list delete" -f -a "create" -d 'Make a client and show its id, and its secret this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and not __fish_seen_subcommand_from create rotate list delete" -f -a "rotate" -d 'Give a client another secret and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and not __fish_seen_subcommand_from create rotate list delete" -f -a "list" -d 'List the clients'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and not __fish_seen_subcommand_from create rotate list delete" -f -a "delete" -d 'Delete a client; its secrets and tokens end at once'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from create" -l role -d 'What it may do: viewer, operator, admin, or a role of the configuration' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from create" -s o -l output -d 'The form of the output; table: one line each' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from create" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from create" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from rotate" -l overlap -d 'How long the secret before holds' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from rotate" -s o -l output -d 'The form of the output; table: one line each' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from rotate" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from rotate" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from rotate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from list" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from list" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from list" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from delete" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from delete" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from delete" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand explain" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand explain" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand explain" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand export" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand export" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand schema" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand schema" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand schema" -l live -d 'Suggest the names of what is live on the daemon'
complete -c ccctl -n "__fish_ccctl_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and not __fish_seen_subcommand_from add remove list export" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and not __fish_seen_subcommand_from add remove list export" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and not __fish_seen_subcommand_from add remove list export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and not __fish_seen_subcommand_from add remove list export" -f -a "add" -d 'Block a caller from his next call on'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and not __fish_seen_subcommand_from add remove list export" -f -a "remove" -d 'Let a caller in again'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and not __fish_seen_subcommand_from add remove list export" -f -a "list" -d 'List the callers who are blocked'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and not __fish_seen_subcommand_from add remove list export" -f -a "export" -d 'Print them as YAML, as a caller list of the configuration'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l note -d 'Why' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from list" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from list" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from export" -l name -d 'What the list is called' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from export" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from export" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and not __fish_seen_subcommand_from init" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and not __fish_seen_subcommand_from init" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and not __fish_seen_subcommand_from init" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and not __fish_seen_subcommand_from init" -f -a "init" -d 'Write the pipeline of a forge'
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and __fish_seen_subcommand_from init" -l center -d 'The directory of the center in the repository' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and __fish_seen_subcommand_from init" -l out -d 'Where it is written, if not where the forge looks for it; -: standard output' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and __fish_seen_subcommand_from init" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and __fish_seen_subcommand_from init" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand completions" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand completions" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
