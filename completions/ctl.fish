# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_ctl_global_optspecs
    string join \n json v/verbose q/quiet h/help V/version
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

complete -c ctl -n "__fish_ctl_needs_command" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_needs_command" -s v -l verbose -d 'Say on stderr what is read, chosen and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_needs_command" -s q -l quiet -d 'Say nothing on stderr but errors, and what concerns the PIN of a token'
complete -c ctl -n "__fish_ctl_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_needs_command" -s V -l version -d 'Print version'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "show" -d 'Show a list as CUCM\'s `show ctl` does, as a table, or as JSON'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "verify" -d 'Say whether lists are sound: structure, signature, copies'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "build" -d 'Build and sign a list straight from certificates'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "token" -d 'See which USB tokens are there, and look after them'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "generate" -d 'Write the man pages, the shell completions or the list of errors'
complete -c ctl -n "__fish_ctl_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ctl -n "__fish_ctl_using_subcommand show" -l format -d 'How to show it' -r -f -a "listing\t'To the letter what CUCM prints'
table\t'One line a record'
json\t'All there is, for programs (docs/json.md); --json is the same'"
complete -c ctl -n "__fish_ctl_using_subcommand show" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand show" -s v -l verbose -d 'Say on stderr what is read, chosen and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand show" -s q -l quiet -d 'Say nothing on stderr but errors, and what concerns the PIN of a token'
complete -c ctl -n "__fish_ctl_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand verify" -l signer -d 'Insist that the lists are signed by this certificate: a file, or the pkcs11: URI of one on a token' -r
complete -c ctl -n "__fish_ctl_using_subcommand verify" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand verify" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand verify" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand verify" -l module -d 'The PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand verify" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand verify" -s v -l verbose -d 'Say on stderr what is read, chosen and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand verify" -s q -l quiet -d 'Say nothing on stderr but errors, and what concerns the PIN of a token'
complete -c ctl -n "__fish_ctl_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand build" -s o -l output -d 'The file to write, or - for a pipe on standard output' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l kind -d 'Which list to build' -r -f -a "ctl\t'Certificate Trust List'
itl\t'Identity Trust List'"
complete -c ctl -n "__fish_ctl_using_subcommand build" -l sast -d 'A signer: the list\'s own, or another that phones shall believe' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l ccm -d 'A call manager' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l ccm-tftp -d 'A call manager that also serves files' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l tftp -d 'A TFTP server' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l capf -d 'The Certificate Authority Proxy Function' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l app-server -d 'An application server reached by HTTPS' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l tvs -d 'A Trust Verification Service; ITL only' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l firewall -d 'A firewall; entered, and shown, as CCM' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l hash-only -d 'Carry only the certificate\'s SHA-1 in records of this role (ITLs of 8.x)' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l empty -d 'Keep only host, role and address in records of this role (non-secure mode)' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l layout -d 'Whose way of writing to follow' -r -f -a "cli\t'CUCM\'s command line, 10.0 and later'
client\t'The CTL Client and its USB tokens; a --sast without a host is a token'
certutils\t'usecallmanager certutils: neither host nor address'"
complete -c ctl -n "__fish_ctl_using_subcommand build" -l filename -d 'The name inside the file [default: CTLFile.tlv or ITLFile.tlv]' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l signer-version -d 'Write a signer version, 1.0 or 1.1; 1.1 makes phones use HTTPS [default: none, in the certutils layout 1.0]' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l timestamp -d 'The time inside the file, RFC 3339 or Unix seconds [default: SOURCE_DATE_EPOCH, or now]' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l signer -d 'The signer\'s certificate; it must stand among the --sast [default: the first --sast whose file holds its key]' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l key -d 'The signer\'s private key: a file, or the pkcs11: URI of a key on a token [default: in the signer\'s file]' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l digest -d 'The signature\'s digest; sha1 is what every phone accepts' -r -f -a "sha1\t'Accepted by every phone'
sha256\t'Accepted by no phone that is known'
sha512\t'Accepted by newer phones'"
complete -c ctl -n "__fish_ctl_using_subcommand build" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand build" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l module -d 'The PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand build" -l force -d 'Replace the file if it is there'
complete -c ctl -n "__fish_ctl_using_subcommand build" -l final-try -d 'Try the PIN even if a wrong one locks the token for good'
complete -c ctl -n "__fish_ctl_using_subcommand build" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand build" -s v -l verbose -d 'Say on stderr what is read, chosen and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand build" -s q -l quiet -d 'Say nothing on stderr but errors, and what concerns the PIN of a token'
complete -c ctl -n "__fish_ctl_using_subcommand build" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export passwd help" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export passwd help" -s v -l verbose -d 'Say on stderr what is read, chosen and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export passwd help" -s q -l quiet -d 'Say nothing on stderr but errors, and what concerns the PIN of a token'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export passwd help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export passwd help" -f -a "list" -d 'List the tokens, what is on them, and how many PIN tries they have left'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export passwd help" -f -a "show" -d 'Show all there is to know of one token without its PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export passwd help" -f -a "export" -d 'Write a token\'s certificate to a file; no PIN is needed'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export passwd help" -f -a "passwd" -d 'Change a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and not __fish_seen_subcommand_from list show export passwd help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from list" -l list -d 'Mark the certificates that can sign an update of this list: phones that hold it find them among its SASTs' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from list" -l module -d 'The PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from list" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say on stderr what is read, chosen and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing on stderr but errors, and what concerns the PIN of a token'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from show" -l module -d 'The PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from show" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say on stderr what is read, chosen and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing on stderr but errors, and what concerns the PIN of a token'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -s o -l output -d 'The file to write, or - for standard output' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -l form -d 'How to write it' -r -f -a "pem\t'Text'
der\t'Binary'"
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -l module -d 'The PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -l force -d 'Replace the file if it is there'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Say on stderr what is read, chosen and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Say nothing on stderr but errors, and what concerns the PIN of a token'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -l new-pin-file -d 'Read the new PIN from the first line of a file instead of the terminal' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -l pin-file -d 'Read it from the first line of a file' -r -F
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -l pin-fd -d 'Read it from a file descriptor' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -l pin-env -d 'Read it from an environment variable' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -l module -d 'The PKCS#11 module of the token\'s driver [default: the first in a usual place]' -r
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -l final-try -d 'Try the PIN even if a wrong one locks the token for good'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -s v -l verbose -d 'Say on stderr what is read, chosen and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -s q -l quiet -d 'Say nothing on stderr but errors, and what concerns the PIN of a token'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from passwd" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the tokens, what is on them, and how many PIN tries they have left'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show all there is to know of one token without its PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "export" -d 'Write a token\'s certificate to a file; no PIN is needed'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "passwd" -d 'Change a token\'s PIN'
complete -c ctl -n "__fish_ctl_using_subcommand token; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ctl -n "__fish_ctl_using_subcommand generate" -l json -d 'Print results and errors as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand generate" -s v -l verbose -d 'Say on stderr what is read, chosen and written, and the ids of errors'
complete -c ctl -n "__fish_ctl_using_subcommand generate" -s q -l quiet -d 'Say nothing on stderr but errors, and what concerns the PIN of a token'
complete -c ctl -n "__fish_ctl_using_subcommand generate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from show verify build token generate help" -f -a "show" -d 'Show a list as CUCM\'s `show ctl` does, as a table, or as JSON'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from show verify build token generate help" -f -a "verify" -d 'Say whether lists are sound: structure, signature, copies'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from show verify build token generate help" -f -a "build" -d 'Build and sign a list straight from certificates'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from show verify build token generate help" -f -a "token" -d 'See which USB tokens are there, and look after them'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from show verify build token generate help" -f -a "generate" -d 'Write the man pages, the shell completions or the list of errors'
complete -c ctl -n "__fish_ctl_using_subcommand help; and not __fish_seen_subcommand_from show verify build token generate help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c ctl -n "__fish_ctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "list" -d 'List the tokens, what is on them, and how many PIN tries they have left'
complete -c ctl -n "__fish_ctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "show" -d 'Show all there is to know of one token without its PIN'
complete -c ctl -n "__fish_ctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "export" -d 'Write a token\'s certificate to a file; no PIN is needed'
complete -c ctl -n "__fish_ctl_using_subcommand help; and __fish_seen_subcommand_from token" -f -a "passwd" -d 'Change a token\'s PIN'
