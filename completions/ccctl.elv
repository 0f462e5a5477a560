
set edit:completion:arg-completer[ccctl] = { |@words|
    var index = (count $words)
    set index = (- $index 1)

    put (env _CLAP_IFS="\n" _CLAP_COMPLETE_INDEX=(to-string $index) CCCTL_COMPLETE="elvish" ccctl -- $@words) | to-lines
}

