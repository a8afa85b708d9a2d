
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'ctl' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'ctl'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'ctl' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('adopt', 'adopt', [CompletionResultType]::ParameterValue, 'Take over the lists that an existing cluster has published')
            [CompletionResult]::new('set-cluster', 'set-cluster', [CompletionResultType]::ParameterValue, 'Set mixed or non-secure mode, as `utils ctl set-cluster` does')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Rebuild and re-sign the CTL, as `utils ctl update CTLFile` does')
            [CompletionResult]::new('upgrade', 'upgrade', [CompletionResultType]::ParameterValue, 'Go from a token-signed CTL to a tokenless one')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Sign the CTL with the tokenless key that usually does not')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete the CTL from every server')
            [CompletionResult]::new('itl', 'itl', [CompletionResultType]::ParameterValue, 'Build and sign the ITL of each TFTP node')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show mode, files, signers, expiry, what phones may hold, and drift')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Say in which order to change certificates, before one is touched')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a list as CUCM''s `show ctl` does, as a table, or as JSON')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Say whether lists are sound: structure, signature, copies')
            [CompletionResult]::new('accept', 'accept', [CompletionResultType]::ParameterValue, 'Say whether phones that hold one list would take another, and why')
            [CompletionResult]::new('build', 'build', [CompletionResultType]::ParameterValue, 'Build and sign a list straight from certificates')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make the folder of a cluster')
            [CompletionResult]::new('cert', 'cert', [CompletionResultType]::ParameterValue, 'Make certificates, for labs and for phones without a CUCM')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'List USB tokens, enter them into the CTL, change their PINs')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Write the man pages, the shell completions or the list of errors')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;adopt' {
            [CompletionResult]::new('--itl', '--itl', [CompletionResultType]::ParameterName, 'The ITL of a TFTP node, by its host in cluster.toml; may be repeated')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another `ctl` works on this cluster')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Say what would be taken; write nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be taken; write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Accepted for scripts; this command asks nothing')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Accepted for scripts; this command asks nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;set-cluster' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another `ctl` works on this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'The time inside the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or a later generation; @current: exactly what is published; recorded')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Re-sign lists that did not change, too, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop records of the present lists that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'There are only new or reset phones; without it, unknown phones stop the command; recorded')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node with the certificate that the phones know; recorded')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish although phones may refuse it; recorded')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one locks the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;update' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Publish this generation''s CTL again, byte for byte: @7, @previous')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another `ctl` works on this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'The time inside the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or a later generation; @current: exactly what is published; recorded')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Re-sign lists that did not change, too, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop records of the present lists that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'There are only new or reset phones; without it, unknown phones stop the command; recorded')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node with the certificate that the phones know; recorded')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish although phones may refuse it; recorded')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one locks the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;upgrade' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another `ctl` works on this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'The time inside the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or a later generation; @current: exactly what is published; recorded')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Re-sign lists that did not change, too, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop records of the present lists that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'There are only new or reset phones; without it, unknown phones stop the command; recorded')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node with the certificate that the phones know; recorded')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish although phones may refuse it; recorded')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one locks the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;reset' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another `ctl` works on this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'The time inside the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or a later generation; @current: exactly what is published; recorded')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Re-sign lists that did not change, too, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop records of the present lists that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'There are only new or reset phones; without it, unknown phones stop the command; recorded')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node with the certificate that the phones know; recorded')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish although phones may refuse it; recorded')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one locks the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;delete' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another `ctl` works on this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'The time inside the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or a later generation; @current: exactly what is published; recorded')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--tokens-lost', '--tokens-lost', [CompletionResultType]::ParameterName, 'Every token of the CTL is lost: delete it in mixed mode too, and forget the tokens')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Re-sign lists that did not change, too, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop records of the present lists that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'There are only new or reset phones; without it, unknown phones stop the command; recorded')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node with the certificate that the phones know; recorded')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish although phones may refuse it; recorded')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one locks the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;itl' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Rebuild each ITL and publish those that changed')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Sign the ITLs with another key, as `utils itl reset` does')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;itl;update' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another `ctl` works on this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'The time inside the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or a later generation; @current: exactly what is published; recorded')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Re-sign lists that did not change, too, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop records of the present lists that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'There are only new or reset phones; without it, unknown phones stop the command; recorded')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node with the certificate that the phones know; recorded')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish although phones may refuse it; recorded')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one locks the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;itl;reset' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('localkey', 'localkey', [CompletionResultType]::ParameterValue, 'Sign with the node''s CallManager key (12.0 on) or ITLRecovery (10.0 to 11.5)')
            [CompletionResult]::new('remotekey', 'remotekey', [CompletionResultType]::ParameterValue, 'Sign with the key of a PKCS#12 file, such as an exported ITLRecovery')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;itl;reset;localkey' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another `ctl` works on this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'The time inside the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or a later generation; @current: exactly what is published; recorded')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Re-sign lists that did not change, too, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop records of the present lists that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'There are only new or reset phones; without it, unknown phones stop the command; recorded')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node with the certificate that the phones know; recorded')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish although phones may refuse it; recorded')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one locks the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;itl;reset;remotekey' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another `ctl` works on this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'The time inside the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or a later generation; @current: exactly what is published; recorded')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Re-sign lists that did not change, too, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop records of the present lists that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'There are only new or reset phones; without it, unknown phones stop the command; recorded')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node with the certificate that the phones know; recorded')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish although phones may refuse it; recorded')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one locks the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;itl;reset;help' {
            [CompletionResult]::new('localkey', 'localkey', [CompletionResultType]::ParameterValue, 'Sign with the node''s CallManager key (12.0 on) or ITLRecovery (10.0 to 11.5)')
            [CompletionResult]::new('remotekey', 'remotekey', [CompletionResultType]::ParameterValue, 'Sign with the key of a PKCS#12 file, such as an exported ITLRecovery')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;itl;reset;help;localkey' {
            break
        }
        'ctl;itl;reset;help;remotekey' {
            break
        }
        'ctl;itl;reset;help;help' {
            break
        }
        'ctl;itl;help' {
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Rebuild each ITL and publish those that changed')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Sign the ITLs with another key, as `utils itl reset` does')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;itl;help;update' {
            break
        }
        'ctl;itl;help;reset' {
            [CompletionResult]::new('localkey', 'localkey', [CompletionResultType]::ParameterValue, 'Sign with the node''s CallManager key (12.0 on) or ITLRecovery (10.0 to 11.5)')
            [CompletionResult]::new('remotekey', 'remotekey', [CompletionResultType]::ParameterValue, 'Sign with the key of a PKCS#12 file, such as an exported ITLRecovery')
            break
        }
        'ctl;itl;help;reset;localkey' {
            break
        }
        'ctl;itl;help;reset;remotekey' {
            break
        }
        'ctl;itl;help;help' {
            break
        }
        'ctl;status' {
            [CompletionResult]::new('--expires-within', '--expires-within', [CompletionResultType]::ParameterName, 'Exit 1 where a certificate of the published lists expires within this time: 30d, 4w')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--history', '--history', [CompletionResultType]::ParameterName, 'List every generation instead, with time, signer and reason')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;plan' {
            [CompletionResult]::new('--change', '--change', [CompletionResultType]::ParameterName, 'What is to change')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The folder of the cluster that phones move to [default: one like theirs]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;show' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to show it')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;verify' {
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Insist that the lists are signed by this certificate: a file, or the pkcs11: URI of one on a token')
            [CompletionResult]::new('--installed', '--installed', [CompletionResultType]::ParameterName, 'Say too whether phones that hold this list would take the new ones, in their order; once for a CTL, once for an ITL')
            [CompletionResult]::new('--expires-within', '--expires-within', [CompletionResultType]::ParameterName, 'Exit 1, too, where a certificate of a list has expired or expires within this time: 30d, 4w')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;accept' {
            [CompletionResult]::new('--ctl', '--ctl', [CompletionResultType]::ParameterName, 'The CTL that the phone holds')
            [CompletionResult]::new('--itl', '--itl', [CompletionResultType]::ParameterName, 'The ITL that the phone holds')
            [CompletionResult]::new('--class', '--class', [CompletionResultType]::ParameterName, 'Its class; may be repeated')
            [CompletionResult]::new('--tvs', '--tvs', [CompletionResultType]::ParameterName, 'A TVS is reached and shows this certificate; may be repeated')
            [CompletionResult]::new('--tvs-knows', '--tvs-knows', [CompletionResultType]::ParameterName, 'It vouches for this certificate in these roles, SAST unless one is named')
            [CompletionResult]::new('--tvs-from', '--tvs-from', [CompletionResultType]::ParameterName, 'The TVS of this cluster''s nodes are reached, and vouch for what it has')
            [CompletionResult]::new('--then', '--then', [CompletionResultType]::ParameterName, 'What it meets when it starts again; may be repeated')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Print every step of the decision instead of a table')
            [CompletionResult]::new('--reset-phone', '--reset-phone', [CompletionResultType]::ParameterName, 'The phone is new or was reset: it holds nothing')
            [CompletionResult]::new('--sha512', '--sha512', [CompletionResultType]::ParameterName, 'The phone is known to verify SHA-512')
            [CompletionResult]::new('--no-tvs', '--no-tvs', [CompletionResultType]::ParameterName, 'No TVS is reached: the default, since no list says what TVS knows')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;build' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The file to write, or - for a pipe on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file to write, or - for a pipe on standard output')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Which list to build [default: the kind that the name of FILE says (ITLFile.tlv, CTLFile.tlv), else ctl]')
            [CompletionResult]::new('--sast', '--sast', [CompletionResultType]::ParameterName, 'A signer: the list''s own, or another that phones are to trust')
            [CompletionResult]::new('--ccm', '--ccm', [CompletionResultType]::ParameterName, 'A call manager')
            [CompletionResult]::new('--ccm-tftp', '--ccm-tftp', [CompletionResultType]::ParameterName, 'A call manager that also serves files')
            [CompletionResult]::new('--tftp', '--tftp', [CompletionResultType]::ParameterName, 'A TFTP server')
            [CompletionResult]::new('--capf', '--capf', [CompletionResultType]::ParameterName, 'The Certificate Authority Proxy Function')
            [CompletionResult]::new('--app-server', '--app-server', [CompletionResultType]::ParameterName, 'An application server reached by HTTPS')
            [CompletionResult]::new('--tvs', '--tvs', [CompletionResultType]::ParameterName, 'A Trust Verification Service; ITL only')
            [CompletionResult]::new('--firewall', '--firewall', [CompletionResultType]::ParameterName, 'A firewall; entered, and shown, as CCM')
            [CompletionResult]::new('--hash-only', '--hash-only', [CompletionResultType]::ParameterName, 'Carry only the certificate''s SHA-1 in records of this role (ITLs of 8.x)')
            [CompletionResult]::new('--empty', '--empty', [CompletionResultType]::ParameterName, 'Keep only host, role and address in records of this role (non-secure mode)')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'The output dialect')
            [CompletionResult]::new('--filename', '--filename', [CompletionResultType]::ParameterName, 'The name inside the file [default: CTLFile.tlv or ITLFile.tlv]')
            [CompletionResult]::new('--signer-version', '--signer-version', [CompletionResultType]::ParameterName, 'Write a signer version, 1.0 or 1.1; 1.1 makes phones use HTTPS [default: none, in the certutils layout 1.0]')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'The time inside the file, RFC 3339 or Unix seconds [default: SOURCE_DATE_EPOCH, or now]')
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'The signer''s certificate; it must be one of the --sast [default: the first --sast whose file holds its key]')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'The signer''s private key: a file, or the pkcs11: URI of a key on a token [default: in the signer''s file]')
            [CompletionResult]::new('--digest', '--digest', [CompletionResultType]::ParameterName, 'The signature''s digest; sha1 is what every phone accepts')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the file if it is there')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one locks the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;init' {
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'How many nodes it has, from 1 to 28 [default: 3]')
            [CompletionResult]::new('--release', '--release', [CompletionResultType]::ParameterName, 'CUCM''s release, for example 9.1, 10.5(2) or 14SU3 [default: 12.5]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--lab', '--lab', [CompletionResultType]::ParameterName, 'Make a lab cluster, with certificates and keys')
            [CompletionResult]::new('--tokens', '--tokens', [CompletionResultType]::ParameterName, 'Let two USB tokens sign the CTL; their keys are files to be put into SoftHSM2')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;cert' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show certificates: subject, issuer, serial, key, dates, fingerprints')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make a key and a certificate for it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;cert;show' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;cert;new' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The file to write')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file to write')
            [CompletionResult]::new('--key-out', '--key-out', [CompletionResultType]::ParameterName, 'Write the key into a file of its own')
            [CompletionResult]::new('--subject', '--subject', [CompletionResultType]::ParameterName, 'Whose certificate it is, as RFC 4514 writes names: CN=pbx,O=Example,C=NZ')
            [CompletionResult]::new('--san', '--san', [CompletionResultType]::ParameterName, 'A further name or address of the server; may be repeated')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'How long it is valid from now on')
            [CompletionResult]::new('--usage', '--usage', [CompletionResultType]::ParameterName, 'What it may be used for, as CUCM''s certificates have it')
            [CompletionResult]::new('--digest', '--digest', [CompletionResultType]::ParameterName, 'The digest of its signature: sha1, sha256 or sha512 [default: sha256, for EC keys the curve''s]')
            [CompletionResult]::new('--key-type', '--key-type', [CompletionResultType]::ParameterName, 'What key to make')
            [CompletionResult]::new('--new-pin-file', '--new-pin-file', [CompletionResultType]::ParameterName, 'Encrypt it with the passphrase in the first line of a file')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'The certificate of the CA that issues it; a file or a pkcs11: URI')
            [CompletionResult]::new('--issuer-key', '--issuer-key', [CompletionResultType]::ParameterName, 'The private key of the CA; a file or a pkcs11: URI [default: in the file of --issuer]')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the files if they are there')
            [CompletionResult]::new('--encrypt', '--encrypt', [CompletionResultType]::ParameterName, 'Encrypt it with a passphrase, which is asked for twice')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one locks the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;cert;help' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show certificates: subject, issuer, serial, key, dates, fingerprints')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make a key and a certificate for it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;cert;help;show' {
            break
        }
        'ctl;cert;help;new' {
            break
        }
        'ctl;cert;help;help' {
            break
        }
        'ctl;token' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the tokens, what is on them, and how many PIN tries they have left')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show everything about one token that needs no PIN')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write a token''s certificate to a file; no PIN is needed')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Enter a token into the cluster, and into its CTL if there is one')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a token out of the cluster, and out of its CTL if there is one')
            [CompletionResult]::new('passwd', 'passwd', [CompletionResultType]::ParameterValue, 'Change a token''s PIN')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;token;list' {
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Mark the certificates that can sign an update of this list: phones that hold it find them among its SASTs [default: the CTL of the cluster here]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;token;show' {
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;token;export' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The file to write, or - for standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file to write, or - for standard output')
            [CompletionResult]::new('--form', '--form', [CompletionResultType]::ParameterName, 'How to write it')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace the file if it is there')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;token;add' {
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'Where its key will be, with CERT')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another `ctl` works on this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'The time inside the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or a later generation; @current: exactly what is published; recorded')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Re-sign lists that did not change, too, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop records of the present lists that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'There are only new or reset phones; without it, unknown phones stop the command; recorded')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node with the certificate that the phones know; recorded')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish although phones may refuse it; recorded')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one locks the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;token;remove' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait while another `ctl` works on this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'The time inside the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or a later generation; @current: exactly what is published; recorded')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Sign the CTL with this token of cluster.toml [default: the one that signed the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Say what would be published and why; write nothing, ask for no PIN')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer the confirmation with yes; it answers no other question')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Re-sign lists that did not change, too, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop records of the present lists that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'There are only new or reset phones; without it, unknown phones stop the command; recorded')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node with the certificate that the phones know; recorded')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish although phones may refuse it; recorded')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one locks the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;token;passwd' {
            [CompletionResult]::new('--new-pin-file', '--new-pin-file', [CompletionResultType]::ParameterName, 'Read the new PIN from the first line of a file instead of the terminal')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one locks the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;token;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the tokens, what is on them, and how many PIN tries they have left')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show everything about one token that needs no PIN')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write a token''s certificate to a file; no PIN is needed')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Enter a token into the cluster, and into its CTL if there is one')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a token out of the cluster, and out of its CTL if there is one')
            [CompletionResult]::new('passwd', 'passwd', [CompletionResultType]::ParameterValue, 'Change a token''s PIN')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;token;help;list' {
            break
        }
        'ctl;token;help;show' {
            break
        }
        'ctl;token;help;export' {
            break
        }
        'ctl;token;help;add' {
            break
        }
        'ctl;token;help;remove' {
            break
        }
        'ctl;token;help;passwd' {
            break
        }
        'ctl;token;help;help' {
            break
        }
        'ctl;generate' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The folder of cluster.toml; a FILE may be a list of its store, such as @7')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;help' {
            [CompletionResult]::new('adopt', 'adopt', [CompletionResultType]::ParameterValue, 'Take over the lists that an existing cluster has published')
            [CompletionResult]::new('set-cluster', 'set-cluster', [CompletionResultType]::ParameterValue, 'Set mixed or non-secure mode, as `utils ctl set-cluster` does')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Rebuild and re-sign the CTL, as `utils ctl update CTLFile` does')
            [CompletionResult]::new('upgrade', 'upgrade', [CompletionResultType]::ParameterValue, 'Go from a token-signed CTL to a tokenless one')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Sign the CTL with the tokenless key that usually does not')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete the CTL from every server')
            [CompletionResult]::new('itl', 'itl', [CompletionResultType]::ParameterValue, 'Build and sign the ITL of each TFTP node')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show mode, files, signers, expiry, what phones may hold, and drift')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Say in which order to change certificates, before one is touched')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a list as CUCM''s `show ctl` does, as a table, or as JSON')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Say whether lists are sound: structure, signature, copies')
            [CompletionResult]::new('accept', 'accept', [CompletionResultType]::ParameterValue, 'Say whether phones that hold one list would take another, and why')
            [CompletionResult]::new('build', 'build', [CompletionResultType]::ParameterValue, 'Build and sign a list straight from certificates')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Make the folder of a cluster')
            [CompletionResult]::new('cert', 'cert', [CompletionResultType]::ParameterValue, 'Make certificates, for labs and for phones without a CUCM')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'List USB tokens, enter them into the CTL, change their PINs')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Write the man pages, the shell completions or the list of errors')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;help;adopt' {
            break
        }
        'ctl;help;set-cluster' {
            break
        }
        'ctl;help;update' {
            break
        }
        'ctl;help;upgrade' {
            break
        }
        'ctl;help;reset' {
            break
        }
        'ctl;help;delete' {
            break
        }
        'ctl;help;itl' {
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Rebuild each ITL and publish those that changed')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Sign the ITLs with another key, as `utils itl reset` does')
            break
        }
        'ctl;help;itl;update' {
            break
        }
        'ctl;help;itl;reset' {
            [CompletionResult]::new('localkey', 'localkey', [CompletionResultType]::ParameterValue, 'Sign with the node''s CallManager key (12.0 on) or ITLRecovery (10.0 to 11.5)')
            [CompletionResult]::new('remotekey', 'remotekey', [CompletionResultType]::ParameterValue, 'Sign with the key of a PKCS#12 file, such as an exported ITLRecovery')
            break
        }
        'ctl;help;itl;reset;localkey' {
            break
        }
        'ctl;help;itl;reset;remotekey' {
            break
        }
        'ctl;help;status' {
            break
        }
        'ctl;help;plan' {
            break
        }
        'ctl;help;show' {
            break
        }
        'ctl;help;verify' {
            break
        }
        'ctl;help;accept' {
            break
        }
        'ctl;help;build' {
            break
        }
        'ctl;help;init' {
            break
        }
        'ctl;help;cert' {
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show certificates: subject, issuer, serial, key, dates, fingerprints')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Make a key and a certificate for it')
            break
        }
        'ctl;help;cert;show' {
            break
        }
        'ctl;help;cert;new' {
            break
        }
        'ctl;help;token' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the tokens, what is on them, and how many PIN tries they have left')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show everything about one token that needs no PIN')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write a token''s certificate to a file; no PIN is needed')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Enter a token into the cluster, and into its CTL if there is one')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Take a token out of the cluster, and out of its CTL if there is one')
            [CompletionResult]::new('passwd', 'passwd', [CompletionResultType]::ParameterValue, 'Change a token''s PIN')
            break
        }
        'ctl;help;token;list' {
            break
        }
        'ctl;help;token;show' {
            break
        }
        'ctl;help;token;export' {
            break
        }
        'ctl;help;token;add' {
            break
        }
        'ctl;help;token;remove' {
            break
        }
        'ctl;help;token;passwd' {
            break
        }
        'ctl;help;generate' {
            break
        }
        'ctl;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
