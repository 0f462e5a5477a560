
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'ccctl' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'ccctl'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'ccctl' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a small center that runs, to be changed')
            [CompletionResult]::new('validate', 'validate', [CompletionResultType]::ParameterValue, 'Check a center''s YAML and report every problem at once')
            [CompletionResult]::new('fmt', 'fmt', [CompletionResultType]::ParameterValue, 'Lay out the YAML of a center in its canonical form')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Show what applying a center would change')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Make a center live, after showing what that changes')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Run a center''s own tests, without a daemon')
            [CompletionResult]::new('fuzz', 'fuzz', [CompletionResultType]::ParameterValue, 'Try every way through a flow, and report where callers are lost')
            [CompletionResult]::new('simulate', 'simulate', [CompletionResultType]::ParameterValue, 'Play a day of calls, and print how long callers would wait')
            [CompletionResult]::new('render', 'render', [CompletionResultType]::ParameterValue, 'Print the whole center as it is in one environment, and where each value comes from')
            [CompletionResult]::new('graph', 'graph', [CompletionResultType]::ParameterValue, 'Draw a flow')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'List what is there and what it does')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Show one resource: how it is written in the live configuration, and how it is at the moment')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'List what was applied, when, by whom, why and from which commit')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one apply: who, when, why, and what it changed')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare what two revisions put into effect')
            [CompletionResult]::new('rollback', 'rollback', [CompletionResultType]::ParameterValue, 'Make what was live at an earlier revision live again, as a revision of its own')
            [CompletionResult]::new('destroy', 'destroy', [CompletionResultType]::ParameterValue, 'Delete every resource of the live center')
            [CompletionResult]::new('logs', 'logs', [CompletionResultType]::ParameterValue, 'Show the log of calls, and follow it')
            [CompletionResult]::new('call', 'call', [CompletionResultType]::ParameterValue, 'Look into one call')
            [CompletionResult]::new('agent', 'agent', [CompletionResultType]::ParameterValue, 'Do something for an agent')
            [CompletionResult]::new('phone', 'phone', [CompletionResultType]::ParameterValue, 'Do something for a phone')
            [CompletionResult]::new('trunk', 'trunk', [CompletionResultType]::ParameterValue, 'Do something for a trunk')
            [CompletionResult]::new('prompt', 'prompt', [CompletionResultType]::ParameterValue, 'Listen to the prompts of the library, and to texts before they are in it')
            [CompletionResult]::new('softphone', 'softphone', [CompletionResultType]::ParameterValue, 'Be a SIP phone in the terminal')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Make, list and revoke the tokens of the HTTP interface')
            [CompletionResult]::new('client', 'client', [CompletionResultType]::ParameterValue, 'Make, list, rotate and delete the API clients: programs that are integrated with the center')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain the language: kinds, keys, types of nodes, codes of problems')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write what is live as a directory of YAML')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Take agents, phones, members of skill groups and hotwords into a center''s YAML')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of the language for editors')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change something at run time, beside the configuration')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'End what was changed at run time: it is again what the configuration says')
            [CompletionResult]::new('drift', 'drift', [CompletionResultType]::ParameterValue, 'List what is changed at run time and differs from the configuration')
            [CompletionResult]::new('pull', 'pull', [CompletionResultType]::ParameterValue, 'Take what was changed at run time into the YAML')
            [CompletionResult]::new('blacklist', 'blacklist', [CompletionResultType]::ParameterValue, 'Block callers at run time, let them in again, list and export them')
            [CompletionResult]::new('ci', 'ci', [CompletionResultType]::ParameterValue, 'Let a pipeline check, plan and apply a center')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;init' {
            [CompletionResult]::new('--voice', '--voice', [CompletionResultType]::ParameterName, 'The language of its texts')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;validate' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How problems are shown')
            [CompletionResult]::new('--on', '--on', [CompletionResultType]::ParameterName, 'The day for what depends on one, such as the holidays of next year; without it, today')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Lay env/NAME.yaml over the center')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--fix', '--fix', [CompletionResultType]::ParameterName, 'Mend in the files what is certain, such as a misspelled name, and say what is left')
            [CompletionResult]::new('--deny-warnings', '--deny-warnings', [CompletionResultType]::ParameterName, 'Exit with 3 if there is a warning')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;fmt' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Change nothing, and name the files that are laid out otherwise')
            [CompletionResult]::new('--diff', '--diff', [CompletionResultType]::ParameterName, 'Change nothing, and show what would change')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;plan' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How the plan is shown')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the plan is shown')
            [CompletionResult]::new('--replay', '--replay', [CompletionResultType]::ParameterName, 'Play the recorded calls of so long through the desired flows, and list who would come elsewhere')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Save the plan for `ccctl apply FILE`')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Lay env/NAME.yaml over the center')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--brief', '--brief', [CompletionResultType]::ParameterName, 'One line a resource')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'Every field, also of what is created and deleted, and no value cut')
            [CompletionResult]::new('--detailed-exitcode', '--detailed-exitcode', [CompletionResultType]::ParameterName, 'Exit with 2 if something would change')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;apply' {
            [CompletionResult]::new('--allow-removing', '--allow-removing', [CompletionResultType]::ParameterName, 'Remove up to so many members of groups, numbers and agents, of each; center.max_removals if left out')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Why, for the history (`ccctl history`)')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Why, for the history (`ccctl history`)')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Lay env/NAME.yaml over the center')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--allow-delete', '--allow-delete', [CompletionResultType]::ParameterName, 'Delete what the plan deletes, without being asked')
            [CompletionResult]::new('--brief', '--brief', [CompletionResultType]::ParameterName, 'One line a resource')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'Every field, also of what is created and deleted, and no value cut')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;test' {
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Run this test alone')
            [CompletionResult]::new('--min-coverage', '--min-coverage', [CompletionResultType]::ParameterName, 'Fail if less than so many percent of all nodes and ways were reached')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Lay env/NAME.yaml over the center')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--coverage', '--coverage', [CompletionResultType]::ParameterName, 'Show which nodes of the flows were entered, and which ways from node to node were taken')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;fuzz' {
            [CompletionResult]::new('--depth', '--depth', [CompletionResultType]::ParameterName, 'How often a caller presses keys or lets the time for them pass')
            [CompletionResult]::new('--states', '--states', [CompletionResultType]::ParameterName, 'How many states of each flow are looked at')
            [CompletionResult]::new('--longest', '--longest', [CompletionResultType]::ParameterName, 'How long a call may take until somebody talks with the caller')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How the findings are shown')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the findings are shown')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Lay env/NAME.yaml over the center')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;simulate' {
            [CompletionResult]::new('--arrivals', '--arrivals', [CompletionResultType]::ParameterName, 'Who calls when, as CSV')
            [CompletionResult]::new('--calls', '--calls', [CompletionResultType]::ParameterName, 'Calls that are expected each half hour')
            [CompletionResult]::new('--number', '--number', [CompletionResultType]::ParameterName, 'Which number they dial; without it the first of the center')
            [CompletionResult]::new('--keys', '--keys', [CompletionResultType]::ParameterName, 'What they press wherever the flow asks, with spaces in between')
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'When the first half hour of them begins')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'When the last one ends')
            [CompletionResult]::new('--staff', '--staff', [CompletionResultType]::ParameterName, 'Who is there when, as CSV')
            [CompletionResult]::new('--talk', '--talk', [CompletionResultType]::ParameterName, 'How long talks take on average')
            [CompletionResult]::new('--spread', '--spread', [CompletionResultType]::ParameterName, 'How talks spread around that')
            [CompletionResult]::new('--patience', '--patience', [CompletionResultType]::ParameterName, 'How long callers wait on average until they hang up; `never`: as long as it takes')
            [CompletionResult]::new('--rings', '--rings', [CompletionResultType]::ParameterName, 'How long agents let it ring')
            [CompletionResult]::new('--goal', '--goal', [CompletionResultType]::ParameterName, 'How many percent of the callers should be answered within how many seconds')
            [CompletionResult]::new('--date', '--date', [CompletionResultType]::ParameterName, 'Which day; without it today')
            [CompletionResult]::new('--runs', '--runs', [CompletionResultType]::ParameterName, 'How often the day is played')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'The seed of the first run; the same seed gives the same figures')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'How the figures are shown')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'How the figures are shown')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Lay env/NAME.yaml over the center')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;render' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output: YAML, or every value with its path')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output: YAML, or every value with its path')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Lay env/NAME.yaml over the center')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;graph' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Write it to a file')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Lay env/NAME.yaml over the center')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;get' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'Calls that ended since then: 10m, 2d or 2026-11-20T16:00:00Z')
            [CompletionResult]::new('--until', '--until', [CompletionResultType]::ParameterName, 'Calls that ended before then')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'How many at most; 100 if left out, and all of CSV')
            [CompletionResult]::new('--caller', '--caller', [CompletionResultType]::ParameterName, 'Calls from this number')
            [CompletionResult]::new('--callee', '--callee', [CompletionResultType]::ParameterName, 'Calls to this number')
            [CompletionResult]::new('--number', '--number', [CompletionResultType]::ParameterName, 'Calls from or to this number')
            [CompletionResult]::new('--direction', '--direction', [CompletionResultType]::ParameterName, 'Calls of customers (in) or to them (out)')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Calls in which this agent took part or was rung')
            [CompletionResult]::new('--group', '--group', [CompletionResultType]::ParameterName, 'Calls that waited in this skill group or for which it was rung')
            [CompletionResult]::new('--status', '--status', [CompletionResultType]::ParameterName, 'Calls that ended so: ok, ivrGiveUp, 103 …')
            [CompletionResult]::new('--remark', '--remark', [CompletionResultType]::ParameterName, 'Calls whose remark has this text')
            [CompletionResult]::new('--provision', '--provision', [CompletionResultType]::ParameterName, 'What to enter in the web pages of a phone of this make, so that it registers')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--with-password', '--with-password', [CompletionResultType]::ParameterName, 'With a password that is made for it and shown this once; the one before ends to hold')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;describe' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;history' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'How many at most')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;show' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--config', '--config', [CompletionResultType]::ParameterName, 'Print the whole configuration that it put into effect')
            [CompletionResult]::new('--brief', '--brief', [CompletionResultType]::ParameterName, 'One line a resource')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'Every field, also of what is created and deleted, and no value cut')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;diff' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--brief', '--brief', [CompletionResultType]::ParameterName, 'One line a resource')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'Every field, also of what is created and deleted, and no value cut')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;rollback' {
            [CompletionResult]::new('--allow-removing', '--allow-removing', [CompletionResultType]::ParameterName, 'Remove up to so many members of groups, numbers and agents, of each; center.max_removals if left out')
            [CompletionResult]::new('--directory', '--directory', [CompletionResultType]::ParameterName, 'Where the files of secrets lie')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Why, for the history')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Why, for the history')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--allow-delete', '--allow-delete', [CompletionResultType]::ParameterName, 'Delete what the plan deletes, without being asked')
            [CompletionResult]::new('--brief', '--brief', [CompletionResultType]::ParameterName, 'One line a resource')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'Every field, also of what is created and deleted, and no value cut')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;destroy' {
            [CompletionResult]::new('--confirm', '--confirm', [CompletionResultType]::ParameterName, 'The center''s name, in place of typing it')
            [CompletionResult]::new('-m', '-m', [CompletionResultType]::ParameterName, 'Why, for the history')
            [CompletionResult]::new('--message', '--message', [CompletionResultType]::ParameterName, 'Why, for the history')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--brief', '--brief', [CompletionResultType]::ParameterName, 'One line a resource')
            [CompletionResult]::new('--full', '--full', [CompletionResultType]::ParameterName, 'Every field, also of what is created and deleted, and no value cut')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;logs' {
            [CompletionResult]::new('--since', '--since', [CompletionResultType]::ParameterName, 'From then on: 10m, 2d or 2026-11-20T16:00:00Z')
            [CompletionResult]::new('--after', '--after', [CompletionResultType]::ParameterName, 'Behind the entry of this sequence number')
            [CompletionResult]::new('--call', '--call', [CompletionResultType]::ParameterName, 'Of this call')
            [CompletionResult]::new('--number', '--number', [CompletionResultType]::ParameterName, 'Of calls from or to this number')
            [CompletionResult]::new('--agent', '--agent', [CompletionResultType]::ParameterName, 'Of calls in which this agent takes part')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output; table on a terminal, ndjson elsewhere')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output; table on a terminal, ndjson elsewhere')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'Go on with what happens from here on')
            [CompletionResult]::new('--follow', '--follow', [CompletionResultType]::ParameterName, 'Go on with what happens from here on')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;call' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what was said on the wire in a call, how its audio was, and what went wrong')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;call;show' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--pcap', '--pcap', [CompletionResultType]::ParameterName, 'Save the messages as a capture for Wireshark and its like; -: standard output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--messages', '--messages', [CompletionResultType]::ParameterName, 'Show every message whole')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;call;help' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what was said on the wire in a call, how its audio was, and what went wrong')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;call;help;show' {
            break
        }
        'ccctl;call;help;help' {
            break
        }
        'ccctl;agent' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('state', 'state', [CompletionResultType]::ParameterValue, 'Set what an agent does')
            [CompletionResult]::new('stay', 'stay', [CompletionResultType]::ParameterValue, 'Let an agent''s wrap-up go on until he acts')
            [CompletionResult]::new('return', 'return', [CompletionResultType]::ParameterValue, 'End an agent''s wrap-up: he is idle')
            [CompletionResult]::new('force-offline', 'force-offline', [CompletionResultType]::ParameterValue, 'Force an agent offline: he can choose nothing until he is restored')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Let an agent who was forced offline log in again')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;agent;state' {
            [CompletionResult]::new('--reason', '--reason', [CompletionResultType]::ParameterName, 'Why, of a break: one of the center''s break reasons')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;agent;stay' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;agent;return' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;agent;force-offline' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;agent;restore' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;agent;help' {
            [CompletionResult]::new('state', 'state', [CompletionResultType]::ParameterValue, 'Set what an agent does')
            [CompletionResult]::new('stay', 'stay', [CompletionResultType]::ParameterValue, 'Let an agent''s wrap-up go on until he acts')
            [CompletionResult]::new('return', 'return', [CompletionResultType]::ParameterValue, 'End an agent''s wrap-up: he is idle')
            [CompletionResult]::new('force-offline', 'force-offline', [CompletionResultType]::ParameterValue, 'Force an agent offline: he can choose nothing until he is restored')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Let an agent who was forced offline log in again')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;agent;help;state' {
            break
        }
        'ccctl;agent;help;stay' {
            break
        }
        'ccctl;agent;help;return' {
            break
        }
        'ccctl;agent;help;force-offline' {
            break
        }
        'ccctl;agent;help;restore' {
            break
        }
        'ccctl;agent;help;help' {
            break
        }
        'ccctl;phone' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('password', 'password', [CompletionResultType]::ParameterValue, 'Give a phone a new password and show it this once')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;phone;password' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output; table: the password alone')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output; table: the password alone')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;phone;help' {
            [CompletionResult]::new('password', 'password', [CompletionResultType]::ParameterValue, 'Give a phone a new password and show it this once')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;phone;help;password' {
            break
        }
        'ccctl;phone;help;help' {
            break
        }
        'ccctl;trunk' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('password', 'password', [CompletionResultType]::ParameterValue, 'Give the account of a gateway a new password and show it this once')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Test whether calls over a trunk can be expected to work')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;trunk;password' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output; table: the password alone')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output; table: the password alone')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;trunk;test' {
            [CompletionResult]::new('--dial', '--dial', [CompletionResultType]::ParameterName, 'Call this number too, for a moment: one that answers by itself is best')
            [CompletionResult]::new('--shown', '--shown', [CompletionResultType]::ParameterName, 'The number of the trunk that is shown, if not the first that goes out')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;trunk;help' {
            [CompletionResult]::new('password', 'password', [CompletionResultType]::ParameterValue, 'Give the account of a gateway a new password and show it this once')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Test whether calls over a trunk can be expected to work')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;trunk;help;password' {
            break
        }
        'ccctl;trunk;help;test' {
            break
        }
        'ccctl;trunk;help;help' {
            break
        }
        'ccctl;prompt' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('download', 'download', [CompletionResultType]::ParameterValue, 'Save a prompt of the live configuration as an audio file')
            [CompletionResult]::new('preview', 'preview', [CompletionResultType]::ParameterValue, 'Save a text as it would be spoken')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;prompt;download' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where to save it; -: standard output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--original', '--original', [CompletionResultType]::ParameterName, 'The file as it was uploaded')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;prompt;preview' {
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where to save it; -: standard output')
            [CompletionResult]::new('--voice', '--voice', [CompletionResultType]::ParameterName, 'The voice, zh or en; if left out, that of the center, and offline zh')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Speak it on this machine, by espeak-ng; needs no daemon')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;prompt;help' {
            [CompletionResult]::new('download', 'download', [CompletionResultType]::ParameterValue, 'Save a prompt of the live configuration as an audio file')
            [CompletionResult]::new('preview', 'preview', [CompletionResultType]::ParameterValue, 'Save a text as it would be spoken')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;prompt;help;download' {
            break
        }
        'ccctl;prompt;help;preview' {
            break
        }
        'ccctl;prompt;help;help' {
            break
        }
        'ccctl;softphone' {
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Where the daemon takes SIP')
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Where the phone takes SIP; the default is any port on the way to the server')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The extension that registers, or the number that calls')
            [CompletionResult]::new('--password-env', '--password-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the phone''s password')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'The file that holds the phone''s password')
            [CompletionResult]::new('--play', '--play', [CompletionResultType]::ParameterName, 'Say this file again and again: WAV, 16-bit PCM, 8 kHz, mono')
            [CompletionResult]::new('--tone', '--tone', [CompletionResultType]::ParameterName, 'Say a tone')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Write what is heard to this file; a second call''s has `-2` in its name')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'End after that time, whatever happens')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('register', 'register', [CompletionResultType]::ParameterValue, 'Register and take calls')
            [CompletionResult]::new('dial', 'dial', [CompletionResultType]::ParameterValue, 'Call a number')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;softphone;register' {
            [CompletionResult]::new('--answer-after', '--answer-after', [CompletionResultType]::ParameterName, 'Answer by itself after that time; on a terminal the default is to wait for `a`')
            [CompletionResult]::new('--talk', '--talk', [CompletionResultType]::ParameterName, 'Hang up after that time; the default is to wait until the other side does')
            [CompletionResult]::new('--calls', '--calls', [CompletionResultType]::ParameterName, 'End after so many calls; the default is to go on until the time is over')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Where the daemon takes SIP')
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Where the phone takes SIP; the default is any port on the way to the server')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The extension that registers, or the number that calls')
            [CompletionResult]::new('--password-env', '--password-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the phone''s password')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'The file that holds the phone''s password')
            [CompletionResult]::new('--play', '--play', [CompletionResultType]::ParameterName, 'Say this file again and again: WAV, 16-bit PCM, 8 kHz, mono')
            [CompletionResult]::new('--tone', '--tone', [CompletionResultType]::ParameterName, 'Say a tone')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Write what is heard to this file; a second call''s has `-2` in its name')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'End after that time, whatever happens')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'ccctl;softphone;dial' {
            [CompletionResult]::new('--keys', '--keys', [CompletionResultType]::ParameterName, 'Press keys, each after that time from the answer: 1@3s,2#@6s')
            [CompletionResult]::new('--hang-up-after', '--hang-up-after', [CompletionResultType]::ParameterName, 'Hang up after that time from the answer; the default is to wait until the other side does')
            [CompletionResult]::new('--server', '--server', [CompletionResultType]::ParameterName, 'Where the daemon takes SIP')
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Where the phone takes SIP; the default is any port on the way to the server')
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'The extension that registers, or the number that calls')
            [CompletionResult]::new('--password-env', '--password-env', [CompletionResultType]::ParameterName, 'The environment variable that holds the phone''s password')
            [CompletionResult]::new('--password-file', '--password-file', [CompletionResultType]::ParameterName, 'The file that holds the phone''s password')
            [CompletionResult]::new('--play', '--play', [CompletionResultType]::ParameterName, 'Say this file again and again: WAV, 16-bit PCM, 8 kHz, mono')
            [CompletionResult]::new('--tone', '--tone', [CompletionResultType]::ParameterName, 'Say a tone')
            [CompletionResult]::new('--record', '--record', [CompletionResultType]::ParameterName, 'Write what is heard to this file; a second call''s has `-2` in its name')
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'End after that time, whatever happens')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'ccctl;softphone;help' {
            [CompletionResult]::new('register', 'register', [CompletionResultType]::ParameterValue, 'Register and take calls')
            [CompletionResult]::new('dial', 'dial', [CompletionResultType]::ParameterValue, 'Call a number')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;softphone;help;register' {
            break
        }
        'ccctl;softphone;help;dial' {
            break
        }
        'ccctl;softphone;help;help' {
            break
        }
        'ccctl;token' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a token and show it this once')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the tokens')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'End a token')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;token;create' {
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'What it allows: viewer, operator, admin, or a role of the configuration')
            [CompletionResult]::new('--expires', '--expires', [CompletionResultType]::ParameterName, 'When it ends to hold: 90d, or 2027-01-01T00:00:00Z; never if left out')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output; table: the token alone')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output; table: the token alone')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;token;list' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;token;revoke' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'ccctl;token;help' {
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a token and show it this once')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the tokens')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'End a token')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;token;help;create' {
            break
        }
        'ccctl;token;help;list' {
            break
        }
        'ccctl;token;help;revoke' {
            break
        }
        'ccctl;token;help;help' {
            break
        }
        'ccctl;client' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a client and show its id, and its secret this once')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Give a client another secret and show it this once')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the clients')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a client; its secrets and tokens end at once')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;client;create' {
            [CompletionResult]::new('--role', '--role', [CompletionResultType]::ParameterName, 'What it may do: viewer, operator, admin, or a role of the configuration')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output; table: one line each')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output; table: one line each')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;client;rotate' {
            [CompletionResult]::new('--overlap', '--overlap', [CompletionResultType]::ParameterName, 'How long the secret before holds')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output; table: one line each')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output; table: one line each')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;client;list' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;client;delete' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'ccctl;client;help' {
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a client and show its id, and its secret this once')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Give a client another secret and show it this once')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the clients')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a client; its secrets and tokens end at once')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;client;help;create' {
            break
        }
        'ccctl;client;help;rotate' {
            break
        }
        'ccctl;client;help;list' {
            break
        }
        'ccctl;client;help;delete' {
            break
        }
        'ccctl;client;help;help' {
            break
        }
        'ccctl;explain' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;export' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;import' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('hotwords', 'hotwords', [CompletionResultType]::ParameterValue, 'Replace the hotwords by those of a text')
            [CompletionResult]::new('agents', 'agents', [CompletionResultType]::ParameterValue, 'Add agents from a table, and change those whose staff numbers the center has')
            [CompletionResult]::new('phones', 'phones', [CompletionResultType]::ParameterValue, 'Add phones from a table, and change those whose extensions the center has')
            [CompletionResult]::new('members', 'members', [CompletionResultType]::ParameterValue, 'Put agents into skill groups from a table, with their priorities')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;import;hotwords' {
            [CompletionResult]::new('--into', '--into', [CompletionResultType]::ParameterName, 'The file of the center for what it does not have yet; without it, where others of the kind are')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and write nothing')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;import;agents' {
            [CompletionResult]::new('--into', '--into', [CompletionResultType]::ParameterName, 'The file of the center for what it does not have yet; without it, where others of the kind are')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print the line of names and an example, to be filled in')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and write nothing')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;import;phones' {
            [CompletionResult]::new('--into', '--into', [CompletionResultType]::ParameterName, 'The file of the center for what it does not have yet; without it, where others of the kind are')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print the line of names and an example, to be filled in')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and write nothing')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;import;members' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print the line of names and an example, to be filled in')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and write nothing')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;import;help' {
            [CompletionResult]::new('hotwords', 'hotwords', [CompletionResultType]::ParameterValue, 'Replace the hotwords by those of a text')
            [CompletionResult]::new('agents', 'agents', [CompletionResultType]::ParameterValue, 'Add agents from a table, and change those whose staff numbers the center has')
            [CompletionResult]::new('phones', 'phones', [CompletionResultType]::ParameterValue, 'Add phones from a table, and change those whose extensions the center has')
            [CompletionResult]::new('members', 'members', [CompletionResultType]::ParameterValue, 'Put agents into skill groups from a table, with their priorities')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;import;help;hotwords' {
            break
        }
        'ccctl;import;help;agents' {
            break
        }
        'ccctl;import;help;phones' {
            break
        }
        'ccctl;import;help;members' {
            break
        }
        'ccctl;import;help;help' {
            break
        }
        'ccctl;schema' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--live', '--live', [CompletionResultType]::ParameterName, 'Suggest the names of what is live on the daemon')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;set' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('member', 'member', [CompletionResultType]::ParameterValue, 'Let an agent answer a group''s calls, with a priority, or no more')
            [CompletionResult]::new('phone', 'phone', [CompletionResultType]::ParameterValue, 'Let a phone take a group''s calls by itself, with a priority, or no more')
            [CompletionResult]::new('hours', 'hours', [CompletionResultType]::ParameterValue, 'Give business hours others for today')
            [CompletionResult]::new('emergency', 'emergency', [CompletionResultType]::ParameterValue, 'Turn the emergency switch on or off')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;set;member' {
            [CompletionResult]::new('--priority', '--priority', [CompletionResultType]::ParameterName, 'The priority, 1 (highest) to 5')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'After how long it ends by itself, such as 2h')
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'Why')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--remove', '--remove', [CompletionResultType]::ParameterName, 'As no member')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'ccctl;set;phone' {
            [CompletionResult]::new('--priority', '--priority', [CompletionResultType]::ParameterName, 'The priority, 1 (highest) to 5')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'After how long it ends by itself, such as 2h')
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'Why')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--remove', '--remove', [CompletionResultType]::ParameterName, 'As no member')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'ccctl;set;hours' {
            [CompletionResult]::new('--today', '--today', [CompletionResultType]::ParameterName, 'When somebody works today: 10:00-15:00, several after commas, or closed')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'After how long it ends by itself, such as 2h')
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'Why')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;set;emergency' {
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'After how long it ends by itself, such as 2h')
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'Why')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;set;help' {
            [CompletionResult]::new('member', 'member', [CompletionResultType]::ParameterValue, 'Let an agent answer a group''s calls, with a priority, or no more')
            [CompletionResult]::new('phone', 'phone', [CompletionResultType]::ParameterValue, 'Let a phone take a group''s calls by itself, with a priority, or no more')
            [CompletionResult]::new('hours', 'hours', [CompletionResultType]::ParameterValue, 'Give business hours others for today')
            [CompletionResult]::new('emergency', 'emergency', [CompletionResultType]::ParameterValue, 'Turn the emergency switch on or off')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;set;help;member' {
            break
        }
        'ccctl;set;help;phone' {
            break
        }
        'ccctl;set;help;hours' {
            break
        }
        'ccctl;set;help;emergency' {
            break
        }
        'ccctl;set;help;help' {
            break
        }
        'ccctl;unset' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('member', 'member', [CompletionResultType]::ParameterValue, 'Whether an agent answers a group''s calls')
            [CompletionResult]::new('phone', 'phone', [CompletionResultType]::ParameterValue, 'Whether a phone takes a group''s calls')
            [CompletionResult]::new('hours', 'hours', [CompletionResultType]::ParameterValue, 'Today''s hours')
            [CompletionResult]::new('emergency', 'emergency', [CompletionResultType]::ParameterValue, 'The emergency switch')
            [CompletionResult]::new('all', 'all', [CompletionResultType]::ParameterValue, 'All of them')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;unset;member' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'ccctl;unset;phone' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'ccctl;unset;hours' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'ccctl;unset;emergency' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'ccctl;unset;all' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'ccctl;unset;help' {
            [CompletionResult]::new('member', 'member', [CompletionResultType]::ParameterValue, 'Whether an agent answers a group''s calls')
            [CompletionResult]::new('phone', 'phone', [CompletionResultType]::ParameterValue, 'Whether a phone takes a group''s calls')
            [CompletionResult]::new('hours', 'hours', [CompletionResultType]::ParameterValue, 'Today''s hours')
            [CompletionResult]::new('emergency', 'emergency', [CompletionResultType]::ParameterValue, 'The emergency switch')
            [CompletionResult]::new('all', 'all', [CompletionResultType]::ParameterValue, 'All of them')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;unset;help;member' {
            break
        }
        'ccctl;unset;help;phone' {
            break
        }
        'ccctl;unset;help;hours' {
            break
        }
        'ccctl;unset;help;emergency' {
            break
        }
        'ccctl;unset;help;all' {
            break
        }
        'ccctl;unset;help;help' {
            break
        }
        'ccctl;drift' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Also what the configuration leaves to run time (`managed: false`)')
            [CompletionResult]::new('--detailed-exitcode', '--detailed-exitcode', [CompletionResultType]::ParameterName, 'Exit with 2 if there is some')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;pull' {
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'The caller list of the center''s blacklist that blocked callers are put on')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'Lay env/NAME.yaml over the center')
            [CompletionResult]::new('--var', '--var', [CompletionResultType]::ParameterName, 'Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('--write', '--write', [CompletionResultType]::ParameterName, 'Write the files; without it the edits are only shown')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;blacklist' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Block a caller from his next call on')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Let a caller in again')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the callers who are blocked')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print them as YAML, as a caller list of the configuration')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;blacklist;add' {
            [CompletionResult]::new('--note', '--note', [CompletionResultType]::ParameterName, 'Why')
            [CompletionResult]::new('--for', '--for', [CompletionResultType]::ParameterName, 'After how long he is let in again by himself, such as 2h')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'ccctl;blacklist;remove' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'ccctl;blacklist;list' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The form of the output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;blacklist;export' {
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'What the list is called')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'ccctl;blacklist;help' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Block a caller from his next call on')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Let a caller in again')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the callers who are blocked')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print them as YAML, as a caller list of the configuration')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;blacklist;help;add' {
            break
        }
        'ccctl;blacklist;help;remove' {
            break
        }
        'ccctl;blacklist;help;list' {
            break
        }
        'ccctl;blacklist;help;export' {
            break
        }
        'ccctl;blacklist;help;help' {
            break
        }
        'ccctl;ci' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write the pipeline of a forge')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;ci;init' {
            [CompletionResult]::new('--center', '--center', [CompletionResultType]::ParameterName, 'The directory of the center in the repository')
            [CompletionResult]::new('--out', '--out', [CompletionResultType]::ParameterName, 'Where it is written, if not where the forge looks for it; -: standard output')
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;ci;help' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write the pipeline of a forge')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;ci;help;init' {
            break
        }
        'ccctl;ci;help;help' {
            break
        }
        'ccctl;completions' {
            [CompletionResult]::new('--daemon', '--daemon', [CompletionResultType]::ParameterName, 'Where the daemon is: unix:PATH or http://HOST:PORT')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'The token to show over http; the Unix socket needs none')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ccctl;help' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write a small center that runs, to be changed')
            [CompletionResult]::new('validate', 'validate', [CompletionResultType]::ParameterValue, 'Check a center''s YAML and report every problem at once')
            [CompletionResult]::new('fmt', 'fmt', [CompletionResultType]::ParameterValue, 'Lay out the YAML of a center in its canonical form')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Show what applying a center would change')
            [CompletionResult]::new('apply', 'apply', [CompletionResultType]::ParameterValue, 'Make a center live, after showing what that changes')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Run a center''s own tests, without a daemon')
            [CompletionResult]::new('fuzz', 'fuzz', [CompletionResultType]::ParameterValue, 'Try every way through a flow, and report where callers are lost')
            [CompletionResult]::new('simulate', 'simulate', [CompletionResultType]::ParameterValue, 'Play a day of calls, and print how long callers would wait')
            [CompletionResult]::new('render', 'render', [CompletionResultType]::ParameterValue, 'Print the whole center as it is in one environment, and where each value comes from')
            [CompletionResult]::new('graph', 'graph', [CompletionResultType]::ParameterValue, 'Draw a flow')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'List what is there and what it does')
            [CompletionResult]::new('describe', 'describe', [CompletionResultType]::ParameterValue, 'Show one resource: how it is written in the live configuration, and how it is at the moment')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'List what was applied, when, by whom, why and from which commit')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one apply: who, when, why, and what it changed')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Compare what two revisions put into effect')
            [CompletionResult]::new('rollback', 'rollback', [CompletionResultType]::ParameterValue, 'Make what was live at an earlier revision live again, as a revision of its own')
            [CompletionResult]::new('destroy', 'destroy', [CompletionResultType]::ParameterValue, 'Delete every resource of the live center')
            [CompletionResult]::new('logs', 'logs', [CompletionResultType]::ParameterValue, 'Show the log of calls, and follow it')
            [CompletionResult]::new('call', 'call', [CompletionResultType]::ParameterValue, 'Look into one call')
            [CompletionResult]::new('agent', 'agent', [CompletionResultType]::ParameterValue, 'Do something for an agent')
            [CompletionResult]::new('phone', 'phone', [CompletionResultType]::ParameterValue, 'Do something for a phone')
            [CompletionResult]::new('trunk', 'trunk', [CompletionResultType]::ParameterValue, 'Do something for a trunk')
            [CompletionResult]::new('prompt', 'prompt', [CompletionResultType]::ParameterValue, 'Listen to the prompts of the library, and to texts before they are in it')
            [CompletionResult]::new('softphone', 'softphone', [CompletionResultType]::ParameterValue, 'Be a SIP phone in the terminal')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'Make, list and revoke the tokens of the HTTP interface')
            [CompletionResult]::new('client', 'client', [CompletionResultType]::ParameterValue, 'Make, list, rotate and delete the API clients: programs that are integrated with the center')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain the language: kinds, keys, types of nodes, codes of problems')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write what is live as a directory of YAML')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Take agents, phones, members of skill groups and hotwords into a center''s YAML')
            [CompletionResult]::new('schema', 'schema', [CompletionResultType]::ParameterValue, 'Print the JSON Schema of the language for editors')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Change something at run time, beside the configuration')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'End what was changed at run time: it is again what the configuration says')
            [CompletionResult]::new('drift', 'drift', [CompletionResultType]::ParameterValue, 'List what is changed at run time and differs from the configuration')
            [CompletionResult]::new('pull', 'pull', [CompletionResultType]::ParameterValue, 'Take what was changed at run time into the YAML')
            [CompletionResult]::new('blacklist', 'blacklist', [CompletionResultType]::ParameterValue, 'Block callers at run time, let them in again, list and export them')
            [CompletionResult]::new('ci', 'ci', [CompletionResultType]::ParameterValue, 'Let a pipeline check, plan and apply a center')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completions of a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ccctl;help;init' {
            break
        }
        'ccctl;help;validate' {
            break
        }
        'ccctl;help;fmt' {
            break
        }
        'ccctl;help;plan' {
            break
        }
        'ccctl;help;apply' {
            break
        }
        'ccctl;help;test' {
            break
        }
        'ccctl;help;fuzz' {
            break
        }
        'ccctl;help;simulate' {
            break
        }
        'ccctl;help;render' {
            break
        }
        'ccctl;help;graph' {
            break
        }
        'ccctl;help;get' {
            break
        }
        'ccctl;help;describe' {
            break
        }
        'ccctl;help;history' {
            break
        }
        'ccctl;help;show' {
            break
        }
        'ccctl;help;diff' {
            break
        }
        'ccctl;help;rollback' {
            break
        }
        'ccctl;help;destroy' {
            break
        }
        'ccctl;help;logs' {
            break
        }
        'ccctl;help;call' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what was said on the wire in a call, how its audio was, and what went wrong')
            break
        }
        'ccctl;help;call;show' {
            break
        }
        'ccctl;help;agent' {
            [CompletionResult]::new('state', 'state', [CompletionResultType]::ParameterValue, 'Set what an agent does')
            [CompletionResult]::new('stay', 'stay', [CompletionResultType]::ParameterValue, 'Let an agent''s wrap-up go on until he acts')
            [CompletionResult]::new('return', 'return', [CompletionResultType]::ParameterValue, 'End an agent''s wrap-up: he is idle')
            [CompletionResult]::new('force-offline', 'force-offline', [CompletionResultType]::ParameterValue, 'Force an agent offline: he can choose nothing until he is restored')
            [CompletionResult]::new('restore', 'restore', [CompletionResultType]::ParameterValue, 'Let an agent who was forced offline log in again')
            break
        }
        'ccctl;help;agent;state' {
            break
        }
        'ccctl;help;agent;stay' {
            break
        }
        'ccctl;help;agent;return' {
            break
        }
        'ccctl;help;agent;force-offline' {
            break
        }
        'ccctl;help;agent;restore' {
            break
        }
        'ccctl;help;phone' {
            [CompletionResult]::new('password', 'password', [CompletionResultType]::ParameterValue, 'Give a phone a new password and show it this once')
            break
        }
        'ccctl;help;phone;password' {
            break
        }
        'ccctl;help;trunk' {
            [CompletionResult]::new('password', 'password', [CompletionResultType]::ParameterValue, 'Give the account of a gateway a new password and show it this once')
            [CompletionResult]::new('test', 'test', [CompletionResultType]::ParameterValue, 'Test whether calls over a trunk can be expected to work')
            break
        }
        'ccctl;help;trunk;password' {
            break
        }
        'ccctl;help;trunk;test' {
            break
        }
        'ccctl;help;prompt' {
            [CompletionResult]::new('download', 'download', [CompletionResultType]::ParameterValue, 'Save a prompt of the live configuration as an audio file')
            [CompletionResult]::new('preview', 'preview', [CompletionResultType]::ParameterValue, 'Save a text as it would be spoken')
            break
        }
        'ccctl;help;prompt;download' {
            break
        }
        'ccctl;help;prompt;preview' {
            break
        }
        'ccctl;help;softphone' {
            [CompletionResult]::new('register', 'register', [CompletionResultType]::ParameterValue, 'Register and take calls')
            [CompletionResult]::new('dial', 'dial', [CompletionResultType]::ParameterValue, 'Call a number')
            break
        }
        'ccctl;help;softphone;register' {
            break
        }
        'ccctl;help;softphone;dial' {
            break
        }
        'ccctl;help;token' {
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a token and show it this once')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the tokens')
            [CompletionResult]::new('revoke', 'revoke', [CompletionResultType]::ParameterValue, 'End a token')
            break
        }
        'ccctl;help;token;create' {
            break
        }
        'ccctl;help;token;list' {
            break
        }
        'ccctl;help;token;revoke' {
            break
        }
        'ccctl;help;client' {
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a client and show its id, and its secret this once')
            [CompletionResult]::new('rotate', 'rotate', [CompletionResultType]::ParameterValue, 'Give a client another secret and show it this once')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the clients')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete a client; its secrets and tokens end at once')
            break
        }
        'ccctl;help;client;create' {
            break
        }
        'ccctl;help;client;rotate' {
            break
        }
        'ccctl;help;client;list' {
            break
        }
        'ccctl;help;client;delete' {
            break
        }
        'ccctl;help;explain' {
            break
        }
        'ccctl;help;export' {
            break
        }
        'ccctl;help;import' {
            [CompletionResult]::new('hotwords', 'hotwords', [CompletionResultType]::ParameterValue, 'Replace the hotwords by those of a text')
            [CompletionResult]::new('agents', 'agents', [CompletionResultType]::ParameterValue, 'Add agents from a table, and change those whose staff numbers the center has')
            [CompletionResult]::new('phones', 'phones', [CompletionResultType]::ParameterValue, 'Add phones from a table, and change those whose extensions the center has')
            [CompletionResult]::new('members', 'members', [CompletionResultType]::ParameterValue, 'Put agents into skill groups from a table, with their priorities')
            break
        }
        'ccctl;help;import;hotwords' {
            break
        }
        'ccctl;help;import;agents' {
            break
        }
        'ccctl;help;import;phones' {
            break
        }
        'ccctl;help;import;members' {
            break
        }
        'ccctl;help;schema' {
            break
        }
        'ccctl;help;set' {
            [CompletionResult]::new('member', 'member', [CompletionResultType]::ParameterValue, 'Let an agent answer a group''s calls, with a priority, or no more')
            [CompletionResult]::new('phone', 'phone', [CompletionResultType]::ParameterValue, 'Let a phone take a group''s calls by itself, with a priority, or no more')
            [CompletionResult]::new('hours', 'hours', [CompletionResultType]::ParameterValue, 'Give business hours others for today')
            [CompletionResult]::new('emergency', 'emergency', [CompletionResultType]::ParameterValue, 'Turn the emergency switch on or off')
            break
        }
        'ccctl;help;set;member' {
            break
        }
        'ccctl;help;set;phone' {
            break
        }
        'ccctl;help;set;hours' {
            break
        }
        'ccctl;help;set;emergency' {
            break
        }
        'ccctl;help;unset' {
            [CompletionResult]::new('member', 'member', [CompletionResultType]::ParameterValue, 'Whether an agent answers a group''s calls')
            [CompletionResult]::new('phone', 'phone', [CompletionResultType]::ParameterValue, 'Whether a phone takes a group''s calls')
            [CompletionResult]::new('hours', 'hours', [CompletionResultType]::ParameterValue, 'Today''s hours')
            [CompletionResult]::new('emergency', 'emergency', [CompletionResultType]::ParameterValue, 'The emergency switch')
            [CompletionResult]::new('all', 'all', [CompletionResultType]::ParameterValue, 'All of them')
            break
        }
        'ccctl;help;unset;member' {
            break
        }
        'ccctl;help;unset;phone' {
            break
        }
        'ccctl;help;unset;hours' {
            break
        }
        'ccctl;help;unset;emergency' {
            break
        }
        'ccctl;help;unset;all' {
            break
        }
        'ccctl;help;drift' {
            break
        }
        'ccctl;help;pull' {
            break
        }
        'ccctl;help;blacklist' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Block a caller from his next call on')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Let a caller in again')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the callers who are blocked')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Print them as YAML, as a caller list of the configuration')
            break
        }
        'ccctl;help;blacklist;add' {
            break
        }
        'ccctl;help;blacklist;remove' {
            break
        }
        'ccctl;help;blacklist;list' {
            break
        }
        'ccctl;help;blacklist;export' {
            break
        }
        'ccctl;help;ci' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write the pipeline of a forge')
            break
        }
        'ccctl;help;ci;init' {
            break
        }
        'ccctl;help;completions' {
            break
        }
        'ccctl;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
