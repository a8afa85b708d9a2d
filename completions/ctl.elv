
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
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand init 'Create the folder of a cluster'
            cand adopt 'Import the lists that a cluster has published so far'
            cand set-cluster 'Set mixed or non-secure mode, as `utils ctl set-cluster` does'
            cand update 'Rebuild and re-sign the CTL, as `utils ctl update CTLFile` does'
            cand upgrade 'Change from a token-signed CTL to a tokenless one'
            cand reset 'Sign the CTL with the other tokenless key'
            cand delete 'Delete the CTL from every server'
            cand itl 'Build and sign the ITL of each TFTP node'
            cand status 'Show mode, files, signers, expiry and drift'
            cand plan 'Print a safe order of steps to change certificates'
            cand show 'Show a list as CUCM does, as a table, or as JSON'
            cand verify 'Check lists: structure, signature, copies'
            cand accept 'Check whether phones that hold one list accept another'
            cand build 'Build and sign a list from certificates'
            cand cert 'Show certificates, or create them for labs and PBXs'
            cand token 'List USB tokens, add them to the CTL, change PINs'
            cand generate 'Write man pages, shell completions or the list of errors'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;init'= {
            cand --nodes 'Number of nodes, from 1 to 28 [default: 3]'
            cand --release 'CUCM''s release, for example 9.1, 10.5(2) or 14SU3 [default: 12.5]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --lab 'Create a lab cluster, with certificates and keys'
            cand --tokens 'Two USB tokens sign the CTL; their keys are files to import into SoftHSM2'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;adopt'= {
            cand --itl 'The ITL of a TFTP node, by its host in cluster.toml; can be repeated'
            cand --wait 'How long to wait for another `ctl` that uses this cluster'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand -n 'Print what would be imported; write nothing'
            cand --dry-run 'Print what would be imported; write nothing'
            cand -y 'Ignored: this command asks nothing'
            cand --yes 'Ignored: this command asks nothing'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;set-cluster'= {
            cand --wait 'How long to wait for another `ctl` that uses this cluster'
            cand --timestamp 'Time in the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or later; @current: exactly the published lists'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand -n 'Print what would be published, and why; write and ask nothing'
            cand --dry-run 'Print what would be published, and why; write and ask nothing'
            cand -y 'Skip the confirmation'
            cand --yes 'Skip the confirmation'
            cand --force 'Also re-sign unchanged lists, and replace files that are not lists'
            cand --drop-records 'Drop present records that cluster.toml does not explain'
            cand --new-phones 'All phones are new or reset; otherwise unknown phones stop the command'
            cand --tvs-up 'TVS runs on every node, with the certificate that the phones know'
            cand --accept-lockout 'Publish even if phones may refuse the lists'
            cand --final-try 'Try the PIN even if a wrong one would lock the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;update'= {
            cand --to 'Publish the CTL of this generation again, byte for byte: @7, @previous'
            cand --wait 'How long to wait for another `ctl` that uses this cluster'
            cand --timestamp 'Time in the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or later; @current: exactly the published lists'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand -n 'Print what would be published, and why; write and ask nothing'
            cand --dry-run 'Print what would be published, and why; write and ask nothing'
            cand -y 'Skip the confirmation'
            cand --yes 'Skip the confirmation'
            cand --force 'Also re-sign unchanged lists, and replace files that are not lists'
            cand --drop-records 'Drop present records that cluster.toml does not explain'
            cand --new-phones 'All phones are new or reset; otherwise unknown phones stop the command'
            cand --tvs-up 'TVS runs on every node, with the certificate that the phones know'
            cand --accept-lockout 'Publish even if phones may refuse the lists'
            cand --final-try 'Try the PIN even if a wrong one would lock the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;upgrade'= {
            cand --wait 'How long to wait for another `ctl` that uses this cluster'
            cand --timestamp 'Time in the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or later; @current: exactly the published lists'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand -n 'Print what would be published, and why; write and ask nothing'
            cand --dry-run 'Print what would be published, and why; write and ask nothing'
            cand -y 'Skip the confirmation'
            cand --yes 'Skip the confirmation'
            cand --force 'Also re-sign unchanged lists, and replace files that are not lists'
            cand --drop-records 'Drop present records that cluster.toml does not explain'
            cand --new-phones 'All phones are new or reset; otherwise unknown phones stop the command'
            cand --tvs-up 'TVS runs on every node, with the certificate that the phones know'
            cand --accept-lockout 'Publish even if phones may refuse the lists'
            cand --final-try 'Try the PIN even if a wrong one would lock the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;reset'= {
            cand --wait 'How long to wait for another `ctl` that uses this cluster'
            cand --timestamp 'Time in the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or later; @current: exactly the published lists'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand -n 'Print what would be published, and why; write and ask nothing'
            cand --dry-run 'Print what would be published, and why; write and ask nothing'
            cand -y 'Skip the confirmation'
            cand --yes 'Skip the confirmation'
            cand --force 'Also re-sign unchanged lists, and replace files that are not lists'
            cand --drop-records 'Drop present records that cluster.toml does not explain'
            cand --new-phones 'All phones are new or reset; otherwise unknown phones stop the command'
            cand --tvs-up 'TVS runs on every node, with the certificate that the phones know'
            cand --accept-lockout 'Publish even if phones may refuse the lists'
            cand --final-try 'Try the PIN even if a wrong one would lock the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;delete'= {
            cand --wait 'How long to wait for another `ctl` that uses this cluster'
            cand --timestamp 'Time in the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or later; @current: exactly the published lists'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --tokens-lost 'All tokens of the CTL are lost: also delete in mixed mode, and forget the tokens'
            cand -n 'Print what would be published, and why; write and ask nothing'
            cand --dry-run 'Print what would be published, and why; write and ask nothing'
            cand -y 'Skip the confirmation'
            cand --yes 'Skip the confirmation'
            cand --force 'Also re-sign unchanged lists, and replace files that are not lists'
            cand --drop-records 'Drop present records that cluster.toml does not explain'
            cand --new-phones 'All phones are new or reset; otherwise unknown phones stop the command'
            cand --tvs-up 'TVS runs on every node, with the certificate that the phones know'
            cand --accept-lockout 'Publish even if phones may refuse the lists'
            cand --final-try 'Try the PIN even if a wrong one would lock the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;itl'= {
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand update 'Rebuild each ITL and publish those that changed'
            cand reset 'Sign the ITLs with another key, as `utils itl reset` does'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;itl;update'= {
            cand --wait 'How long to wait for another `ctl` that uses this cluster'
            cand --timestamp 'Time in the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or later; @current: exactly the published lists'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand -n 'Print what would be published, and why; write and ask nothing'
            cand --dry-run 'Print what would be published, and why; write and ask nothing'
            cand -y 'Skip the confirmation'
            cand --yes 'Skip the confirmation'
            cand --force 'Also re-sign unchanged lists, and replace files that are not lists'
            cand --drop-records 'Drop present records that cluster.toml does not explain'
            cand --new-phones 'All phones are new or reset; otherwise unknown phones stop the command'
            cand --tvs-up 'TVS runs on every node, with the certificate that the phones know'
            cand --accept-lockout 'Publish even if phones may refuse the lists'
            cand --final-try 'Try the PIN even if a wrong one would lock the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;itl;reset'= {
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand localkey 'Sign each ITL with the other key of its node'
            cand remotekey 'Sign the ITLs with the key of a PKCS#12 file'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;itl;reset;localkey'= {
            cand --wait 'How long to wait for another `ctl` that uses this cluster'
            cand --timestamp 'Time in the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or later; @current: exactly the published lists'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand -n 'Print what would be published, and why; write and ask nothing'
            cand --dry-run 'Print what would be published, and why; write and ask nothing'
            cand -y 'Skip the confirmation'
            cand --yes 'Skip the confirmation'
            cand --force 'Also re-sign unchanged lists, and replace files that are not lists'
            cand --drop-records 'Drop present records that cluster.toml does not explain'
            cand --new-phones 'All phones are new or reset; otherwise unknown phones stop the command'
            cand --tvs-up 'TVS runs on every node, with the certificate that the phones know'
            cand --accept-lockout 'Publish even if phones may refuse the lists'
            cand --final-try 'Try the PIN even if a wrong one would lock the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;itl;reset;remotekey'= {
            cand --wait 'How long to wait for another `ctl` that uses this cluster'
            cand --timestamp 'Time in the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or later; @current: exactly the published lists'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand -n 'Print what would be published, and why; write and ask nothing'
            cand --dry-run 'Print what would be published, and why; write and ask nothing'
            cand -y 'Skip the confirmation'
            cand --yes 'Skip the confirmation'
            cand --force 'Also re-sign unchanged lists, and replace files that are not lists'
            cand --drop-records 'Drop present records that cluster.toml does not explain'
            cand --new-phones 'All phones are new or reset; otherwise unknown phones stop the command'
            cand --tvs-up 'TVS runs on every node, with the certificate that the phones know'
            cand --accept-lockout 'Publish even if phones may refuse the lists'
            cand --final-try 'Try the PIN even if a wrong one would lock the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;itl;reset;help'= {
            cand localkey 'Sign each ITL with the other key of its node'
            cand remotekey 'Sign the ITLs with the key of a PKCS#12 file'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;itl;reset;help;localkey'= {
        }
        &'ctl;itl;reset;help;remotekey'= {
        }
        &'ctl;itl;reset;help;help'= {
        }
        &'ctl;itl;help'= {
            cand update 'Rebuild each ITL and publish those that changed'
            cand reset 'Sign the ITLs with another key, as `utils itl reset` does'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;itl;help;update'= {
        }
        &'ctl;itl;help;reset'= {
            cand localkey 'Sign each ITL with the other key of its node'
            cand remotekey 'Sign the ITLs with the key of a PKCS#12 file'
        }
        &'ctl;itl;help;reset;localkey'= {
        }
        &'ctl;itl;help;reset;remotekey'= {
        }
        &'ctl;itl;help;help'= {
        }
        &'ctl;status'= {
            cand --expires-within 'Exit status 1 if a certificate in the lists expires within this time: 30d, 4w'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --history 'List all generations instead, with time, signer and reason'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;plan'= {
            cand --change 'The certificates to change, separated by commas'
            cand --to 'The folder of the cluster that phones move to [default: one like theirs]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;show'= {
            cand --format 'Output format'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;verify'= {
            cand --signer 'Require this certificate as signer: a file, or the pkcs11: URI of one on a token'
            cand --installed 'Also check whether phones with this list accept the new ones, in order; once for a CTL, once for an ITL'
            cand --expires-within 'Exit status 1 also if a certificate in a list expires within this time: 30d, 4w'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;accept'= {
            cand --ctl 'The CTL on the phone'
            cand --itl 'The ITL on the phone'
            cand --class 'Class of the phone; can be repeated'
            cand --tvs 'A TVS answers with this certificate; can be repeated'
            cand --tvs-knows 'TVS vouches for this certificate in these roles [default role: SAST]'
            cand --tvs-from 'The TVS of this cluster''s nodes answer, and vouch for its certificates'
            cand --then 'What it meets when it starts again; may be repeated'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --explain 'Print every step of the decision instead of a table'
            cand --reset-phone 'The phone is new or was reset: it has no list'
            cand --sha512 'The phone supports SHA-512 signatures'
            cand --no-tvs 'No TVS answers: the default, because no list tells what TVS knows'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;build'= {
            cand -o 'The file to write, or - for a pipe on standard output'
            cand --output 'The file to write, or - for a pipe on standard output'
            cand --kind 'Which list to build [default: the kind in the name of FILE (ITLFile.tlv, CTLFile.tlv), else ctl]'
            cand --sast 'A signer: the list''s own, or another that phones are to trust'
            cand --ccm 'A call manager'
            cand --ccm-tftp 'A call manager that also serves files'
            cand --tftp 'A TFTP server'
            cand --capf 'The Certificate Authority Proxy Function'
            cand --app-server 'An application server reached by HTTPS'
            cand --tvs 'A Trust Verification Service; ITL only'
            cand --firewall 'A firewall; entered, and shown, as CCM'
            cand --hash-only 'Write only the certificate''s SHA-1 in records of this role (ITLs of 8.x)'
            cand --empty 'Write only host, role and address in records of this role (non-secure mode)'
            cand --layout 'The output dialect'
            cand --filename 'The name inside the file [default: CTLFile.tlv or ITLFile.tlv]'
            cand --signer-version 'Write a signer version, 1.0 or 1.1; 1.1 makes phones use HTTPS [default: none, in the certutils layout 1.0]'
            cand --timestamp 'The time inside the file, RFC 3339 or Unix seconds [default: SOURCE_DATE_EPOCH, or now]'
            cand --signer 'The signer''s certificate; it must be one of the --sast [default: the first --sast whose file holds its key]'
            cand --key 'The signer''s private key: a file, or the pkcs11: URI of a key on a token [default: in the signer''s file]'
            cand --digest 'Digest of the signature; every phone accepts sha1'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --force 'Replace an existing file'
            cand --final-try 'Try the PIN even if a wrong one would lock the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;cert'= {
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help'
            cand --help 'Print help'
            cand new 'Create a key and its certificate'
            cand show 'Show the names, dates and fingerprints of certificates'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;cert;new'= {
            cand -o 'The file to write'
            cand --output 'The file to write'
            cand --key-out 'Write the key to a separate file'
            cand --subject 'Subject, in the order of RFC 4514: CN=pbx,O=Example,C=NZ'
            cand --san 'Another name or address of the server; can be repeated'
            cand --days 'Validity from now'
            cand --usage 'Key usage, as in CUCM''s certificates'
            cand --digest 'Digest of the signature: sha1, sha256 or sha512 [default: sha256, for EC keys the curve''s]'
            cand --key-type 'Type of the key'
            cand --new-pin-file 'Encrypt the key with the passphrase in the first line of a file'
            cand --issuer 'Certificate of the issuing CA: a file or a pkcs11: URI'
            cand --issuer-key 'Private key of the CA: a file or a pkcs11: URI [default: in the file of --issuer]'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --force 'Replace existing files'
            cand --encrypt 'Encrypt the key with a passphrase, which is asked for twice'
            cand --final-try 'Try the PIN even if a wrong one would lock the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;cert;show'= {
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;cert;help'= {
            cand new 'Create a key and its certificate'
            cand show 'Show the names, dates and fingerprints of certificates'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;cert;help;new'= {
        }
        &'ctl;cert;help;show'= {
        }
        &'ctl;cert;help;help'= {
        }
        &'ctl;token'= {
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List tokens, their certificates and remaining PIN tries'
            cand show 'Show one token in full; needs no PIN'
            cand export 'Write a token''s certificate to a file; needs no PIN'
            cand add 'Add a token to the cluster and its CTL'
            cand remove 'Remove a token from the cluster and its CTL'
            cand passwd 'Change a token''s PIN'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;token;list'= {
            cand --list 'Mark the certificates that can sign an update of this list, which are its SASTs [default: the cluster''s CTL]'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;token;show'= {
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'ctl;token;export'= {
            cand -o 'The file to write, or - for standard output'
            cand --output 'The file to write, or - for standard output'
            cand --form 'Output format'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --force 'Replace an existing file'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;token;add'= {
            cand --key 'URI of its key; needed with a certificate file'
            cand --wait 'How long to wait for another `ctl` that uses this cluster'
            cand --timestamp 'Time in the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or later; @current: exactly the published lists'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand -n 'Print what would be published, and why; write and ask nothing'
            cand --dry-run 'Print what would be published, and why; write and ask nothing'
            cand -y 'Skip the confirmation'
            cand --yes 'Skip the confirmation'
            cand --force 'Also re-sign unchanged lists, and replace files that are not lists'
            cand --drop-records 'Drop present records that cluster.toml does not explain'
            cand --new-phones 'All phones are new or reset; otherwise unknown phones stop the command'
            cand --tvs-up 'TVS runs on every node, with the certificate that the phones know'
            cand --accept-lockout 'Publish even if phones may refuse the lists'
            cand --final-try 'Try the PIN even if a wrong one would lock the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;token;remove'= {
            cand --wait 'How long to wait for another `ctl` that uses this cluster'
            cand --timestamp 'Time in the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or later; @current: exactly the published lists'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand -n 'Print what would be published, and why; write and ask nothing'
            cand --dry-run 'Print what would be published, and why; write and ask nothing'
            cand -y 'Skip the confirmation'
            cand --yes 'Skip the confirmation'
            cand --force 'Also re-sign unchanged lists, and replace files that are not lists'
            cand --drop-records 'Drop present records that cluster.toml does not explain'
            cand --new-phones 'All phones are new or reset; otherwise unknown phones stop the command'
            cand --tvs-up 'TVS runs on every node, with the certificate that the phones know'
            cand --accept-lockout 'Publish even if phones may refuse the lists'
            cand --final-try 'Try the PIN even if a wrong one would lock the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;token;passwd'= {
            cand --new-pin-file 'Read the new PIN from the first line of a file instead of the terminal'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --module 'PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --final-try 'Try the PIN even if a wrong one would lock the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;token;help'= {
            cand list 'List tokens, their certificates and remaining PIN tries'
            cand show 'Show one token in full; needs no PIN'
            cand export 'Write a token''s certificate to a file; needs no PIN'
            cand add 'Add a token to the cluster and its CTL'
            cand remove 'Remove a token from the cluster and its CTL'
            cand passwd 'Change a token''s PIN'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;token;help;list'= {
        }
        &'ctl;token;help;show'= {
        }
        &'ctl;token;help;export'= {
        }
        &'ctl;token;help;add'= {
        }
        &'ctl;token;help;remove'= {
        }
        &'ctl;token;help;passwd'= {
        }
        &'ctl;token;help;help'= {
        }
        &'ctl;generate'= {
            cand -C 'The cluster''s folder; FILE @7 is a list of its store'
            cand --cluster 'The cluster''s folder; FILE @7 is a list of its store'
            cand --json 'Print results and errors as JSON'
            cand -v 'Print what is read and written, and the ids of errors'
            cand --verbose 'Print what is read and written, and the ids of errors'
            cand -q 'Print only errors, and messages about a token''s PIN'
            cand --quiet 'Print only errors, and messages about a token''s PIN'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;help'= {
            cand init 'Create the folder of a cluster'
            cand adopt 'Import the lists that a cluster has published so far'
            cand set-cluster 'Set mixed or non-secure mode, as `utils ctl set-cluster` does'
            cand update 'Rebuild and re-sign the CTL, as `utils ctl update CTLFile` does'
            cand upgrade 'Change from a token-signed CTL to a tokenless one'
            cand reset 'Sign the CTL with the other tokenless key'
            cand delete 'Delete the CTL from every server'
            cand itl 'Build and sign the ITL of each TFTP node'
            cand status 'Show mode, files, signers, expiry and drift'
            cand plan 'Print a safe order of steps to change certificates'
            cand show 'Show a list as CUCM does, as a table, or as JSON'
            cand verify 'Check lists: structure, signature, copies'
            cand accept 'Check whether phones that hold one list accept another'
            cand build 'Build and sign a list from certificates'
            cand cert 'Show certificates, or create them for labs and PBXs'
            cand token 'List USB tokens, add them to the CTL, change PINs'
            cand generate 'Write man pages, shell completions or the list of errors'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;help;init'= {
        }
        &'ctl;help;adopt'= {
        }
        &'ctl;help;set-cluster'= {
        }
        &'ctl;help;update'= {
        }
        &'ctl;help;upgrade'= {
        }
        &'ctl;help;reset'= {
        }
        &'ctl;help;delete'= {
        }
        &'ctl;help;itl'= {
            cand update 'Rebuild each ITL and publish those that changed'
            cand reset 'Sign the ITLs with another key, as `utils itl reset` does'
        }
        &'ctl;help;itl;update'= {
        }
        &'ctl;help;itl;reset'= {
            cand localkey 'Sign each ITL with the other key of its node'
            cand remotekey 'Sign the ITLs with the key of a PKCS#12 file'
        }
        &'ctl;help;itl;reset;localkey'= {
        }
        &'ctl;help;itl;reset;remotekey'= {
        }
        &'ctl;help;status'= {
        }
        &'ctl;help;plan'= {
        }
        &'ctl;help;show'= {
        }
        &'ctl;help;verify'= {
        }
        &'ctl;help;accept'= {
        }
        &'ctl;help;build'= {
        }
        &'ctl;help;cert'= {
            cand new 'Create a key and its certificate'
            cand show 'Show the names, dates and fingerprints of certificates'
        }
        &'ctl;help;cert;new'= {
        }
        &'ctl;help;cert;show'= {
        }
        &'ctl;help;token'= {
            cand list 'List tokens, their certificates and remaining PIN tries'
            cand show 'Show one token in full; needs no PIN'
            cand export 'Write a token''s certificate to a file; needs no PIN'
            cand add 'Add a token to the cluster and its CTL'
            cand remove 'Remove a token from the cluster and its CTL'
            cand passwd 'Change a token''s PIN'
        }
        &'ctl;help;token;list'= {
        }
        &'ctl;help;token;show'= {
        }
        &'ctl;help;token;export'= {
        }
        &'ctl;help;token;add'= {
        }
        &'ctl;help;token;remove'= {
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
