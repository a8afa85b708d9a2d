
set edit:completion:arg-completer[ctl] = { |@words|
    var index = (count $words)
    set index = (- $index 1)

    put (env _CLAP_IFS="\n" _CLAP_COMPLETE_INDEX=(to-string $index) CTL_COMPLETE="elvish" ctl -- $@words) | to-lines
}

