module completions {

  # Describes, plans and applies a contact center, and looks after the one that runs
  export extern ccctl [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    --version(-V)             # Print version
  ]

  def "nu-complete ccctl init voice" [] {
    [ "zh" "en" ]
  }

  # Write a small center that runs, to be changed
  export extern "ccctl init" [
    --voice: string@"nu-complete ccctl init voice" # The language of its texts
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    directory: path           # The directory for the center
  ]

  def "nu-complete ccctl validate format" [] {
    [ "human" "json" "github" ]
  }

  # Check a center's YAML and report every problem at once
  export extern "ccctl validate" [
    --format: string@"nu-complete ccctl validate format" # How problems are shown
    --fix                     # Mend in the files what is certain, such as a misspelled name, and say what is left
    --deny-warnings           # Exit with 3 if there is a warning
    --on: string              # The day for what depends on one, such as the holidays of next year; without it, today
    --env: string             # Lay env/NAME.yaml over the center
    --var: string             # Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    directory: path           # The directory that holds the center
  ]

  def "nu-complete ccctl fmt format" [] {
    [ "human" "github" ]
  }

  # Lay out the YAML of a center in its canonical form
  export extern "ccctl fmt" [
    --check                   # Change nothing, and name the files that are laid out otherwise
    --diff                    # Change nothing, and show what would change
    --format: string@"nu-complete ccctl fmt format" # How the files are told that --check finds, and those that are no YAML
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    ...paths: path            # Directories and files; `-` for standard input
  ]

  def "nu-complete ccctl plan output" [] {
    [ "table" "json" "markdown" ]
  }

  # Show what applying a center would change
  export extern "ccctl plan" [
    --output(-o): string@"nu-complete ccctl plan output" # How the plan is shown
    --brief                   # One line a resource
    --full                    # Every field, also of what is created and deleted, and no value cut
    --detailed-exitcode       # Exit with 2 if something would change
    --replay: string          # Play the recorded calls of so long through the desired flows, and list who would come elsewhere
    --out: path               # Save the plan for `ccctl apply FILE`
    --env: string             # Lay env/NAME.yaml over the center
    --var: string             # Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    directory: path           # The directory that holds the center
  ]

  # Make a center live, after showing what that changes
  export extern "ccctl apply" [
    --yes(-y)                 # Do not ask
    --allow-delete            # Delete what the plan deletes, without being asked
    --allow-removing: string  # Remove up to so many members of groups, numbers and agents, of each; center.max_removals if left out
    --message(-m): string     # Why, for the history (`ccctl history`)
    --brief                   # One line a resource
    --full                    # Every field, also of what is created and deleted, and no value cut
    --env: string             # Lay env/NAME.yaml over the center
    --var: string             # Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    source: path              # The directory that holds the center, or a saved plan
  ]

  # Run a center's own tests, without a daemon
  export extern "ccctl test" [
    --only: string            # Run this test alone
    --coverage                # Show which nodes of the flows were entered, and which ways from node to node were taken
    --min-coverage: string    # Fail if less than so many percent of all nodes and ways were reached
    --env: string             # Lay env/NAME.yaml over the center
    --var: string             # Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    directory: path           # The directory that holds the center
  ]

  def "nu-complete ccctl fuzz output" [] {
    [ "table" "json" ]
  }

  # Try every way through a flow, and report where callers are lost
  export extern "ccctl fuzz" [
    --depth: string           # How often a caller presses keys or lets the time for them pass
    --states: string          # How many states of each flow are looked at
    --longest: string         # How long a call may take until somebody talks with the caller
    --output(-o): string@"nu-complete ccctl fuzz output" # How the findings are shown
    --env: string             # Lay env/NAME.yaml over the center
    --var: string             # Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    directory: path           # The directory that holds the center
    target?: string           # One flow, or the number that leads to it
  ]

  def "nu-complete ccctl simulate spread" [] {
    [ "exponential" "fixed" ]
  }

  def "nu-complete ccctl simulate output" [] {
    [ "table" "json" "csv" ]
  }

