
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
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand -V 'Print version'
            cand --version 'Print version'
            cand adopt 'Take over the lists that an existing cluster has published'
            cand set-cluster 'Set mixed or non-secure mode, as `utils ctl set-cluster` does'
            cand update 'Rebuild and re-sign the CTL, as `utils ctl update CTLFile` does'
            cand upgrade 'Go from a token-signed CTL to a tokenless one'
            cand reset 'Sign the CTL with the tokenless key that usually does not'
            cand delete 'Delete the CTL from every server'
            cand itl 'Build and sign the ITL of each TFTP node'
            cand status 'Show mode, files, signers, expiry, what phones may hold, and drift'
            cand plan 'Say in which order to change certificates, before one is touched'
            cand show 'Show a list as CUCM''s `show ctl` does, as a table, or as JSON'
            cand verify 'Say whether lists are sound: structure, signature, copies'
            cand accept 'Say whether phones that hold one list would take another, and why'
            cand build 'Build and sign a list straight from certificates'
            cand init 'Make the folder of a cluster'
            cand cert 'Make certificates, for labs and for phones without a CUCM'
            cand token 'List USB tokens, enter them into the CTL, change their PINs'
            cand generate 'Write the man pages, the shell completions or the list of errors'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;adopt'= {
            cand --itl 'The ITL of a TFTP node, by its host in cluster.toml; may be repeated'
            cand --wait 'How long to wait while another `ctl` works on this cluster'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand -n 'Say what would be taken; write nothing'
            cand --dry-run 'Say what would be taken; write nothing'
            cand -y 'Accepted for scripts; this command asks nothing'
            cand --yes 'Accepted for scripts; this command asks nothing'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;set-cluster'= {
            cand --wait 'How long to wait while another `ctl` works on this cluster'
            cand --timestamp 'The time inside the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or a later generation; @current: exactly what is published; recorded'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand -n 'Say what would be published and why; write nothing, ask for no PIN'
            cand --dry-run 'Say what would be published and why; write nothing, ask for no PIN'
            cand -y 'Answer the confirmation with yes; it answers no other question'
            cand --yes 'Answer the confirmation with yes; it answers no other question'
            cand --force 'Re-sign lists that did not change, too, and replace files that are not lists'
            cand --drop-records 'Drop records of the present lists that cluster.toml does not explain'
            cand --new-phones 'There are only new or reset phones; without it, unknown phones stop the command; recorded'
            cand --tvs-up 'TVS runs on every node with the certificate that the phones know; recorded'
            cand --accept-lockout 'Publish although phones may refuse it; recorded'
            cand --final-try 'Try the PIN even if a wrong one locks the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;update'= {
            cand --to 'Publish this generation''s CTL again, byte for byte: @7, @previous'
            cand --wait 'How long to wait while another `ctl` works on this cluster'
            cand --timestamp 'The time inside the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or a later generation; @current: exactly what is published; recorded'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand -n 'Say what would be published and why; write nothing, ask for no PIN'
            cand --dry-run 'Say what would be published and why; write nothing, ask for no PIN'
            cand -y 'Answer the confirmation with yes; it answers no other question'
            cand --yes 'Answer the confirmation with yes; it answers no other question'
            cand --force 'Re-sign lists that did not change, too, and replace files that are not lists'
            cand --drop-records 'Drop records of the present lists that cluster.toml does not explain'
            cand --new-phones 'There are only new or reset phones; without it, unknown phones stop the command; recorded'
            cand --tvs-up 'TVS runs on every node with the certificate that the phones know; recorded'
            cand --accept-lockout 'Publish although phones may refuse it; recorded'
            cand --final-try 'Try the PIN even if a wrong one locks the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;upgrade'= {
            cand --wait 'How long to wait while another `ctl` works on this cluster'
            cand --timestamp 'The time inside the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or a later generation; @current: exactly what is published; recorded'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand -n 'Say what would be published and why; write nothing, ask for no PIN'
            cand --dry-run 'Say what would be published and why; write nothing, ask for no PIN'
            cand -y 'Answer the confirmation with yes; it answers no other question'
            cand --yes 'Answer the confirmation with yes; it answers no other question'
            cand --force 'Re-sign lists that did not change, too, and replace files that are not lists'
            cand --drop-records 'Drop records of the present lists that cluster.toml does not explain'
            cand --new-phones 'There are only new or reset phones; without it, unknown phones stop the command; recorded'
            cand --tvs-up 'TVS runs on every node with the certificate that the phones know; recorded'
            cand --accept-lockout 'Publish although phones may refuse it; recorded'
            cand --final-try 'Try the PIN even if a wrong one locks the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;reset'= {
            cand --wait 'How long to wait while another `ctl` works on this cluster'
            cand --timestamp 'The time inside the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or a later generation; @current: exactly what is published; recorded'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand -n 'Say what would be published and why; write nothing, ask for no PIN'
            cand --dry-run 'Say what would be published and why; write nothing, ask for no PIN'
            cand -y 'Answer the confirmation with yes; it answers no other question'
            cand --yes 'Answer the confirmation with yes; it answers no other question'
            cand --force 'Re-sign lists that did not change, too, and replace files that are not lists'
            cand --drop-records 'Drop records of the present lists that cluster.toml does not explain'
            cand --new-phones 'There are only new or reset phones; without it, unknown phones stop the command; recorded'
            cand --tvs-up 'TVS runs on every node with the certificate that the phones know; recorded'
            cand --accept-lockout 'Publish although phones may refuse it; recorded'
            cand --final-try 'Try the PIN even if a wrong one locks the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;delete'= {
            cand --wait 'How long to wait while another `ctl` works on this cluster'
            cand --timestamp 'The time inside the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or a later generation; @current: exactly what is published; recorded'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --tokens-lost 'Every token of the CTL is lost: delete it in mixed mode too, and forget the tokens'
            cand -n 'Say what would be published and why; write nothing, ask for no PIN'
            cand --dry-run 'Say what would be published and why; write nothing, ask for no PIN'
            cand -y 'Answer the confirmation with yes; it answers no other question'
            cand --yes 'Answer the confirmation with yes; it answers no other question'
            cand --force 'Re-sign lists that did not change, too, and replace files that are not lists'
            cand --drop-records 'Drop records of the present lists that cluster.toml does not explain'
            cand --new-phones 'There are only new or reset phones; without it, unknown phones stop the command; recorded'
            cand --tvs-up 'TVS runs on every node with the certificate that the phones know; recorded'
            cand --accept-lockout 'Publish although phones may refuse it; recorded'
            cand --final-try 'Try the PIN even if a wrong one locks the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;itl'= {
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand update 'Rebuild each ITL and publish those that changed'
            cand reset 'Sign the ITLs with another key, as `utils itl reset` does'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;itl;update'= {
            cand --wait 'How long to wait while another `ctl` works on this cluster'
            cand --timestamp 'The time inside the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or a later generation; @current: exactly what is published; recorded'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand -n 'Say what would be published and why; write nothing, ask for no PIN'
            cand --dry-run 'Say what would be published and why; write nothing, ask for no PIN'
            cand -y 'Answer the confirmation with yes; it answers no other question'
            cand --yes 'Answer the confirmation with yes; it answers no other question'
            cand --force 'Re-sign lists that did not change, too, and replace files that are not lists'
            cand --drop-records 'Drop records of the present lists that cluster.toml does not explain'
            cand --new-phones 'There are only new or reset phones; without it, unknown phones stop the command; recorded'
            cand --tvs-up 'TVS runs on every node with the certificate that the phones know; recorded'
            cand --accept-lockout 'Publish although phones may refuse it; recorded'
            cand --final-try 'Try the PIN even if a wrong one locks the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;itl;reset'= {
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand localkey 'Sign with the node''s CallManager key (12.0 on) or ITLRecovery (10.0 to 11.5)'
            cand remotekey 'Sign with the key of a PKCS#12 file, such as an exported ITLRecovery'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;itl;reset;localkey'= {
            cand --wait 'How long to wait while another `ctl` works on this cluster'
            cand --timestamp 'The time inside the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or a later generation; @current: exactly what is published; recorded'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand -n 'Say what would be published and why; write nothing, ask for no PIN'
            cand --dry-run 'Say what would be published and why; write nothing, ask for no PIN'
            cand -y 'Answer the confirmation with yes; it answers no other question'
            cand --yes 'Answer the confirmation with yes; it answers no other question'
            cand --force 'Re-sign lists that did not change, too, and replace files that are not lists'
            cand --drop-records 'Drop records of the present lists that cluster.toml does not explain'
            cand --new-phones 'There are only new or reset phones; without it, unknown phones stop the command; recorded'
            cand --tvs-up 'TVS runs on every node with the certificate that the phones know; recorded'
            cand --accept-lockout 'Publish although phones may refuse it; recorded'
            cand --final-try 'Try the PIN even if a wrong one locks the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;itl;reset;remotekey'= {
            cand --wait 'How long to wait while another `ctl` works on this cluster'
            cand --timestamp 'The time inside the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or a later generation; @current: exactly what is published; recorded'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand -n 'Say what would be published and why; write nothing, ask for no PIN'
            cand --dry-run 'Say what would be published and why; write nothing, ask for no PIN'
            cand -y 'Answer the confirmation with yes; it answers no other question'
            cand --yes 'Answer the confirmation with yes; it answers no other question'
            cand --force 'Re-sign lists that did not change, too, and replace files that are not lists'
            cand --drop-records 'Drop records of the present lists that cluster.toml does not explain'
            cand --new-phones 'There are only new or reset phones; without it, unknown phones stop the command; recorded'
            cand --tvs-up 'TVS runs on every node with the certificate that the phones know; recorded'
            cand --accept-lockout 'Publish although phones may refuse it; recorded'
            cand --final-try 'Try the PIN even if a wrong one locks the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;itl;reset;help'= {
            cand localkey 'Sign with the node''s CallManager key (12.0 on) or ITLRecovery (10.0 to 11.5)'
            cand remotekey 'Sign with the key of a PKCS#12 file, such as an exported ITLRecovery'
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
            cand localkey 'Sign with the node''s CallManager key (12.0 on) or ITLRecovery (10.0 to 11.5)'
            cand remotekey 'Sign with the key of a PKCS#12 file, such as an exported ITLRecovery'
        }
        &'ctl;itl;help;reset;localkey'= {
        }
        &'ctl;itl;help;reset;remotekey'= {
        }
        &'ctl;itl;help;help'= {
        }
        &'ctl;status'= {
            cand --expires-within 'Exit 1 where a certificate of the published lists expires within this time: 30d, 4w'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --history 'List every generation instead, with time, signer and reason'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;plan'= {
            cand --change 'What is to change'
            cand --to 'The folder of the cluster that phones move to [default: one like theirs]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;show'= {
            cand --format 'How to show it'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
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
            cand --installed 'Say too whether phones that hold this list would take the new ones, in their order; once for a CTL, once for an ITL'
            cand --expires-within 'Exit 1, too, where a certificate of a list has expired or expires within this time: 30d, 4w'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;accept'= {
            cand --ctl 'The CTL that the phone holds'
            cand --itl 'The ITL that the phone holds'
            cand --class 'Its class; may be repeated'
            cand --tvs 'A TVS is reached and shows this certificate; may be repeated'
            cand --tvs-knows 'It vouches for this certificate in these roles, SAST unless one is named'
            cand --tvs-from 'The TVS of this cluster''s nodes are reached, and vouch for what it has'
            cand --then 'What it meets when it starts again; may be repeated'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --explain 'Print every step of the decision instead of a table'
            cand --reset-phone 'The phone is new or was reset: it holds nothing'
            cand --sha512 'The phone is known to verify SHA-512'
            cand --no-tvs 'No TVS is reached: the default, since no list says what TVS knows'
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
            cand --kind 'Which list to build [default: the kind that the name of FILE says (ITLFile.tlv, CTLFile.tlv), else ctl]'
            cand --sast 'A signer: the list''s own, or another that phones are to trust'
            cand --ccm 'A call manager'
            cand --ccm-tftp 'A call manager that also serves files'
            cand --tftp 'A TFTP server'
            cand --capf 'The Certificate Authority Proxy Function'
            cand --app-server 'An application server reached by HTTPS'
            cand --tvs 'A Trust Verification Service; ITL only'
            cand --firewall 'A firewall; entered, and shown, as CCM'
            cand --hash-only 'Carry only the certificate''s SHA-1 in records of this role (ITLs of 8.x)'
            cand --empty 'Keep only host, role and address in records of this role (non-secure mode)'
            cand --layout 'The output dialect'
            cand --filename 'The name inside the file [default: CTLFile.tlv or ITLFile.tlv]'
            cand --signer-version 'Write a signer version, 1.0 or 1.1; 1.1 makes phones use HTTPS [default: none, in the certutils layout 1.0]'
            cand --timestamp 'The time inside the file, RFC 3339 or Unix seconds [default: SOURCE_DATE_EPOCH, or now]'
            cand --signer 'The signer''s certificate; it must be one of the --sast [default: the first --sast whose file holds its key]'
            cand --key 'The signer''s private key: a file, or the pkcs11: URI of a key on a token [default: in the signer''s file]'
            cand --digest 'The signature''s digest; sha1 is what every phone accepts'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
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
        &'ctl;init'= {
            cand --nodes 'How many nodes it has, from 1 to 28 [default: 3]'
            cand --release 'CUCM''s release, for example 9.1, 10.5(2) or 14SU3 [default: 12.5]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --lab 'Make a lab cluster, with certificates and keys'
            cand --tokens 'Let two USB tokens sign the CTL; their keys are files to be put into SoftHSM2'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;cert'= {
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand show 'Show certificates: subject, issuer, serial, key, dates, fingerprints'
            cand new 'Make a key and a certificate for it'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;cert;show'= {
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;cert;new'= {
            cand -o 'The file to write'
            cand --output 'The file to write'
            cand --key-out 'Write the key into a file of its own'
            cand --subject 'Whose certificate it is, as RFC 4514 writes names: CN=pbx,O=Example,C=NZ'
            cand --san 'A further name or address of the server; may be repeated'
            cand --days 'How long it is valid from now on'
            cand --usage 'What it may be used for, as CUCM''s certificates have it'
            cand --digest 'The digest of its signature: sha1, sha256 or sha512 [default: sha256, for EC keys the curve''s]'
            cand --key-type 'What key to make'
            cand --new-pin-file 'Encrypt it with the passphrase in the first line of a file'
            cand --issuer 'The certificate of the CA that issues it; a file or a pkcs11: URI'
            cand --issuer-key 'The private key of the CA; a file or a pkcs11: URI [default: in the file of --issuer]'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --force 'Replace the files if they are there'
            cand --encrypt 'Encrypt it with a passphrase, which is asked for twice'
            cand --final-try 'Try the PIN even if a wrong one locks the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;cert;help'= {
            cand show 'Show certificates: subject, issuer, serial, key, dates, fingerprints'
            cand new 'Make a key and a certificate for it'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;cert;help;show'= {
        }
        &'ctl;cert;help;new'= {
        }
        &'ctl;cert;help;help'= {
        }
        &'ctl;token'= {
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List the tokens, what is on them, and how many PIN tries they have left'
            cand show 'Show everything about one token that needs no PIN'
            cand export 'Write a token''s certificate to a file; no PIN is needed'
            cand add 'Enter a token into the cluster, and into its CTL if there is one'
            cand remove 'Take a token out of the cluster, and out of its CTL if there is one'
            cand passwd 'Change a token''s PIN'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'ctl;token;list'= {
            cand --list 'Mark the certificates that can sign an update of this list: phones that hold it find them among its SASTs [default: the CTL of the cluster here]'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
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
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
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
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --force 'Replace the file if it is there'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;token;add'= {
            cand --key 'Where its key will be, with CERT'
            cand --wait 'How long to wait while another `ctl` works on this cluster'
            cand --timestamp 'The time inside the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or a later generation; @current: exactly what is published; recorded'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand -n 'Say what would be published and why; write nothing, ask for no PIN'
            cand --dry-run 'Say what would be published and why; write nothing, ask for no PIN'
            cand -y 'Answer the confirmation with yes; it answers no other question'
            cand --yes 'Answer the confirmation with yes; it answers no other question'
            cand --force 'Re-sign lists that did not change, too, and replace files that are not lists'
            cand --drop-records 'Drop records of the present lists that cluster.toml does not explain'
            cand --new-phones 'There are only new or reset phones; without it, unknown phones stop the command; recorded'
            cand --tvs-up 'TVS runs on every node with the certificate that the phones know; recorded'
            cand --accept-lockout 'Publish although phones may refuse it; recorded'
            cand --final-try 'Try the PIN even if a wrong one locks the token for good'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;token;remove'= {
            cand --wait 'How long to wait while another `ctl` works on this cluster'
            cand --timestamp 'The time inside the lists, RFC 3339 or Unix seconds [default: now]'
            cand --phones-have 'Every phone has @N or a later generation; @current: exactly what is published; recorded'
            cand --pin-file 'Read it from the first line of a file'
            cand --pin-fd 'Read it from a file descriptor'
            cand --pin-env 'Read it from an environment variable'
            cand --token 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]'
            cand --module 'The PKCS#11 module of the token''s driver [default: the first in a usual place]'
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand -n 'Say what would be published and why; write nothing, ask for no PIN'
            cand --dry-run 'Say what would be published and why; write nothing, ask for no PIN'
            cand -y 'Answer the confirmation with yes; it answers no other question'
            cand --yes 'Answer the confirmation with yes; it answers no other question'
            cand --force 'Re-sign lists that did not change, too, and replace files that are not lists'
            cand --drop-records 'Drop records of the present lists that cluster.toml does not explain'
            cand --new-phones 'There are only new or reset phones; without it, unknown phones stop the command; recorded'
            cand --tvs-up 'TVS runs on every node with the certificate that the phones know; recorded'
            cand --accept-lockout 'Publish although phones may refuse it; recorded'
            cand --final-try 'Try the PIN even if a wrong one locks the token for good'
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
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
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
            cand show 'Show everything about one token that needs no PIN'
            cand export 'Write a token''s certificate to a file; no PIN is needed'
            cand add 'Enter a token into the cluster, and into its CTL if there is one'
            cand remove 'Take a token out of the cluster, and out of its CTL if there is one'
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
            cand -C 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --cluster 'The folder of cluster.toml; a FILE may be a list of its store, such as @7'
            cand --json 'Print results and errors as JSON'
            cand -v 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand --verbose 'Say on stderr what is read, chosen and written, and the ids of errors'
            cand -q 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand --quiet 'Say nothing on stderr but errors, and what concerns the PIN of a token'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'ctl;help'= {
            cand adopt 'Take over the lists that an existing cluster has published'
            cand set-cluster 'Set mixed or non-secure mode, as `utils ctl set-cluster` does'
            cand update 'Rebuild and re-sign the CTL, as `utils ctl update CTLFile` does'
            cand upgrade 'Go from a token-signed CTL to a tokenless one'
            cand reset 'Sign the CTL with the tokenless key that usually does not'
            cand delete 'Delete the CTL from every server'
            cand itl 'Build and sign the ITL of each TFTP node'
            cand status 'Show mode, files, signers, expiry, what phones may hold, and drift'
            cand plan 'Say in which order to change certificates, before one is touched'
            cand show 'Show a list as CUCM''s `show ctl` does, as a table, or as JSON'
            cand verify 'Say whether lists are sound: structure, signature, copies'
            cand accept 'Say whether phones that hold one list would take another, and why'
            cand build 'Build and sign a list straight from certificates'
            cand init 'Make the folder of a cluster'
            cand cert 'Make certificates, for labs and for phones without a CUCM'
            cand token 'List USB tokens, enter them into the CTL, change their PINs'
            cand generate 'Write the man pages, the shell completions or the list of errors'
            cand help 'Print this message or the help of the given subcommand(s)'
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
            cand localkey 'Sign with the node''s CallManager key (12.0 on) or ITLRecovery (10.0 to 11.5)'
            cand remotekey 'Sign with the key of a PKCS#12 file, such as an exported ITLRecovery'
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
        &'ctl;help;init'= {
        }
        &'ctl;help;cert'= {
            cand show 'Show certificates: subject, issuer, serial, key, dates, fingerprints'
            cand new 'Make a key and a certificate for it'
        }
        &'ctl;help;cert;show'= {
        }
        &'ctl;help;cert;new'= {
        }
        &'ctl;help;token'= {
            cand list 'List the tokens, what is on them, and how many PIN tries they have left'
            cand show 'Show everything about one token that needs no PIN'
            cand export 'Write a token''s certificate to a file; no PIN is needed'
            cand add 'Enter a token into the cluster, and into its CTL if there is one'
            cand remove 'Take a token out of the cluster, and out of its CTL if there is one'
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
