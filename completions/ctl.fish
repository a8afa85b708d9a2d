complete --keep-order --exclusive --command ctl --arguments "(CTL_COMPLETE=fish ctl -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
