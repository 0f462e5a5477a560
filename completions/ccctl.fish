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
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "fmt" -d 'Lay out the YAML of a center in its canonical form'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "plan" -d 'Show what applying a center would change'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "apply" -d 'Make a center live, after showing what that changes'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "test" -d 'Run a center\'s own tests, without a daemon'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "fuzz" -d 'Try every way through a flow, and report where callers are lost'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "simulate" -d 'Play a day of calls, and print how long callers would wait'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "render" -d 'Print the whole center as it is in one environment, and where each value comes from'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "graph" -d 'Draw a flow'
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
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "import" -d 'Take agents, phones, members of skill groups and hotwords into a center\'s YAML'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "schema" -d 'Print the JSON Schema of the language for editors'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "set" -d 'Change something at run time, beside the configuration'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "unset" -d 'End what was changed at run time: it is again what the configuration says'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "drift" -d 'List what is changed at run time and differs from the configuration'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "pull" -d 'Take what was changed at run time into the YAML'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "blacklist" -d 'Block callers at run time, let them in again, list and export them'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "ci" -d 'Let a pipeline check, plan and apply a center'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "completions" -d 'Print the completions of a shell'
complete -c ccctl -n "__fish_ccctl_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand init" -l voice -d 'The language of its texts' -r -f -a "zh\t'Mandarin'
en\t'English'"
complete -c ccctl -n "__fish_ccctl_using_subcommand init" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand init" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand validate" -l format -d 'How problems are shown' -r -f -a "human\t'For people, on standard error: with the YAML around each place on a terminal, one line and its help elsewhere'
json\t'One JSON document on standard output'
github\t'Annotations of a pull request on GitHub, on standard output'"
complete -c ccctl -n "__fish_ccctl_using_subcommand validate" -l on -d 'The day for what depends on one, such as the holidays of next year; without it, today' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand validate" -l env -d 'Lay env/NAME.yaml over the center' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand validate" -l var -d 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand validate" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand validate" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand validate" -l fix -d 'Mend in the files what is certain, such as a misspelled name, and say what is left'
complete -c ccctl -n "__fish_ccctl_using_subcommand validate" -l deny-warnings -d 'Exit with 3 if there is a warning'
complete -c ccctl -n "__fish_ccctl_using_subcommand validate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand fmt" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand fmt" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand fmt" -l check -d 'Change nothing, and name the files that are laid out otherwise'
complete -c ccctl -n "__fish_ccctl_using_subcommand fmt" -l diff -d 'Change nothing, and show what would change'
complete -c ccctl -n "__fish_ccctl_using_subcommand fmt" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand plan" -s o -l output -d 'How the plan is shown' -r -f -a "table\t'For people'
json\t'What changes and what that does, as one JSON document (docs/plan.schema.json)'
markdown\t'The comment of a pull request, of less than 60 kB'"
complete -c ccctl -n "__fish_ccctl_using_subcommand plan" -l replay -d 'Play the recorded calls of so long through the desired flows, and list who would come elsewhere' -r
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
complete -c ccctl -n "__fish_ccctl_using_subcommand fuzz" -l depth -d 'How often a caller presses keys or lets the time for them pass' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand fuzz" -l states -d 'How many states of each flow are looked at' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand fuzz" -l longest -d 'How long a call may take until somebody talks with the caller' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand fuzz" -s o -l output -d 'How the findings are shown' -r -f -a "table\t'For people'
json\t'One JSON document'"
complete -c ccctl -n "__fish_ccctl_using_subcommand fuzz" -l env -d 'Lay env/NAME.yaml over the center' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand fuzz" -l var -d 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand fuzz" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand fuzz" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand fuzz" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l arrivals -d 'Who calls when, as CSV' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l calls -d 'Calls that are expected each half hour' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l number -d 'Which number they dial; without it the first of the center' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l keys -d 'What they press wherever the flow asks, with spaces in between' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l from -d 'When the first half hour of them begins' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l to -d 'When the last one ends' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l staff -d 'Who is there when, as CSV' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l talk -d 'How long talks take on average' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l spread -d 'How talks spread around that' -r -f -a "exponential\t'As talks mostly do'
fixed\t'Not at all'"
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l patience -d 'How long callers wait on average until they hang up; `never`: as long as it takes' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l rings -d 'How long agents let it ring' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l goal -d 'How many percent of the callers should be answered within how many seconds' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l date -d 'Which day; without it today' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l runs -d 'How often the day is played' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l seed -d 'The seed of the first run; the same seed gives the same figures' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -s o -l output -d 'How the figures are shown' -r -f -a "table\t'For people'
json\t'One JSON document'
csv\t'A line for each half hour and group'"
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l env -d 'Lay env/NAME.yaml over the center' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l var -d 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand simulate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand render" -s o -l output -d 'The form of the output: YAML, or every value with its path' -r -f -a "yaml\t'A center with comments'
json\t'One JSON document'"
complete -c ccctl -n "__fish_ccctl_using_subcommand render" -l env -d 'Lay env/NAME.yaml over the center' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand render" -l var -d 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand render" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand render" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand render" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand graph" -s o -l output -d 'The form of the output' -r -f -a "mermaid\t'Text that Mermaid draws'
svg\t'A picture'"
complete -c ccctl -n "__fish_ccctl_using_subcommand graph" -l out -d 'Write it to a file' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand graph" -l env -d 'Lay env/NAME.yaml over the center' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand graph" -l var -d 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand graph" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand graph" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand graph" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand get" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'
csv\t'Records for a spreadsheet, every field of each'
txt\t'Hotwords for `ccctl import hotwords`, `word|weight` a line'"
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
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and not __fish_seen_subcommand_from show help" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and not __fish_seen_subcommand_from show help" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and not __fish_seen_subcommand_from show help" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and not __fish_seen_subcommand_from show help" -f -a "show" -d 'Show what was said on the wire in a call, how its audio was, and what went wrong'
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and not __fish_seen_subcommand_from show help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and __fish_seen_subcommand_from show" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and __fish_seen_subcommand_from show" -l pcap -d 'Save the messages as a capture for Wireshark and its like; -: standard output' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and __fish_seen_subcommand_from show" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and __fish_seen_subcommand_from show" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and __fish_seen_subcommand_from show" -l messages -d 'Show every message whole'
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show what was said on the wire in a call, how its audio was, and what went wrong'
complete -c ccctl -n "__fish_ccctl_using_subcommand call; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore help" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore help" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore help" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore help" -f -a "state" -d 'Set what an agent does'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore help" -f -a "stay" -d 'Let an agent\'s wrap-up go on until he acts'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore help" -f -a "return" -d 'End an agent\'s wrap-up: he is idle'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore help" -f -a "force-offline" -d 'Force an agent offline: he can choose nothing until he is restored'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore help" -f -a "restore" -d 'Let an agent who was forced offline log in again'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and not __fish_seen_subcommand_from state stay return force-offline restore help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
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
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from help" -f -a "state" -d 'Set what an agent does'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from help" -f -a "stay" -d 'Let an agent\'s wrap-up go on until he acts'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from help" -f -a "return" -d 'End an agent\'s wrap-up: he is idle'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from help" -f -a "force-offline" -d 'Force an agent offline: he can choose nothing until he is restored'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from help" -f -a "restore" -d 'Let an agent who was forced offline log in again'
complete -c ccctl -n "__fish_ccctl_using_subcommand agent; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and not __fish_seen_subcommand_from password help" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and not __fish_seen_subcommand_from password help" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and not __fish_seen_subcommand_from password help" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and not __fish_seen_subcommand_from password help" -f -a "password" -d 'Give a phone a new password and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and not __fish_seen_subcommand_from password help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and __fish_seen_subcommand_from password" -s o -l output -d 'The form of the output; table: the password alone' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and __fish_seen_subcommand_from password" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and __fish_seen_subcommand_from password" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and __fish_seen_subcommand_from password" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and __fish_seen_subcommand_from help" -f -a "password" -d 'Give a phone a new password and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand phone; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and not __fish_seen_subcommand_from password test help" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and not __fish_seen_subcommand_from password test help" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and not __fish_seen_subcommand_from password test help" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and not __fish_seen_subcommand_from password test help" -f -a "password" -d 'Give the account of a gateway a new password and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and not __fish_seen_subcommand_from password test help" -f -a "test" -d 'Test whether calls over a trunk can be expected to work'
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and not __fish_seen_subcommand_from password test help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
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
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and __fish_seen_subcommand_from help" -f -a "password" -d 'Give the account of a gateway a new password and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and __fish_seen_subcommand_from help" -f -a "test" -d 'Test whether calls over a trunk can be expected to work'
complete -c ccctl -n "__fish_ccctl_using_subcommand trunk; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and not __fish_seen_subcommand_from download preview help" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and not __fish_seen_subcommand_from download preview help" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and not __fish_seen_subcommand_from download preview help" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and not __fish_seen_subcommand_from download preview help" -f -a "download" -d 'Save a prompt of the live configuration as an audio file'
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and not __fish_seen_subcommand_from download preview help" -f -a "preview" -d 'Save a text as it would be spoken'
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and not __fish_seen_subcommand_from download preview help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
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
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and __fish_seen_subcommand_from help" -f -a "download" -d 'Save a prompt of the live configuration as an audio file'
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and __fish_seen_subcommand_from help" -f -a "preview" -d 'Save a text as it would be spoken'
complete -c ccctl -n "__fish_ccctl_using_subcommand prompt; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial help" -l server -d 'Where the daemon takes SIP' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial help" -l listen -d 'Where the phone takes SIP; the default is any port on the way to the server' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial help" -l user -d 'The extension that registers, or the number that calls' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial help" -l password-env -d 'The environment variable that holds the phone\'s password' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial help" -l password-file -d 'The file that holds the phone\'s password' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial help" -l play -d 'Say this file again and again: WAV, 16-bit PCM, 8 kHz, mono' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial help" -l tone -d 'Say a tone' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial help" -l record -d 'Write what is heard to this file; a second call\'s has `-2` in its name' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial help" -l limit -d 'End after that time, whatever happens' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial help" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial help" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial help" -f -a "register" -d 'Register and take calls'
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial help" -f -a "dial" -d 'Call a number'
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and not __fish_seen_subcommand_from register dial help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
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
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from help" -f -a "register" -d 'Register and take calls'
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from help" -f -a "dial" -d 'Call a number'
complete -c ccctl -n "__fish_ccctl_using_subcommand softphone; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and not __fish_seen_subcommand_from create list revoke help" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and not __fish_seen_subcommand_from create list revoke help" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and not __fish_seen_subcommand_from create list revoke help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and not __fish_seen_subcommand_from create list revoke help" -f -a "create" -d 'Make a token and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and not __fish_seen_subcommand_from create list revoke help" -f -a "list" -d 'List the tokens'
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and not __fish_seen_subcommand_from create list revoke help" -f -a "revoke" -d 'End a token'
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and not __fish_seen_subcommand_from create list revoke help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
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
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "create" -d 'Make a token and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the tokens'
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "revoke" -d 'End a token'
complete -c ccctl -n "__fish_ccctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and not __fish_seen_subcommand_from create rotate list delete help" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and not __fish_seen_subcommand_from create rotate list delete help" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and not __fish_seen_subcommand_from create rotate list delete help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and not __fish_seen_subcommand_from create rotate list delete help" -f -a "create" -d 'Make a client and show its id, and its secret this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and not __fish_seen_subcommand_from create rotate list delete help" -f -a "rotate" -d 'Give a client another secret and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and not __fish_seen_subcommand_from create rotate list delete help" -f -a "list" -d 'List the clients'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and not __fish_seen_subcommand_from create rotate list delete help" -f -a "delete" -d 'Delete a client; its secrets and tokens end at once'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and not __fish_seen_subcommand_from create rotate list delete help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
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
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from help" -f -a "create" -d 'Make a client and show its id, and its secret this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from help" -f -a "rotate" -d 'Give a client another secret and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the clients'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from help" -f -a "delete" -d 'Delete a client; its secrets and tokens end at once'
complete -c ccctl -n "__fish_ccctl_using_subcommand client; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
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
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and not __fish_seen_subcommand_from hotwords agents phones members help" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and not __fish_seen_subcommand_from hotwords agents phones members help" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and not __fish_seen_subcommand_from hotwords agents phones members help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and not __fish_seen_subcommand_from hotwords agents phones members help" -f -a "hotwords" -d 'Replace the hotwords by those of a text'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and not __fish_seen_subcommand_from hotwords agents phones members help" -f -a "agents" -d 'Add agents from a table, and change those whose staff numbers the center has'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and not __fish_seen_subcommand_from hotwords agents phones members help" -f -a "phones" -d 'Add phones from a table, and change those whose extensions the center has'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and not __fish_seen_subcommand_from hotwords agents phones members help" -f -a "members" -d 'Put agents into skill groups from a table, with their priorities'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and not __fish_seen_subcommand_from hotwords agents phones members help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from hotwords" -l into -d 'The file of the center for what it does not have yet; without it, where others of the kind are' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from hotwords" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from hotwords" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from hotwords" -l dry-run -d 'Show what would change, and write nothing'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from hotwords" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from agents" -l into -d 'The file of the center for what it does not have yet; without it, where others of the kind are' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from agents" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from agents" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from agents" -l template -d 'Print the line of names and an example, to be filled in'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from agents" -l dry-run -d 'Show what would change, and write nothing'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from agents" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from phones" -l into -d 'The file of the center for what it does not have yet; without it, where others of the kind are' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from phones" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from phones" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from phones" -l template -d 'Print the line of names and an example, to be filled in'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from phones" -l dry-run -d 'Show what would change, and write nothing'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from phones" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from members" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from members" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from members" -l template -d 'Print the line of names and an example, to be filled in'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from members" -l dry-run -d 'Show what would change, and write nothing'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from members" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from help" -f -a "hotwords" -d 'Replace the hotwords by those of a text'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from help" -f -a "agents" -d 'Add agents from a table, and change those whose staff numbers the center has'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from help" -f -a "phones" -d 'Add phones from a table, and change those whose extensions the center has'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from help" -f -a "members" -d 'Put agents into skill groups from a table, with their priorities'
complete -c ccctl -n "__fish_ccctl_using_subcommand import; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand schema" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand schema" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand schema" -l live -d 'Suggest the names of what is live on the daemon'
complete -c ccctl -n "__fish_ccctl_using_subcommand schema" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and not __fish_seen_subcommand_from member phone hours emergency help" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and not __fish_seen_subcommand_from member phone hours emergency help" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and not __fish_seen_subcommand_from member phone hours emergency help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and not __fish_seen_subcommand_from member phone hours emergency help" -f -a "member" -d 'Let an agent answer a group\'s calls, with a priority, or no more'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and not __fish_seen_subcommand_from member phone hours emergency help" -f -a "phone" -d 'Let a phone take a group\'s calls by itself, with a priority, or no more'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and not __fish_seen_subcommand_from member phone hours emergency help" -f -a "hours" -d 'Give business hours others for today'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and not __fish_seen_subcommand_from member phone hours emergency help" -f -a "emergency" -d 'Turn the emergency switch on or off'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and not __fish_seen_subcommand_from member phone hours emergency help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from member" -l priority -d 'The priority, 1 (highest) to 5' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from member" -l for -d 'After how long it ends by itself, such as 2h' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from member" -l note -d 'Why' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from member" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from member" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from member" -l remove -d 'As no member'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from member" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from phone" -l priority -d 'The priority, 1 (highest) to 5' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from phone" -l for -d 'After how long it ends by itself, such as 2h' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from phone" -l note -d 'Why' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from phone" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from phone" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from phone" -l remove -d 'As no member'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from phone" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from hours" -l today -d 'When somebody works today: 10:00-15:00, several after commas, or closed' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from hours" -l for -d 'After how long it ends by itself, such as 2h' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from hours" -l note -d 'Why' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from hours" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from hours" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from hours" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from emergency" -l for -d 'After how long it ends by itself, such as 2h' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from emergency" -l note -d 'Why' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from emergency" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from emergency" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from emergency" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from help" -f -a "member" -d 'Let an agent answer a group\'s calls, with a priority, or no more'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from help" -f -a "phone" -d 'Let a phone take a group\'s calls by itself, with a priority, or no more'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from help" -f -a "hours" -d 'Give business hours others for today'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from help" -f -a "emergency" -d 'Turn the emergency switch on or off'
complete -c ccctl -n "__fish_ccctl_using_subcommand set; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and not __fish_seen_subcommand_from member phone hours emergency all help" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and not __fish_seen_subcommand_from member phone hours emergency all help" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and not __fish_seen_subcommand_from member phone hours emergency all help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and not __fish_seen_subcommand_from member phone hours emergency all help" -f -a "member" -d 'Whether an agent answers a group\'s calls'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and not __fish_seen_subcommand_from member phone hours emergency all help" -f -a "phone" -d 'Whether a phone takes a group\'s calls'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and not __fish_seen_subcommand_from member phone hours emergency all help" -f -a "hours" -d 'Today\'s hours'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and not __fish_seen_subcommand_from member phone hours emergency all help" -f -a "emergency" -d 'The emergency switch'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and not __fish_seen_subcommand_from member phone hours emergency all help" -f -a "all" -d 'All of them'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and not __fish_seen_subcommand_from member phone hours emergency all help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from member" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from member" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from member" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from phone" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from phone" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from phone" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from hours" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from hours" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from hours" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from emergency" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from emergency" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from emergency" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from all" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from all" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from all" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from help" -f -a "member" -d 'Whether an agent answers a group\'s calls'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from help" -f -a "phone" -d 'Whether a phone takes a group\'s calls'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from help" -f -a "hours" -d 'Today\'s hours'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from help" -f -a "emergency" -d 'The emergency switch'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from help" -f -a "all" -d 'All of them'
complete -c ccctl -n "__fish_ccctl_using_subcommand unset; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand drift" -s o -l output -d 'The form of the output' -r -f -a "table\t'For people'
json\t'One JSON document'
yaml\t'One YAML document'
ndjson\t'One JSON document a line and item'"
complete -c ccctl -n "__fish_ccctl_using_subcommand drift" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand drift" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand drift" -l all -d 'Also what the configuration leaves to run time (`managed: false`)'
complete -c ccctl -n "__fish_ccctl_using_subcommand drift" -l detailed-exitcode -d 'Exit with 2 if there is some'
complete -c ccctl -n "__fish_ccctl_using_subcommand drift" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand pull" -l list -d 'The caller list of the center\'s blacklist that blocked callers are put on' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand pull" -l env -d 'Lay env/NAME.yaml over the center' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand pull" -l var -d 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand pull" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand pull" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand pull" -l write -d 'Write the files; without it the edits are only shown'
complete -c ccctl -n "__fish_ccctl_using_subcommand pull" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and not __fish_seen_subcommand_from add remove list export help" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and not __fish_seen_subcommand_from add remove list export help" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and not __fish_seen_subcommand_from add remove list export help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and not __fish_seen_subcommand_from add remove list export help" -f -a "add" -d 'Block a caller from his next call on'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and not __fish_seen_subcommand_from add remove list export help" -f -a "remove" -d 'Let a caller in again'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and not __fish_seen_subcommand_from add remove list export help" -f -a "list" -d 'List the callers who are blocked'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and not __fish_seen_subcommand_from add remove list export help" -f -a "export" -d 'Print them as YAML, as a caller list of the configuration'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and not __fish_seen_subcommand_from add remove list export help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l note -d 'Why' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from add" -l for -d 'After how long he is let in again by himself, such as 2h' -r
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
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from help" -f -a "add" -d 'Block a caller from his next call on'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Let a caller in again'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the callers who are blocked'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from help" -f -a "export" -d 'Print them as YAML, as a caller list of the configuration'
complete -c ccctl -n "__fish_ccctl_using_subcommand blacklist; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and not __fish_seen_subcommand_from init help" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and not __fish_seen_subcommand_from init help" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and not __fish_seen_subcommand_from init help" -s h -l help -d 'Print help'
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and not __fish_seen_subcommand_from init help" -f -a "init" -d 'Write the pipeline of a forge'
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and not __fish_seen_subcommand_from init help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and __fish_seen_subcommand_from init" -l center -d 'The directory of the center in the repository' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and __fish_seen_subcommand_from init" -l out -d 'Where it is written, if not where the forge looks for it; -: standard output' -r -F
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and __fish_seen_subcommand_from init" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and __fish_seen_subcommand_from init" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and __fish_seen_subcommand_from help" -f -a "init" -d 'Write the pipeline of a forge'
complete -c ccctl -n "__fish_ccctl_using_subcommand ci; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand completions" -l daemon -d 'Where the daemon is: unix:PATH or http://HOST:PORT' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand completions" -l token -d 'The token to show over http; the Unix socket needs none' -r
complete -c ccctl -n "__fish_ccctl_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "init" -d 'Write a small center that runs, to be changed'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "validate" -d 'Check a center\'s YAML and report every problem at once'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "fmt" -d 'Lay out the YAML of a center in its canonical form'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "plan" -d 'Show what applying a center would change'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "apply" -d 'Make a center live, after showing what that changes'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "test" -d 'Run a center\'s own tests, without a daemon'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "fuzz" -d 'Try every way through a flow, and report where callers are lost'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "simulate" -d 'Play a day of calls, and print how long callers would wait'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "render" -d 'Print the whole center as it is in one environment, and where each value comes from'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "graph" -d 'Draw a flow'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "get" -d 'List what is there and what it does'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "describe" -d 'Show one resource: how it is written in the live configuration, and how it is at the moment'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "history" -d 'List what was applied, when, by whom, why and from which commit'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "show" -d 'Show one apply: who, when, why, and what it changed'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "diff" -d 'Compare what two revisions put into effect'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "rollback" -d 'Make what was live at an earlier revision live again, as a revision of its own'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "destroy" -d 'Delete every resource of the live center'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "logs" -d 'Show the log of calls, and follow it'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "call" -d 'Look into one call'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "agent" -d 'Do something for an agent'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "phone" -d 'Do something for a phone'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "trunk" -d 'Do something for a trunk'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "prompt" -d 'Listen to the prompts of the library, and to texts before they are in it'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "softphone" -d 'Be a SIP phone in the terminal'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "token" -d 'Make, list and revoke the tokens of the HTTP interface'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "client" -d 'Make, list, rotate and delete the API clients: programs that are integrated with the center'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "explain" -d 'Explain the language: kinds, keys, types of nodes, codes of problems'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "export" -d 'Write what is live as a directory of YAML'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "import" -d 'Take agents, phones, members of skill groups and hotwords into a center\'s YAML'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "schema" -d 'Print the JSON Schema of the language for editors'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "set" -d 'Change something at run time, beside the configuration'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "unset" -d 'End what was changed at run time: it is again what the configuration says'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "drift" -d 'List what is changed at run time and differs from the configuration'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "pull" -d 'Take what was changed at run time into the YAML'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "blacklist" -d 'Block callers at run time, let them in again, list and export them'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "ci" -d 'Let a pipeline check, plan and apply a center'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "completions" -d 'Print the completions of a shell'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and not __fish_seen_subcommand_from init validate fmt plan apply test fuzz simulate render graph get describe history show diff rollback destroy logs call agent phone trunk prompt softphone token client explain export import schema set unset drift pull blacklist ci completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from call" -f -a "show" -d 'Show what was said on the wire in a call, how its audio was, and what went wrong'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from agent" -f -a "state" -d 'Set what an agent does'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from agent" -f -a "stay" -d 'Let an agent\'s wrap-up go on until he acts'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from agent" -f -a "return" -d 'End an agent\'s wrap-up: he is idle'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from agent" -f -a "force-offline" -d 'Force an agent offline: he can choose nothing until he is restored'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from agent" -f -a "restore" -d 'Let an agent who was forced offline log in again'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from phone" -f -a "password" -d 'Give a phone a new password and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from trunk" -f -a "password" -d 'Give the account of a gateway a new password and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from trunk" -f -a "test" -d 'Test whether calls over a trunk can be expected to work'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from prompt" -f -a "download" -d 'Save a prompt of the live configuration as an audio file'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from prompt" -f -a "preview" -d 'Save a text as it would be spoken'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from softphone" -f -a "register" -d 'Register and take calls'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from softphone" -f -a "dial" -d 'Call a number'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "create" -d 'Make a token and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "list" -d 'List the tokens'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "revoke" -d 'End a token'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from client" -f -a "create" -d 'Make a client and show its id, and its secret this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from client" -f -a "rotate" -d 'Give a client another secret and show it this once'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from client" -f -a "list" -d 'List the clients'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from client" -f -a "delete" -d 'Delete a client; its secrets and tokens end at once'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from import" -f -a "hotwords" -d 'Replace the hotwords by those of a text'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from import" -f -a "agents" -d 'Add agents from a table, and change those whose staff numbers the center has'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from import" -f -a "phones" -d 'Add phones from a table, and change those whose extensions the center has'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from import" -f -a "members" -d 'Put agents into skill groups from a table, with their priorities'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from set" -f -a "member" -d 'Let an agent answer a group\'s calls, with a priority, or no more'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from set" -f -a "phone" -d 'Let a phone take a group\'s calls by itself, with a priority, or no more'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from set" -f -a "hours" -d 'Give business hours others for today'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from set" -f -a "emergency" -d 'Turn the emergency switch on or off'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from unset" -f -a "member" -d 'Whether an agent answers a group\'s calls'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from unset" -f -a "phone" -d 'Whether a phone takes a group\'s calls'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from unset" -f -a "hours" -d 'Today\'s hours'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from unset" -f -a "emergency" -d 'The emergency switch'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from unset" -f -a "all" -d 'All of them'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from blacklist" -f -a "add" -d 'Block a caller from his next call on'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from blacklist" -f -a "remove" -d 'Let a caller in again'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from blacklist" -f -a "list" -d 'List the callers who are blocked'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from blacklist" -f -a "export" -d 'Print them as YAML, as a caller list of the configuration'
complete -c ccctl -n "__fish_ccctl_using_subcommand help; and __fish_seen_subcommand_from ci" -f -a "init" -d 'Write the pipeline of a forge'