  # Play a day of calls, and print how long callers would wait
  export extern "ccctl simulate" [
    --arrivals: path          # Who calls when, as CSV
    --calls: string           # Calls that are expected each half hour
    --number: string          # Which number they dial; without it the first of the center
    --keys: string            # What they press wherever the flow asks, with spaces in between
    --from: string            # When the first half hour of them begins
    --to: string              # When the last one ends
    --staff: path             # Who is there when, as CSV
    --talk: string            # How long talks take on average
    --spread: string@"nu-complete ccctl simulate spread" # How talks spread around that
    --patience: string        # How long callers wait on average until they hang up; `never`: as long as it takes
    --rings: string           # How long agents let it ring
    --goal: string            # How many percent of the callers should be answered within how many seconds
    --date: string            # Which day; without it today
    --runs: string            # How often the day is played
    --seed: string            # The seed of the first run; the same seed gives the same figures
    --output(-o): string@"nu-complete ccctl simulate output" # How the figures are shown
    --env: string             # Lay env/NAME.yaml over the center
    --var: string             # Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    directory: path           # The directory that holds the center
  ]

  def "nu-complete ccctl render output" [] {
    [ "yaml" "json" ]
  }

  # Print the whole center as it is in one environment, and where each value comes from
  export extern "ccctl render" [
    --output(-o): string@"nu-complete ccctl render output" # The form of the output: YAML, or every value with its path
    --env: string             # Lay env/NAME.yaml over the center
    --var: string             # Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    directory: path           # The directory that holds the center
  ]

  def "nu-complete ccctl graph output" [] {
    [ "mermaid" "svg" ]
  }

  # Draw a flow
  export extern "ccctl graph" [
    --output(-o): string@"nu-complete ccctl graph output" # The form of the output
    --out: path               # Write it to a file
    --env: string             # Lay env/NAME.yaml over the center
    --var: string             # Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    directory: path           # The directory that holds the center
    ivr: string               # The IVR, or a version of it
  ]

  def "nu-complete ccctl get kind" [] {
    [ "trunks" "numbers" "prompts" "ivrs" "skill_groups" "agents" "phones" "routing" "hours" "hotwords" "webhooks" "caller_lists" "roles" "calls" "records" "revisions" ]
  }

  def "nu-complete ccctl get output" [] {
    [ "table" "json" "yaml" "ndjson" "csv" "txt" ]
  }

  def "nu-complete ccctl get direction" [] {
    [ "in" "out" ]
  }

  def "nu-complete ccctl get provision" [] {
    [ "yealink" "calltel" "flyingvoice" "alcatel" ]
  }

  # List what is there and what it does
  export extern "ccctl get" [
    --output(-o): string@"nu-complete ccctl get output" # The form of the output
    --since: string           # Calls that ended since then: 10m, 2d or 2026-11-20T16:00:00Z
    --until: string           # Calls that ended before then
    --limit: string           # How many at most; 100 if left out, and all of CSV
    --caller: string          # Calls from this number
    --callee: string          # Calls to this number
    --number: string          # Calls from or to this number
    --direction: string@"nu-complete ccctl get direction" # Calls of customers (in) or to them (out)
    --agent: string           # Calls in which this agent took part or was rung
    --group: string           # Calls that waited in this skill group or for which it was rung
    --status: string          # Calls that ended so: ok, ivrGiveUp, 103 …
    --remark: string          # Calls whose remark has this text
    --provision: string@"nu-complete ccctl get provision" # What to enter in the web pages of a phone of this make, so that it registers
    --with-password           # With a password that is made for it and shown this once; the one before ends to hold
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    kind: string@"nu-complete ccctl get kind" # The kind
    name?: string             # The name, the number, the extension, or the id of a call or record
  ]

  def "nu-complete ccctl describe kind" [] {
    [ "trunks" "numbers" "prompts" "ivrs" "skill_groups" "agents" "phones" "routing" "hours" "hotwords" "webhooks" "caller_lists" "roles" ]
  }

  def "nu-complete ccctl describe output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Show one resource: how it is written in the live configuration, and how it is at the moment
  export extern "ccctl describe" [
    --output(-o): string@"nu-complete ccctl describe output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    kind: string@"nu-complete ccctl describe kind" # The kind
    name: string              # The name, the number or the extension
  ]

  def "nu-complete ccctl history output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # List what was applied, when, by whom, why and from which commit
  export extern "ccctl history" [
    --limit: string           # How many at most
    --live                    # What was changed at run time, by whom and why, and how it ended
    --output(-o): string@"nu-complete ccctl history output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
  ]

  # Show one apply: who, when, why, and what it changed
  export extern "ccctl show" [
    --config                  # Print the whole configuration that it put into effect
    --brief                   # One line a resource
    --full                    # Every field, also of what is created and deleted, and no value cut
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    revision: string          # The number of the revision, see `ccctl history`
  ]

  def "nu-complete ccctl diff output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Compare what two revisions put into effect
  export extern "ccctl diff" [
    --brief                   # One line a resource
    --full                    # Every field, also of what is created and deleted, and no value cut
    --output(-o): string@"nu-complete ccctl diff output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    from: string              # One: a number of `ccctl history`, `live`, or 0 for the empty center
    to: string                # The other
  ]

