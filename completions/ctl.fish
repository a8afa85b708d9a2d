# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_ctl_global_optspecs
    string join \n C/cluster= json v/verbose q/quiet h/help V/version
end

function __fish_ctl_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_ctl_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_ctl_using_subcommand
    set -l cmd (__fish_ctl_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c ctl -n "__fish_ctl_needs_command" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_needs_command" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_needs_command" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_needs_command" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_needs_command" -s h -l help -d 'Print help'
complete -c ctl -n "__fish_ctl_needs_command" -s V -l version -d 'Print version'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "init" -d 'Create the folder of a cluster'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "adopt" -d 'Import the lists that a cluster has published so far'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "set-cluster" -d 'Set mixed or non-secure mode, as `utils ctl set-cluster` does'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "update" -d 'Rebuild and re-sign the CTL, as `utils ctl update CTLFile` does'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "upgrade" -d 'Change from a token-signed CTL to a tokenless one'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "reset" -d 'Sign the CTL with the other tokenless key'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "delete" -d 'Delete the CTL from every server'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "itl" -d 'Build and sign the ITL of each TFTP node'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "status" -d 'Show mode, files, signers, expiry and drift'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "plan" -d 'Print a safe order of steps to change certificates'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "show" -d 'Show a list as CUCM does, as a table, or as JSON'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "verify" -d 'Check lists: structure, signature, copies'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "accept" -d 'Check whether phones that hold one list accept another'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "build" -d 'Build and sign a list from certificates'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "cert" -d 'Show certificates, or create them for labs and PBXs'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "token" -d 'List USB tokens, add them to the CTL, change PINs'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "generate" -d 'Write man pages, shell completions or the list of errors'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ctl -n "__fish_ctl_using_subcommand init" -l nodes -d 'Number of nodes, from 1 to 28 [default: 3]' -r
complete -c ctl -n "__fish_ctl_using_subcommand init" -l release -d 'CUCM\'s release, for example 9.1, 10.5(2) or 14SU3 [default: 12.5]' -r
complete -c ctl -n "__fish_ctl_using_subcommand init" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand init" -l lab -d 'Create a lab cluster, with certificates and keys'
complete -c ctl -n "__fish_ctl_using_subcommand init" -l tokens -d 'Two USB tokens sign the CTL; their keys are files to import into SoftHSM2'
complete -c ctl -n "__fish_ctl_using_subcommand init" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand init" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand init" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand adopt" -l itl -d 'The ITL of a TFTP node, by its host in cluster.toml; can be repeated' -r
complete -c ctl -n "__fish_ctl_using_subcommand adopt" -l wait -d 'How long to wait for another `ctl` that uses this cluster' -r
complete -c ctl -n "__fish_ctl_using_subcommand adopt" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand adopt" -s n -l dry-run -d 'Print what would be imported; write nothing'
complete -c ctl -n "__fish_ctl_using_subcommand adopt" -s y -l yes -d 'Ignored: this command asks nothing'
complete -c ctl -n "__fish_ctl_using_subcommand adopt" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand adopt" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand adopt" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand adopt" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -l wait -d 'How long to wait for another `ctl` that uses this cluster' -r
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -l timestamp -d 'Time in the lists, RFC 3339 or Unix seconds [default: now]' -r
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -l phones-have -d 'Every phone has @N or later; @current: exactly the published lists' -r
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -l token -d 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]' -r
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -s n -l dry-run -d 'Print what would be published, and why; write and ask nothing'
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -s y -l yes -d 'Skip the confirmation'
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -l force -d 'Also re-sign unchanged lists, and replace files that are not lists'
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -l drop-records -d 'Drop present records that cluster.toml does not explain'
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -l new-phones -d 'All phones are new or reset; otherwise unknown phones stop the command'
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -l tvs-up -d 'TVS runs on every node, with the certificate that the phones know'
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -l accept-lockout -d 'Publish even if phones may refuse the lists'
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -l final-try -d 'Try the PIN even if a wrong one would lock the token for good'
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand set-cluster" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand update" -l to -d 'Publish the CTL of this generation again, byte for byte: @7, @previous' -r
complete -c ctl -n "__fish_ctl_using_subcommand update" -l wait -d 'How long to wait for another `ctl` that uses this cluster' -r
complete -c ctl -n "__fish_ctl_using_subcommand update" -l timestamp -d 'Time in the lists, RFC 3339 or Unix seconds [default: now]' -r
complete -c ctl -n "__fish_ctl_using_subcommand update" -l phones-have -d 'Every phone has @N or later; @current: exactly the published lists' -r
complete -c ctl -n "__fish_ctl_using_subcommand update" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand update" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand update" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand update" -l token -d 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]' -r
complete -c ctl -n "__fish_ctl_using_subcommand update" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand update" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand update" -s n -l dry-run -d 'Print what would be published, and why; write and ask nothing'
complete -c ctl -n "__fish_ctl_using_subcommand update" -s y -l yes -d 'Skip the confirmation'
complete -c ctl -n "__fish_ctl_using_subcommand update" -l force -d 'Also re-sign unchanged lists, and replace files that are not lists'
complete -c ctl -n "__fish_ctl_using_subcommand update" -l drop-records -d 'Drop present records that cluster.toml does not explain'
complete -c ctl -n "__fish_ctl_using_subcommand update" -l new-phones -d 'All phones are new or reset; otherwise unknown phones stop the command'
complete -c ctl -n "__fish_ctl_using_subcommand update" -l tvs-up -d 'TVS runs on every node, with the certificate that the phones know'
complete -c ctl -n "__fish_ctl_using_subcommand update" -l accept-lockout -d 'Publish even if phones may refuse the lists'
complete -c ctl -n "__fish_ctl_using_subcommand update" -l final-try -d 'Try the PIN even if a wrong one would lock the token for good'
complete -c ctl -n "__fish_ctl_using_subcommand update" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand update" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand update" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -l wait -d 'How long to wait for another `ctl` that uses this cluster' -r
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -l timestamp -d 'Time in the lists, RFC 3339 or Unix seconds [default: now]' -r
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -l phones-have -d 'Every phone has @N or later; @current: exactly the published lists' -r
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -l token -d 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]' -r
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -s n -l dry-run -d 'Print what would be published, and why; write and ask nothing'
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -s y -l yes -d 'Skip the confirmation'
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -l force -d 'Also re-sign unchanged lists, and replace files that are not lists'
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -l drop-records -d 'Drop present records that cluster.toml does not explain'
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -l new-phones -d 'All phones are new or reset; otherwise unknown phones stop the command'
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -l tvs-up -d 'TVS runs on every node, with the certificate that the phones know'
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -l accept-lockout -d 'Publish even if phones may refuse the lists'
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -l final-try -d 'Try the PIN even if a wrong one would lock the token for good'
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand upgrade" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand reset" -l wait -d 'How long to wait for another `ctl` that uses this cluster' -r
complete -c ctl -n "__fish_ctl_using_subcommand reset" -l timestamp -d 'Time in the lists, RFC 3339 or Unix seconds [default: now]' -r
complete -c ctl -n "__fish_ctl_using_subcommand reset" -l phones-have -d 'Every phone has @N or later; @current: exactly the published lists' -r
complete -c ctl -n "__fish_ctl_using_subcommand reset" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand reset" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand reset" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand reset" -l token -d 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]' -r
complete -c ctl -n "__fish_ctl_using_subcommand reset" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand reset" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand reset" -s n -l dry-run -d 'Print what would be published, and why; write and ask nothing'
complete -c ctl -n "__fish_ctl_using_subcommand reset" -s y -l yes -d 'Skip the confirmation'
complete -c ctl -n "__fish_ctl_using_subcommand reset" -l force -d 'Also re-sign unchanged lists, and replace files that are not lists'
complete -c ctl -n "__fish_ctl_using_subcommand reset" -l drop-records -d 'Drop present records that cluster.toml does not explain'
complete -c ctl -n "__fish_ctl_using_subcommand reset" -l new-phones -d 'All phones are new or reset; otherwise unknown phones stop the command'
complete -c ctl -n "__fish_ctl_using_subcommand reset" -l tvs-up -d 'TVS runs on every node, with the certificate that the phones know'
complete -c ctl -n "__fish_ctl_using_subcommand reset" -l accept-lockout -d 'Publish even if phones may refuse the lists'
complete -c ctl -n "__fish_ctl_using_subcommand reset" -l final-try -d 'Try the PIN even if a wrong one would lock the token for good'
complete -c ctl -n "__fish_ctl_using_subcommand reset" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand reset" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand reset" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand reset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l wait -d 'How long to wait for another `ctl` that uses this cluster' -r
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l timestamp -d 'Time in the lists, RFC 3339 or Unix seconds [default: now]' -r
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l phones-have -d 'Every phone has @N or later; @current: exactly the published lists' -r
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l token -d 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]' -r
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand delete" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l tokens-lost -d 'All tokens of the CTL are lost: also delete in mixed mode, and forget the tokens'
complete -c ctl -n "__fish_ctl_using_subcommand delete" -s n -l dry-run -d 'Print what would be published, and why; write and ask nothing'
complete -c ctl -n "__fish_ctl_using_subcommand delete" -s y -l yes -d 'Skip the confirmation'
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l force -d 'Also re-sign unchanged lists, and replace files that are not lists'
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l drop-records -d 'Drop present records that cluster.toml does not explain'
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l new-phones -d 'All phones are new or reset; otherwise unknown phones stop the command'
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l tvs-up -d 'TVS runs on every node, with the certificate that the phones know'
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l accept-lockout -d 'Publish even if phones may refuse the lists'
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l final-try -d 'Try the PIN even if a wrong one would lock the token for good'
complete -c ctl -n "__fish_ctl_using_subcommand delete" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand delete" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand delete" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and not __fish_seen_subcommand_from update reset help" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand itl; and not __fish_seen_subcommand_from update reset help" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and not __fish_seen_subcommand_from update reset help" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and not __fish_seen_subcommand_from update reset help" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and not __fish_seen_subcommand_from update reset help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and not __fish_seen_subcommand_from update reset help" -f -a "update" -d 'Rebuild each ITL and publish those that changed'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and not __fish_seen_subcommand_from update reset help" -f -a "reset" -d 'Sign the ITLs with another key, as `utils itl reset` does'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and not __fish_seen_subcommand_from update reset help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -l wait -d 'How long to wait for another `ctl` that uses this cluster' -r
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -l timestamp -d 'Time in the lists, RFC 3339 or Unix seconds [default: now]' -r
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -l phones-have -d 'Every phone has @N or later; @current: exactly the published lists' -r
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -l token -d 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]' -r
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -s n -l dry-run -d 'Print what would be published, and why; write and ask nothing'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -s y -l yes -d 'Skip the confirmation'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -l force -d 'Also re-sign unchanged lists, and replace files that are not lists'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -l drop-records -d 'Drop present records that cluster.toml does not explain'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -l new-phones -d 'All phones are new or reset; otherwise unknown phones stop the command'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -l tvs-up -d 'TVS runs on every node, with the certificate that the phones know'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -l accept-lockout -d 'Publish even if phones may refuse the lists'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -l final-try -d 'Try the PIN even if a wrong one would lock the token for good'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from reset" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from reset" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from reset" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from reset" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from reset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from reset" -f -a "localkey" -d 'Sign each ITL with the other key of its node'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from reset" -f -a "remotekey" -d 'Sign the ITLs with the key of a PKCS#12 file'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from reset" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from help" -f -a "update" -d 'Rebuild each ITL and publish those that changed'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from help" -f -a "reset" -d 'Sign the ITLs with another key, as `utils itl reset` does'
complete -c ctl -n "__fish_ctl_using_subcommand itl; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ctl -n "__fish_ctl_using_subcommand status" -l expires-within -d 'Exit status 1 if a certificate in the lists expires within this time: 30d, 4w' -r
complete -c ctl -n "__fish_ctl_using_subcommand status" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand status" -l history -d 'List all generations instead, with time, signer and reason'
complete -c ctl -n "__fish_ctl_using_subcommand status" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand status" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand status" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand plan" -l change -d 'The certificates to change, separated by commas' -r -f -a "callmanager\t'The CallManager certificates of all nodes'
tvs\t'The TVS certificates of all nodes'
capf\t'The publisher\'s CAPF certificate'
token\t'The token that signs, which is replaced by another'
itlrecovery\t'The ITLRecovery certificate'
migration\t'The cluster: all phones move to another'"
complete -c ctl -n "__fish_ctl_using_subcommand plan" -l to -d 'The folder of the cluster that phones move to [default: one like theirs]' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand plan" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand plan" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand plan" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand plan" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand plan" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand show" -l format -d 'Output format' -r -f -a "listing\t'Exactly as CUCM prints it'
table\t'One line for each record'
json\t'Full details, for programs (docs/json.md); --json is the same'"
complete -c ctl -n "__fish_ctl_using_subcommand show" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand show" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand show" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand show" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand verify" -l signer -d 'Require this certificate as signer: a file, or the pkcs11: URI of one on a token' -r
complete -c ctl -n "__fish_ctl_using_subcommand verify" -l installed -d 'Also check whether phones with this list accept the new ones, in order; once for a CTL, once for an ITL' -r
complete -c ctl -n "__fish_ctl_using_subcommand verify" -l expires-within -d 'Exit status 1 also if a certificate in a list expires within this time: 30d, 4w' -r
complete -c ctl -n "__fish_ctl_using_subcommand verify" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand verify" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand verify" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand verify" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand verify" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand verify" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand verify" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand verify" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l ctl -d 'The CTL on the phone' -r
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l itl -d 'The ITL on the phone' -r
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l class -d 'Class of the phone; can be repeated' -r -f -a "sbd\t'7945, 7965, 78xx, 88xx'
legacy\t'7940, 7960, Jabber, many TelePresence'
cti\t'JTAPI/TSP, Unity Connection'
all\t'Every class'"
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l tvs -d 'A TVS answers with this certificate; can be repeated' -r
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l tvs-knows -d 'TVS vouches for this certificate in these roles [default role: SAST]' -r
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l tvs-from -d 'The TVS of this cluster\'s nodes answer, and vouch for its certificates' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l then -d 'What it meets when it starts again; may be repeated' -r
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand accept" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l explain -d 'Print every step of the decision instead of a table'
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l reset-phone -d 'The phone is new or was reset: it has no list'
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l sha512 -d 'The phone supports SHA-512 signatures'
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l no-tvs -d 'No TVS answers: the default, because no list tells what TVS knows'
complete -c ctl -n "__fish_ctl_using_subcommand accept" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand accept" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand accept" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand accept" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand build" -s o -l output -d 'The file to write, or - for a pipe on standard output' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l kind -d 'Which list to build [default: the kind in the name of FILE (ITLFile.tlv, CTLFile.tlv), else ctl]' -r -f -a "ctl\t'Certificate Trust List'
itl\t'Identity Trust List'"
complete -c ctl -n "__fish_ctl_using_subcommand build" -l sast -d 'A signer: the list\'s own, or another that phones are to trust' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l ccm -d 'A call manager' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l ccm-tftp -d 'A call manager that also serves files' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l tftp -d 'A TFTP server' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l capf -d 'The Certificate Authority Proxy Function' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l app-server -d 'An application server reached by HTTPS' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l tvs -d 'A Trust Verification Service; ITL only' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l firewall -d 'A firewall; entered, and shown, as CCM' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l hash-only -d 'Write only the certificate\'s SHA-1 in records of this role (ITLs of 8.x)' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l empty -d 'Write only host, role and address in records of this role (non-secure mode)' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l layout -d 'The output dialect' -r -f -a "cli\t'CUCM\'s command line, 10.0 and later'
client\t'The CTL Client and its USB tokens; a --sast without a host is a token'
certutils\t'usecallmanager certutils: neither host nor address'"
complete -c ctl -n "__fish_ctl_using_subcommand build" -l filename -d 'The name inside the file [default: CTLFile.tlv or ITLFile.tlv]' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l signer-version -d 'Write a signer version, 1.0 or 1.1; 1.1 makes phones use HTTPS [default: none, in the certutils layout 1.0]' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l timestamp -d 'The time inside the file, RFC 3339 or Unix seconds [default: SOURCE_DATE_EPOCH, or now]' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l signer -d 'The signer\'s certificate; it must be one of the --sast [default: the first --sast whose file holds its key]' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l key -d 'The signer\'s private key: a file, or the pkcs11: URI of a key on a token [default: in the signer\'s file]' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l digest -d 'Digest of the signature; every phone accepts sha1' -r -f -a "sha1\t'Accepted by every phone'
sha256\t'Accepted by no known phone'
sha512\t'Accepted by newer phones'"
complete -c ctl -n "__fish_ctl_using_subcommand build" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand build" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand build" -l force -d 'Replace an existing file'
complete -c ctl -n "__fish_ctl_using_subcommand build" -l final-try -d 'Try the PIN even if a wrong one would lock the token for good'
complete -c ctl -n "__fish_ctl_using_subcommand build" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand build" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand build" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand build" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and not __fish_seen_subcommand_from new show help" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand cert; and not __fish_seen_subcommand_from new show help" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and not __fish_seen_subcommand_from new show help" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and not __fish_seen_subcommand_from new show help" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and not __fish_seen_subcommand_from new show help" -s h -l help -d 'Print help'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and not __fish_seen_subcommand_from new show help" -f -a "new" -d 'Create a key and its certificate'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and not __fish_seen_subcommand_from new show help" -f -a "show" -d 'Show the names, dates and fingerprints of certificates'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and not __fish_seen_subcommand_from new show help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -s o -l output -d 'The file to write' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l key-out -d 'Write the key to a separate file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l subject -d 'Subject, in the order of RFC 4514: CN=pbx,O=Example,C=NZ' -r
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l san -d 'Another name or address of the server; can be repeated' -r
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l days -d 'Validity from now' -r
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l usage -d 'Key usage, as in CUCM\'s certificates' -r -f -a "server\t'A server: CallManager, TVS, TFTP, a PBX'
recovery\t'ITLRecovery'
capf\t'CAPF, which issues the certificates of phones'
token\t'A USB token'
ca\t'A CA, which issues others'"
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l digest -d 'Digest of the signature: sha1, sha256 or sha512 [default: sha256, for EC keys the curve\'s]' -r -f -a "sha1\t'Accepted by every phone'
sha256\t'Accepted by no known phone'
sha512\t'Accepted by newer phones'"
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l key-type -d 'Type of the key' -r -f -a "rsa2048\t'The longest that every phone verifies'
rsa1024\t'As in CUCM up to 10.5 and on Cisco\'s tokens'
rsa4096\t'For newer phones'
p256\t'EC P-256; cannot sign a list'
p384\t'EC P-384; cannot sign a list'
p521\t'EC P-521; cannot sign a list'"
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l new-pin-file -d 'Encrypt the key with the passphrase in the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l issuer -d 'Certificate of the issuing CA: a file or a pkcs11: URI' -r
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l issuer-key -d 'Private key of the CA: a file or a pkcs11: URI [default: in the file of --issuer]' -r
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l force -d 'Replace existing files'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l encrypt -d 'Encrypt the key with a passphrase, which is asked for twice'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l final-try -d 'Try the PIN even if a wrong one would lock the token for good'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from show" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from show" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from help" -f -a "new" -d 'Create a key and its certificate'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show the names, dates and fingerprints of certificates'
complete -c ctl -n "__fish_ctl_using_subcommand cert; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export add remove passwd help" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export add remove passwd help" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export add remove passwd help" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export add remove passwd help" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export add remove passwd help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export add remove passwd help" -f -a "list" -d 'List tokens, their certificates and remaining PIN tries'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export add remove passwd help" -f -a "show" -d 'Show one token in full; needs no PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export add remove passwd help" -f -a "export" -d 'Write a token\'s certificate to a file; needs no PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export add remove passwd help" -f -a "add" -d 'Add a token to the cluster and its CTL'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export add remove passwd help" -f -a "remove" -d 'Remove a token from the cluster and its CTL'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export add remove passwd help" -f -a "passwd" -d 'Change a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export add remove passwd help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from list" -l list -d 'Mark the certificates that can sign an update of this list, which are its SASTs [default: the cluster\'s CTL]' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from list" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from list" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from list" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from show" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from show" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from show" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -s o -l output -d 'The file to write, or - for standard output' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -l form -d 'Output format' -r -f -a "pem\t'Text'
der\t'Binary'"
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -l force -d 'Replace an existing file'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l key -d 'URI of its key; needed with a certificate file' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l wait -d 'How long to wait for another `ctl` that uses this cluster' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l timestamp -d 'Time in the lists, RFC 3339 or Unix seconds [default: now]' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l phones-have -d 'Every phone has @N or later; @current: exactly the published lists' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l token -d 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -s n -l dry-run -d 'Print what would be published, and why; write and ask nothing'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -s y -l yes -d 'Skip the confirmation'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l force -d 'Also re-sign unchanged lists, and replace files that are not lists'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l drop-records -d 'Drop present records that cluster.toml does not explain'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l new-phones -d 'All phones are new or reset; otherwise unknown phones stop the command'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l tvs-up -d 'TVS runs on every node, with the certificate that the phones know'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l accept-lockout -d 'Publish even if phones may refuse the lists'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l final-try -d 'Try the PIN even if a wrong one would lock the token for good'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -l wait -d 'How long to wait for another `ctl` that uses this cluster' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -l timestamp -d 'Time in the lists, RFC 3339 or Unix seconds [default: now]' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -l phones-have -d 'Every phone has @N or later; @current: exactly the published lists' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -l token -d 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -s n -l dry-run -d 'Print what would be published, and why; write and ask nothing'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Skip the confirmation'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -l force -d 'Also re-sign unchanged lists, and replace files that are not lists'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -l drop-records -d 'Drop present records that cluster.toml does not explain'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -l new-phones -d 'All phones are new or reset; otherwise unknown phones stop the command'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -l tvs-up -d 'TVS runs on every node, with the certificate that the phones know'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -l accept-lockout -d 'Publish even if phones may refuse the lists'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -l final-try -d 'Try the PIN even if a wrong one would lock the token for good'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -l new-pin-file -d 'Read the new PIN from the first line of a file instead of the terminal' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -l module -d 'PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -l final-try -d 'Try the PIN even if a wrong one would lock the token for good'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "list" -d 'List tokens, their certificates and remaining PIN tries'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show one token in full; needs no PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "export" -d 'Write a token\'s certificate to a file; needs no PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "add" -d 'Add a token to the cluster and its CTL'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Remove a token from the cluster and its CTL'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "passwd" -d 'Change a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ctl -n "__fish_ctl_using_subcommand generate" -s C -l cluster -d 'The cluster\'s folder; FILE @7 is a list of its store' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand generate" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand generate" -s v -l verbose -d 'Print what is read and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand generate" -s q -l quiet -d 'Print only errors, and messages about a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand generate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "init" -d 'Create the folder of a cluster'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "adopt" -d 'Import the lists that a cluster has published so far'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "set-cluster" -d 'Set mixed or non-secure mode, as `utils ctl set-cluster` does'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "update" -d 'Rebuild and re-sign the CTL, as `utils ctl update CTLFile` does'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "upgrade" -d 'Change from a token-signed CTL to a tokenless one'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "reset" -d 'Sign the CTL with the other tokenless key'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "delete" -d 'Delete the CTL from every server'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "itl" -d 'Build and sign the ITL of each TFTP node'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "status" -d 'Show mode, files, signers, expiry and drift'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "plan" -d 'Print a safe order of steps to change certificates'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "show" -d 'Show a list as CUCM does, as a table, or as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "verify" -d 'Check lists: structure, signature, copies'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "accept" -d 'Check whether phones that hold one list accept another'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "build" -d 'Build and sign a list from certificates'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "cert" -d 'Show certificates, or create them for labs and PBXs'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "token" -d 'List USB tokens, add them to the CTL, change PINs'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "generate" -d 'Write man pages, shell completions or the list of errors'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from init adopt set-cluster update upgrade reset delete itl status plan show verify accept build cert token generate help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ctl -n "__fish_ctl_using_subcommand help; and __fish_seen_subcommand_from itl" -f -a "update" -d 'Rebuild each ITL and publish those that changed'
complete -c ctl -n "__fish_ctl_using_subcommand help; and __fish_seen_subcommand_from itl" -f -a "reset" -d 'Sign the ITLs with another key, as `utils itl reset` does'
complete -c ctl -n "__fish_ctl_using_subcommand help; and __fish_seen_subcommand_from cert" -f -a "new" -d 'Create a key and its certificate'
complete -c ctl -n "__fish_ctl_using_subcommand help; and __fish_seen_subcommand_from cert" -f -a "show" -d 'Show the names, dates and fingerprints of certificates'
complete -c ctl -n "__fish_ctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "list" -d 'List tokens, their certificates and remaining PIN tries'
complete -c ctl -n "__fish_ctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "show" -d 'Show one token in full; needs no PIN'
complete -c ctl -n "__fish_ctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "export" -d 'Write a token\'s certificate to a file; needs no PIN'
complete -c ctl -n "__fish_ctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "add" -d 'Add a token to the cluster and its CTL'
complete -c ctl -n "__fish_ctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "remove" -d 'Remove a token from the cluster and its CTL'
complete -c ctl -n "__fish_ctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "passwd" -d 'Change a token\'s PIN'
