
use builtin;
use str;

set edit:completion:arg-completer[ctl] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'ctl'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'ctl'= {
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand show 'Show a list as CUCM''s `show ctl` does, as a table, or as JSON'
            cand verify 'Say whether lists are sound: structure, signature, copies'
            cand build 'Build and sign a list straight from certificates'
            cand token 'See which USB tokens are there, and look after them'
            cand generate 'Write the man pages, the shell completions or the list of errors'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;show'= {
            cand --format 'How to show it'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;verify'= {
            cand --signer 'Insist that the lists are signed by this certificate: a file, or the pkcs11: URI of one on a token'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;build'= {
            cand -o 'The file to write, or - for a pipe on standard output'
            cand --output 'The file to write, or - for a pipe on standard output'
            cand --kind 'Which list to build'
            cand --sast 'A signer: the list''s own, or another that phones shall believe'
            cand --ccm 'A call manager'
            cand --ccm-tftp 'A call manager that also serves files'
            cand --tftp 'A TFTP server'
            cand --capf 'The Certificate Authority Proxy Function'
            cand --app-server 'An application server reached by HTTPS'
            cand --tvs 'A Trust Verification Service; ITL only'
            cand --firewall 'A firewall; entered, and shown, as CCM'
            cand --hash-only 'Carry only the certificate''s SHA-1 in records of this role (ITLs of 8.x)'
            cand --empty 'Keep only host, role and address in records of this role (non-secure mode)'
            cand --layout 'Whose way of writing to follow'
            cand --filename 'The name inside the file [default: CTLFile.tlv or ITLFile.tlv]'
            cand --signer-version 'Write a signer version, 1.0 or 1.1; 1.1 makes phones use HTTPS [default: none, in the certutils layout 1.0]'
            cand --timestamp 'The time inside the file, RFC 3339 or Unix seconds [default: SOURCE_DATE_EPOCH, or now]'
            cand --signer 'The signer''s certificate; it must stand among the --sast [default: the first --sast whose file holds its key]'
            cand --key 'The signer''s private key: a file, or the pkcs11: URI of a key on a token [default: in the signer''s file]'
            cand --digest 'The signature''s digest; sha1 is what every phone accepts'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand --force 'Replace the file if it is there'
            cand --final-try 'Try the PIN even if a wrong one locks the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;token'= {
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List the tokens, what is on them, and how many PIN tries they have left'
            cand show 'Show all there is to know of one token without its PIN'
            cand export 'Write a token''s certificate to a file; no PIN is needed'
            cand passwd 'Change a token''s PIN'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;token;list'= {
            cand --list 'Mark the certificates that can sign an update of this list: phones that hold it find them among its SASTs'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;token;show'= {
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;token;export'= {
            cand -o 'The file to write, or - for standard output'
            cand --output 'The file to write, or - for standard output'
            cand --form 'How to write it'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand --force 'Replace the file if it is there'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;token;passwd'= {
            cand --new-pin-file 'Read the new PIN from the first line of a file instead of the terminal'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand --final-try 'Try the PIN even if a wrong one locks the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;token;help'= {
            cand list 'List the tokens, what is on them, and how many PIN tries they have left'
            cand show 'Show all there is to know of one token without its PIN'
            cand export 'Write a token''s certificate to a file; no PIN is needed'
            cand passwd 'Change a token''s PIN'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;token;help;list'= {
        }
        &'ctl;token;help;show'= {
        }
        &'ctl;token;help;export'= {
        }
        &'ctl;token;help;passwd'= {
        }
        &'ctl;token;help;help'= {
        }
        &'ctl;generate'= {
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;help'= {
            cand show 'Show a list as CUCM''s `show ctl` does, as a table, or as JSON'
            cand verify 'Say whether lists are sound: structure, signature, copies'
            cand build 'Build and sign a list straight from certificates'
            cand token 'See which USB tokens are there, and look after them'
            cand generate 'Write the man pages, the shell completions or the list of errors'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;help;show'= {
        }
        &'ctl;help;verify'= {
        }
        &'ctl;help;build'= {
        }
        &'ctl;help;token'= {
            cand list 'List the tokens, what is on them, and how many PIN tries they have left'
            cand show 'Show all there is to know of one token without its PIN'
            cand export 'Write a token''s certificate to a file; no PIN is needed'
            cand passwd 'Change a token''s PIN'
        }
        &'ctl;help;token;list'= {
        }
        &'ctl;help;token;show'= {
        }
        &'ctl;help;token;export'= {
        }
        &'ctl;help;token;passwd'= {
        }
        &'ctl;help;generate'= {
        }
        &'ctl;help;help'= {
        }
    ]
    $completions[$command]
}