  # Make what was live at an earlier revision live again, as a revision of its own
  export extern "ccctl rollback" [
    --yes(-y)                 # Do not ask
    --allow-delete            # Delete what the plan deletes, without being asked
    --allow-removing: string  # Remove up to so many members of groups, numbers and agents, of each; center.max_removals if left out
    --directory: path         # Where the files of secrets lie
    --message(-m): string     # Why, for the history
    --brief                   # One line a resource
    --full                    # Every field, also of what is created and deleted, and no value cut
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    revision: string          # The number of the revision, see `ccctl history`
  ]

  # Delete every resource of the live center
  export extern "ccctl destroy" [
    --confirm: string         # The center's name, in place of typing it
    --message(-m): string     # Why, for the history
    --brief                   # One line a resource
    --full                    # Every field, also of what is created and deleted, and no value cut
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete ccctl logs output" [] {
    [ "table" "ndjson" ]
  }

  # Show the log of calls, and follow it
  export extern "ccctl logs" [
    --follow(-f)              # Go on with what happens from here on
    --since: string           # From then on: 10m, 2d or 2026-11-20T16:00:00Z
    --after: string           # Behind the entry of this sequence number
    --call: string            # Of this call
    --number: string          # Of calls from or to this number
    --agent: string           # Of calls in which this agent takes part
    --output(-o): string@"nu-complete ccctl logs output" # The form of the output; table on a terminal, ndjson elsewhere
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
  ]

