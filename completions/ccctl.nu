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
    --env: string             # Lay env/NAME.yaml over the center
    --var: string             # Give a variable of the center a value; without it CCCTL_VAR_NAME holds, then the overlay
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    directory: path           # The directory that holds the center
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

  def "nu-complete ccctl get kind" [] {
    [ "trunks" "numbers" "prompts" "ivrs" "skill_groups" "agents" "phones" "routing" "hours" "caller_lists" "roles" "calls" "records" "revisions" ]
  }

  def "nu-complete ccctl get output" [] {
    [ "table" "json" "yaml" "ndjson" "csv" ]
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
    [ "trunks" "numbers" "prompts" "ivrs" "skill_groups" "agents" "phones" "routing" "hours" "caller_lists" "roles" ]
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

  def "nu-complete ccctl explain output" [] {
    [ "table" "json" "yaml" "ndjson" ]
  }

  # Explain the language: kinds, keys, types of nodes, codes of problems
  export extern "ccctl explain" [
    --output(-o): string@"nu-complete ccctl explain output" # The form of the output
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    path?: string             # A path such as ivrs.nodes.menu, `variables`, `readings`, `problems`, or the code of one
  ]

  # Write what is live as a directory of YAML
  export extern "ccctl export" [
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
    directory: path           # The directory for the center
  ]

  # Print the JSON Schema of the language for editors
  export extern "ccctl schema" [
    --live                    # Suggest the names of what is live on the daemon
    --daemon: string          # Where the daemon is: unix:PATH or http://HOST:PORT
    --token: string           # The token to show over http; the Unix socket needs none
    --help(-h)                # Print help (see more with '--help')
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

}

export use completions *
