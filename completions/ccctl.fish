complete --keep-order --exclusive --command ccctl --arguments "(CCCTL_COMPLETE=fish ccctl -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