  # Look into one call
  export extern "ccctl call" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
  ]

  def "nu-complete ccctl call show output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Show what was said on the wire in a call, how its audio was, and what went wrong
  export extern "ccctl call show" [
    --output(-o): string@"nu-complete ccctl call show output" # The form of the output
    --messages                # Show every message whole
    --pcap: path              # Save the messages as a capture for Wireshark and its like; -: standard output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    id: string                # The id of a call that is up, or over; or the Call-ID of what became no call
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl call help" [
  ]

  # Show what was said on the wire in a call, how its audio was, and what went wrong
  export extern "ccctl call help show" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl call help help" [
  ]

  # Do something for an agent
  export extern "ccctl agent" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
  ]

  def "nu-complete ccctl agent state output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Set what an agent does
  export extern "ccctl agent state" [
    --reason: string          # Why, of a break: one of the center's break reasons
    --output(-o): string@"nu-complete ccctl agent state output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    name: string              # The agent
    state: string             # idle, not_ready, break or offline
  ]

  def "nu-complete ccctl agent stay output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Let an agent's wrap-up go on until he acts
  export extern "ccctl agent stay" [
    --output(-o): string@"nu-complete ccctl agent stay output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    name: string              # The agent
  ]

  def "nu-complete ccctl agent return output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # End an agent's wrap-up: he is idle
  export extern "ccctl agent return" [
    --output(-o): string@"nu-complete ccctl agent return output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    name: string              # The agent
  ]

  def "nu-complete ccctl agent force-offline output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Force an agent offline: he can choose nothing until he is restored
  export extern "ccctl agent force-offline" [
    --output(-o): string@"nu-complete ccctl agent force-offline output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    name: string              # The agent
  ]

  def "nu-complete ccctl agent restore output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Let an agent who was forced offline log in again
  export extern "ccctl agent restore" [
    --output(-o): string@"nu-complete ccctl agent restore output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    name: string              # The agent
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl agent help" [
  ]

  # Set what an agent does
  export extern "ccctl agent help state" [
  ]

  # Let an agent's wrap-up go on until he acts
  export extern "ccctl agent help stay" [
  ]

  # End an agent's wrap-up: he is idle
  export extern "ccctl agent help return" [
  ]

  # Force an agent offline: he can choose nothing until he is restored
  export extern "ccctl agent help force-offline" [
  ]

  # Let an agent who was forced offline log in again
  export extern "ccctl agent help restore" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl agent help help" [
  ]

  # Do something for a phone
  export extern "ccctl phone" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
  ]

  def "nu-complete ccctl phone password output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Give a phone a new password and show it this once
  export extern "ccctl phone password" [
    --output(-o): string@"nu-complete ccctl phone password output" # The form of the output; table: the password alone
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    extension: string         # The phone's extension
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl phone help" [
  ]

  # Give a phone a new password and show it this once
  export extern "ccctl phone help password" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl phone help help" [
  ]

  # Do something for a trunk
  export extern "ccctl trunk" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
  ]

  def "nu-complete ccctl trunk password output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Give the account of a gateway a new password and show it this once
  export extern "ccctl trunk password" [
    --output(-o): string@"nu-complete ccctl trunk password output" # The form of the output; table: the password alone
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    name: string              # The trunk, whose mode is `gateway`
  ]

  def "nu-complete ccctl trunk test output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Test whether calls over a trunk can be expected to work
  export extern "ccctl trunk test" [
    --dial: string            # Call this number too, for a moment: one that answers by itself is best
    --shown: string           # The number of the trunk that is shown, if not the first that goes out
    --output(-o): string@"nu-complete ccctl trunk test output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    name: string              # The trunk
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl trunk help" [
  ]

  # Give the account of a gateway a new password and show it this once
  export extern "ccctl trunk help password" [
  ]

  # Test whether calls over a trunk can be expected to work
  export extern "ccctl trunk help test" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl trunk help help" [
  ]

  # Do something for a webhook
  export extern "ccctl webhook" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
  ]

  def "nu-complete ccctl webhook retry output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Send the records again that are parked, and ask a receiver at once that takes nothing
  export extern "ccctl webhook retry" [
    --output(-o): string@"nu-complete ccctl webhook retry output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    name: string              # The webhook
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl webhook help" [
  ]

  # Send the records again that are parked, and ask a receiver at once that takes nothing
  export extern "ccctl webhook help retry" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl webhook help help" [
  ]

  # Listen to the prompts of the library, and to texts before they are in it
  export extern "ccctl prompt" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
  ]

  # Save a prompt of the live configuration as an audio file
  export extern "ccctl prompt download" [
    --out: path               # Where to save it; -: standard output
    --original                # The file as it was uploaded
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    name: string              # The name of the prompt
  ]

  # Save a text as it would be spoken
  export extern "ccctl prompt preview" [
    --out: path               # Where to save it; -: standard output
    --voice: string           # The voice, zh or en; if left out, that of the center, and offline zh
    --offline                 # Speak it on this machine, by espeak-ng; needs no daemon
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    text: string              # The text, at most 600 characters
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl prompt help" [
  ]

  # Save a prompt of the live configuration as an audio file
  export extern "ccctl prompt help download" [
  ]

  # Save a text as it would be spoken
  export extern "ccctl prompt help preview" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl prompt help help" [
  ]

  # Be a SIP phone in the terminal
  export extern "ccctl softphone" [
    --server: string          # Where the daemon takes SIP
    --listen: string          # Where the phone takes SIP; the default is any port on the way to the server
    --user: string            # The extension that registers, or the number that calls
    --password-env: string    # The environment variable that holds the phone's password
    --password-file: path     # The file that holds the phone's password
    --play: path              # Say this file again and again: WAV, 16-bit PCM, 8 kHz, mono
    --tone: string            # Say a tone
    --record: path            # Write what is heard to this file; a second call's has `-2` in its name
    --limit: string           # End after that time, whatever happens
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
  ]

  # Register and take calls
  export extern "ccctl softphone register" [
    --answer-after: string    # Answer by itself after that time; on a terminal the default is to wait for `a`
    --talk: string            # Hang up after that time; the default is to wait until the other side does
    --calls: string           # End after so many calls; the default is to go on until the time is over
    --server: string          # Where the daemon takes SIP
    --listen: string          # Where the phone takes SIP; the default is any port on the way to the server
    --user: string            # The extension that registers, or the number that calls
    --password-env: string    # The environment variable that holds the phone's password
    --password-file: path     # The file that holds the phone's password
    --play: path              # Say this file again and again: WAV, 16-bit PCM, 8 kHz, mono
    --tone: string            # Say a tone
    --record: path            # Write what is heard to this file; a second call's has `-2` in its name
    --limit: string           # End after that time, whatever happens
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
  ]

  # Call a number
  export extern "ccctl softphone dial" [
    --keys: string            # Press keys, each after that time from the answer: 1@3s,2#@6s
    --hang-up-after: string   # Hang up after that time from the answer; the default is to wait until the other side does
    --server: string          # Where the daemon takes SIP
    --listen: string          # Where the phone takes SIP; the default is any port on the way to the server
    --user: string            # The extension that registers, or the number that calls
    --password-env: string    # The environment variable that holds the phone's password
    --password-file: path     # The file that holds the phone's password
    --play: path              # Say this file again and again: WAV, 16-bit PCM, 8 kHz, mono
    --tone: string            # Say a tone
    --record: path            # Write what is heard to this file; a second call's has `-2` in its name
    --limit: string           # End after that time, whatever happens
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
    number: string            # The number
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl softphone help" [
  ]

  # Register and take calls
  export extern "ccctl softphone help register" [
  ]

  # Call a number
  export extern "ccctl softphone help dial" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl softphone help help" [
  ]

  # Make, list and revoke the tokens of the HTTP interface
  export extern "ccctl token" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete ccctl token create output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Make a token and show it this once
  export extern "ccctl token create" [
    --role: string            # What it allows: viewer, operator, admin, or a role of the configuration
    --expires: string         # When it ends to hold: 90d, or 2027-01-01T00:00:00Z; never if left out
    --output(-o): string@"nu-complete ccctl token create output" # The form of the output; table: the token alone
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    name: string              # What the token is called
  ]

  def "nu-complete ccctl token list output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # List the tokens
  export extern "ccctl token list" [
    --output(-o): string@"nu-complete ccctl token list output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
  ]

  # End a token
  export extern "ccctl token revoke" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
    name: string              # What the token is called
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl token help" [
  ]

  # Make a token and show it this once
  export extern "ccctl token help create" [
  ]

  # List the tokens
  export extern "ccctl token help list" [
  ]

  # End a token
  export extern "ccctl token help revoke" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl token help help" [
  ]

  # Make, list, rotate and delete the API clients: programs that are integrated with the center
  export extern "ccctl client" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
  ]

  def "nu-complete ccctl client create output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Make a client and show its id, and its secret this once
  export extern "ccctl client create" [
    --role: string            # What it may do: viewer, operator, admin, or a role of the configuration
    --output(-o): string@"nu-complete ccctl client create output" # The form of the output; table: one line each
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    name: string              # What the client is called
  ]

  def "nu-complete ccctl client rotate output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Give a client another secret and show it this once
  export extern "ccctl client rotate" [
    --overlap: string         # How long the secret before holds
    --output(-o): string@"nu-complete ccctl client rotate output" # The form of the output; table: one line each
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    name: string              # What the client is called
  ]

  def "nu-complete ccctl client list output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # List the clients
  export extern "ccctl client list" [
    --output(-o): string@"nu-complete ccctl client list output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
  ]

  # Delete a client; its secrets and tokens end at once
  export extern "ccctl client delete" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
    name: string              # What the client is called
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl client help" [
  ]

  # Make a client and show its id, and its secret this once
  export extern "ccctl client help create" [
  ]

  # Give a client another secret and show it this once
  export extern "ccctl client help rotate" [
  ]

  # List the clients
  export extern "ccctl client help list" [
  ]

  # Delete a client; its secrets and tokens end at once
  export extern "ccctl client help delete" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl client help help" [
  ]

  def "nu-complete ccctl explain output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Explain the language and end statuses: kinds, keys, types of nodes, codes of problems, 107
  export extern "ccctl explain" [
    --output(-o): string@"nu-complete ccctl explain output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    path?: string             # A path such as ivrs.nodes.menu, `variables`, `readings`, `problems`, `statuses`, or one of these
  ]

  # Write what is live as a directory of YAML
  export extern "ccctl export" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    directory: path           # The directory for the center
  ]

  # Take agents, phones, members of skill groups and hotwords into a center's YAML
  export extern "ccctl import" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
  ]

  # Replace the hotwords by those of a text
  export extern "ccctl import hotwords" [
    --into: string            # The file of the center for what it does not have yet; without it, where others of the kind are
    --dry-run                 # Show what would change, and write nothing
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    file: path                # The file of words; `-` for standard input
    directory: path           # The directory that holds the center
  ]

  # Add agents from a table, and change those whose staff numbers the center has
  export extern "ccctl import agents" [
    --template                # Print the line of names and an example, to be filled in
    --into: string            # The file of the center for what it does not have yet; without it, where others of the kind are
    --dry-run                 # Show what would change, and write nothing
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    file?: path               # The file of comma-separated values; `-` for standard input
    directory?: path          # The directory that holds the center
  ]

  # Add phones from a table, and change those whose extensions the center has
  export extern "ccctl import phones" [
    --template                # Print the line of names and an example, to be filled in
    --into: string            # The file of the center for what it does not have yet; without it, where others of the kind are
    --dry-run                 # Show what would change, and write nothing
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    file?: path               # The file of comma-separated values; `-` for standard input
    directory?: path          # The directory that holds the center
  ]

  # Put agents into skill groups from a table, with their priorities
  export extern "ccctl import members" [
    --template                # Print the line of names and an example, to be filled in
    --dry-run                 # Show what would change, and write nothing
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    file?: path               # The file of comma-separated values; `-` for standard input
    directory?: path          # The directory that holds the center
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl import help" [
  ]

  # Replace the hotwords by those of a text
  export extern "ccctl import help hotwords" [
  ]

  # Add agents from a table, and change those whose staff numbers the center has
  export extern "ccctl import help agents" [
  ]

  # Add phones from a table, and change those whose extensions the center has
  export extern "ccctl import help phones" [
  ]

  # Put agents into skill groups from a table, with their priorities
  export extern "ccctl import help members" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl import help help" [
  ]

  # Print the JSON Schema of the language for editors
  export extern "ccctl schema" [
    --live                    # Suggest the names of what is live on the daemon
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
  ]

  # Change something at run time, beside the configuration
  export extern "ccctl set" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
  ]

  # Let an agent answer a group's calls, with a priority, or no more
  export extern "ccctl set member" [
    --priority: string        # The priority, 1 (highest) to 5
    --remove                  # As no member
    --for: string             # After how long it ends by itself, such as 2h
    --note: string            # Why
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
    group: string             # The skill group
    agent: string             # The agent
  ]

  # Let a phone take a group's calls by itself, with a priority, or no more
  export extern "ccctl set phone" [
    --priority: string        # The priority, 1 (highest) to 5
    --remove                  # As no member
    --for: string             # After how long it ends by itself, such as 2h
    --note: string            # Why
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
    group: string             # The skill group
    extension: string         # The extension of the phone
  ]

  # Give business hours others for today
  export extern "ccctl set hours" [
    --today: string           # When somebody works today: 10:00-15:00, several after commas, or closed
    --for: string             # After how long it ends by itself, such as 2h
    --note: string            # Why
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    name: string              # The business hours
  ]

  def "nu-complete ccctl set emergency state" [] {
    [ "on" "off" ]
  }

  # Turn the emergency switch on or off
  export extern "ccctl set emergency" [
    --for: string             # After how long it ends by itself, such as 2h
    --note: string            # Why
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    state: string@"nu-complete ccctl set emergency state" # Which of them
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl set help" [
  ]

  # Let an agent answer a group's calls, with a priority, or no more
  export extern "ccctl set help member" [
  ]

  # Let a phone take a group's calls by itself, with a priority, or no more
  export extern "ccctl set help phone" [
  ]

  # Give business hours others for today
  export extern "ccctl set help hours" [
  ]

  # Turn the emergency switch on or off
  export extern "ccctl set help emergency" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl set help help" [
  ]

  # End what was changed at run time: it is again what the configuration says
  export extern "ccctl unset" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
  ]

  # Whether an agent answers a group's calls
  export extern "ccctl unset member" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
    group: string             # The skill group
    agent: string             # The agent
  ]

  # Whether a phone takes a group's calls
  export extern "ccctl unset phone" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
    group: string             # The skill group
    extension: string         # The extension of the phone
  ]

  # Today's hours
  export extern "ccctl unset hours" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
    name: string              # The business hours
  ]

  # The emergency switch
  export extern "ccctl unset emergency" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
  ]

  # All of them
  export extern "ccctl unset all" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl unset help" [
  ]

  # Whether an agent answers a group's calls
  export extern "ccctl unset help member" [
  ]

  # Whether a phone takes a group's calls
  export extern "ccctl unset help phone" [
  ]

  # Today's hours
  export extern "ccctl unset help hours" [
  ]

  # The emergency switch
  export extern "ccctl unset help emergency" [
  ]

  # All of them
  export extern "ccctl unset help all" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl unset help help" [
  ]

  def "nu-complete ccctl drift output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # List what is changed at run time and differs from the configuration
  export extern "ccctl drift" [
    --all                     # Also what the configuration leaves to run time (`managed: false`)
    --detailed-exitcode       # Exit with 2 if there is some
    --output(-o): string@"nu-complete ccctl drift output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
  ]

  # Take what was changed at run time into the YAML
  export extern "ccctl pull" [
    --write                   # Write the files; without it the edits are only shown
    --list: string            # The caller list of the center's blacklist that blocked callers are put on
    --expiring                # Take what ends by itself as well: in the YAML it holds for good
    --env: string             # Lay env/NAME.yaml over the center
    --var: string             # Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    directory: path           # The directory that holds the center
  ]

  # Block callers at run time, let them in again, list and export them
  export extern "ccctl blacklist" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
  ]

  # Block a caller from his next call on
  export extern "ccctl blacklist add" [
    --note: string            # Why
    --for: string             # After how long he is let in again by himself, such as 2h
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
    number: string            # His number, in any spelling
  ]

  # Let a caller in again
  export extern "ccctl blacklist remove" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
    number: string            # His number, in any spelling
  ]

  def "nu-complete ccctl blacklist list output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # List the callers who are blocked
  export extern "ccctl blacklist list" [
    --output(-o): string@"nu-complete ccctl blacklist list output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
  ]

  # Print them as YAML, as a caller list of the configuration
  export extern "ccctl blacklist export" [
    --name: string            # What the list is called
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl blacklist help" [
  ]

  # Block a caller from his next call on
  export extern "ccctl blacklist help add" [
  ]

  # Let a caller in again
  export extern "ccctl blacklist help remove" [
  ]

  # List the callers who are blocked
  export extern "ccctl blacklist help list" [
  ]

  # Print them as YAML, as a caller list of the configuration
  export extern "ccctl blacklist help export" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl blacklist help help" [
  ]

  # Let a pipeline check, plan and apply a center
  export extern "ccctl ci" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help
  ]

  def "nu-complete ccctl ci init forge" [] {
    [ "github" "gitlab" ]
  }

  # Write the pipeline of a forge
  export extern "ccctl ci init" [
    --center: string          # The directory of the center in the repository
    --out: path               # Where it is written, if not where the forge looks for it; -: standard output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    forge: string@"nu-complete ccctl ci init forge" # Whose pipeline
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl ci help" [
  ]

  # Write the pipeline of a forge
  export extern "ccctl ci help init" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl ci help help" [
  ]

  def "nu-complete ccctl completions shell" [] {
    [ "bash" "elvish" "fish" "nushell" "powershell" "zsh" ]
  }

  # Print the completions of a shell
  export extern "ccctl completions" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    shell: string@"nu-complete ccctl completions shell" # The shell
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl help" [
  ]

  # Write a small center that runs, to be changed
  export extern "ccctl help init" [
  ]

  # Check a center's YAML and report every problem at once
  export extern "ccctl help validate" [
  ]

  # Lay out the YAML of a center in its canonical form
  export extern "ccctl help fmt" [
  ]

  # Show what applying a center would change
  export extern "ccctl help plan" [
  ]

  # Make a center live, after showing what that changes
  export extern "ccctl help apply" [
  ]

  # Run a center's own tests, without a daemon
  export extern "ccctl help test" [
  ]

  # Try every way through a flow, and report where callers are lost
  export extern "ccctl help fuzz" [
  ]

  # Play a day of calls, and print how long callers would wait
  export extern "ccctl help simulate" [
  ]

  # Print the whole center as it is in one environment, and where each value comes from
  export extern "ccctl help render" [
  ]

  # Draw a flow
  export extern "ccctl help graph" [
  ]

  # List what is there and what it does
  export extern "ccctl help get" [
  ]

  # Show one resource: how it is written in the live configuration, and how it is at the moment
  export extern "ccctl help describe" [
  ]

  # List what was applied, when, by whom, why and from which commit
  export extern "ccctl help history" [
  ]

  # Show one apply: who, when, why, and what it changed
  export extern "ccctl help show" [
  ]

  # Compare what two revisions put into effect
  export extern "ccctl help diff" [
  ]

  # Make what was live at an earlier revision live again, as a revision of its own
  export extern "ccctl help rollback" [
  ]

  # Delete every resource of the live center
  export extern "ccctl help destroy" [
  ]

  # Show the log of calls, and follow it
  export extern "ccctl help logs" [
  ]

  # Look into one call
  export extern "ccctl help call" [
  ]

  # Show what was said on the wire in a call, how its audio was, and what went wrong
  export extern "ccctl help call show" [
  ]

  # Do something for an agent
  export extern "ccctl help agent" [
  ]

  # Set what an agent does
  export extern "ccctl help agent state" [
  ]

  # Let an agent's wrap-up go on until he acts
  export extern "ccctl help agent stay" [
  ]

  # End an agent's wrap-up: he is idle
  export extern "ccctl help agent return" [
  ]

  # Force an agent offline: he can choose nothing until he is restored
  export extern "ccctl help agent force-offline" [
  ]

  # Let an agent who was forced offline log in again
  export extern "ccctl help agent restore" [
  ]

  # Do something for a phone
  export extern "ccctl help phone" [
  ]

  # Give a phone a new password and show it this once
  export extern "ccctl help phone password" [
  ]

  # Do something for a trunk
  export extern "ccctl help trunk" [
  ]

  # Give the account of a gateway a new password and show it this once
  export extern "ccctl help trunk password" [
  ]

  # Test whether calls over a trunk can be expected to work
  export extern "ccctl help trunk test" [
  ]

  # Do something for a webhook
  export extern "ccctl help webhook" [
  ]

  # Send the records again that are parked, and ask a receiver at once that takes nothing
  export extern "ccctl help webhook retry" [
  ]

  # Listen to the prompts of the library, and to texts before they are in it
  export extern "ccctl help prompt" [
  ]

  # Save a prompt of the live configuration as an audio file
  export extern "ccctl help prompt download" [
  ]

  # Save a text as it would be spoken
  export extern "ccctl help prompt preview" [
  ]

  # Be a SIP phone in the terminal
  export extern "ccctl help softphone" [
  ]

  # Register and take calls
  export extern "ccctl help softphone register" [
  ]

  # Call a number
  export extern "ccctl help softphone dial" [
  ]

  # Make, list and revoke the tokens of the HTTP interface
  export extern "ccctl help token" [
  ]

  # Make a token and show it this once
  export extern "ccctl help token create" [
  ]

  # List the tokens
  export extern "ccctl help token list" [
  ]

  # End a token
  export extern "ccctl help token revoke" [
  ]

  # Make, list, rotate and delete the API clients: programs that are integrated with the center
  export extern "ccctl help client" [
  ]

  # Make a client and show its id, and its secret this once
  export extern "ccctl help client create" [
  ]

  # Give a client another secret and show it this once
  export extern "ccctl help client rotate" [
  ]

  # List the clients
  export extern "ccctl help client list" [
  ]

  # Delete a client; its secrets and tokens end at once
  export extern "ccctl help client delete" [
  ]

  # Explain the language and end statuses: kinds, keys, types of nodes, codes of problems, 107
  export extern "ccctl help explain" [
  ]

  # Write what is live as a directory of YAML
  export extern "ccctl help export" [
  ]

  # Take agents, phones, members of skill groups and hotwords into a center's YAML
  export extern "ccctl help import" [
  ]

  # Replace the hotwords by those of a text
  export extern "ccctl help import hotwords" [
  ]

  # Add agents from a table, and change those whose staff numbers the center has
  export extern "ccctl help import agents" [
  ]

  # Add phones from a table, and change those whose extensions the center has
  export extern "ccctl help import phones" [
  ]

  # Put agents into skill groups from a table, with their priorities
  export extern "ccctl help import members" [
  ]

  # Print the JSON Schema of the language for editors
  export extern "ccctl help schema" [
  ]

  # Change something at run time, beside the configuration
  export extern "ccctl help set" [
  ]

  # Let an agent answer a group's calls, with a priority, or no more
  export extern "ccctl help set member" [
  ]

  # Let a phone take a group's calls by itself, with a priority, or no more
  export extern "ccctl help set phone" [
  ]

  # Give business hours others for today
  export extern "ccctl help set hours" [
  ]

  # Turn the emergency switch on or off
  export extern "ccctl help set emergency" [
  ]

  # End what was changed at run time: it is again what the configuration says
  export extern "ccctl help unset" [
  ]

  # Whether an agent answers a group's calls
  export extern "ccctl help unset member" [
  ]

  # Whether a phone takes a group's calls
  export extern "ccctl help unset phone" [
  ]

  # Today's hours
  export extern "ccctl help unset hours" [
  ]

  # The emergency switch
  export extern "ccctl help unset emergency" [
  ]

  # All of them
  export extern "ccctl help unset all" [
  ]

  # List what is changed at run time and differs from the configuration
  export extern "ccctl help drift" [
  ]

  # Take what was changed at run time into the YAML
  export extern "ccctl help pull" [
  ]

  # Block callers at run time, let them in again, list and export them
  export extern "ccctl help blacklist" [
  ]

  # Block a caller from his next call on
  export extern "ccctl help blacklist add" [
  ]

  # Let a caller in again
  export extern "ccctl help blacklist remove" [
  ]

  # List the callers who are blocked
  export extern "ccctl help blacklist list" [
  ]

  # Print them as YAML, as a caller list of the configuration
  export extern "ccctl help blacklist export" [
  ]

  # Let a pipeline check, plan and apply a center
  export extern "ccctl help ci" [
  ]

  # Write the pipeline of a forge
  export extern "ccctl help ci init" [
  ]

  # Print the completions of a shell
  export extern "ccctl help completions" [
  ]

  # Print this message or the help of the given subcommand(s)
  export extern "ccctl help help" [
  ]

}

export use completions *
