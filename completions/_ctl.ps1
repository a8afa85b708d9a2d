
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
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Create the folder of a cluster')
            [CompletionResult]::new('adopt', 'adopt', [CompletionResultType]::ParameterValue, 'Import the lists that a cluster has published so far')
            [CompletionResult]::new('set-cluster', 'set-cluster', [CompletionResultType]::ParameterValue, 'Set mixed or non-secure mode, as `utils ctl set-cluster` does')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Rebuild and re-sign the CTL, as `utils ctl update CTLFile` does')
            [CompletionResult]::new('upgrade', 'upgrade', [CompletionResultType]::ParameterValue, 'Change from a token-signed CTL to a tokenless one')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Sign the CTL with the other tokenless key')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete the CTL from every server')
            [CompletionResult]::new('itl', 'itl', [CompletionResultType]::ParameterValue, 'Build and sign the ITL of each TFTP node')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show mode, files, signers, expiry and drift')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Print a safe order of steps to change certificates')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a list as CUCM does, as a table, or as JSON')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check lists: structure, signature, copies')
            [CompletionResult]::new('accept', 'accept', [CompletionResultType]::ParameterValue, 'Check whether phones that hold one list accept another')
            [CompletionResult]::new('build', 'build', [CompletionResultType]::ParameterValue, 'Build and sign a list from certificates')
            [CompletionResult]::new('cert', 'cert', [CompletionResultType]::ParameterValue, 'Show certificates, or create them for labs and PBXs')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'List USB tokens, add them to the CTL, change PINs')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Write man pages, shell completions or the list of errors')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;init' {
            [CompletionResult]::new('--nodes', '--nodes', [CompletionResultType]::ParameterName, 'Number of nodes, from 1 to 28 [default: 3]')
            [CompletionResult]::new('--release', '--release', [CompletionResultType]::ParameterName, 'CUCM''s release, for example 9.1, 10.5(2) or 14SU3 [default: 12.5]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--lab', '--lab', [CompletionResultType]::ParameterName, 'Create a lab cluster, with certificates and keys')
            [CompletionResult]::new('--tokens', '--tokens', [CompletionResultType]::ParameterName, 'Two USB tokens sign the CTL; their keys are files to import into SoftHSM2')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;adopt' {
            [CompletionResult]::new('--itl', '--itl', [CompletionResultType]::ParameterName, 'The ITL of a TFTP node, by its host in cluster.toml; can be repeated')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait for another `ctl` that uses this cluster')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Print what would be imported; write nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be imported; write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Ignored: this command asks nothing')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Ignored: this command asks nothing')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;set-cluster' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait for another `ctl` that uses this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'Time in the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or later; @current: exactly the published lists')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Also re-sign unchanged lists, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop present records that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'All phones are new or reset; otherwise unknown phones stop the command')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node, with the certificate that the phones know')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish even if phones may refuse the lists')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one would lock the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;update' {
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'Publish the CTL of this generation again, byte for byte: @7, @previous')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait for another `ctl` that uses this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'Time in the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or later; @current: exactly the published lists')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Also re-sign unchanged lists, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop present records that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'All phones are new or reset; otherwise unknown phones stop the command')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node, with the certificate that the phones know')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish even if phones may refuse the lists')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one would lock the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;upgrade' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait for another `ctl` that uses this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'Time in the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or later; @current: exactly the published lists')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Also re-sign unchanged lists, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop present records that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'All phones are new or reset; otherwise unknown phones stop the command')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node, with the certificate that the phones know')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish even if phones may refuse the lists')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one would lock the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;reset' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait for another `ctl` that uses this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'Time in the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or later; @current: exactly the published lists')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Also re-sign unchanged lists, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop present records that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'All phones are new or reset; otherwise unknown phones stop the command')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node, with the certificate that the phones know')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish even if phones may refuse the lists')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one would lock the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;delete' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait for another `ctl` that uses this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'Time in the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or later; @current: exactly the published lists')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--tokens-lost', '--tokens-lost', [CompletionResultType]::ParameterName, 'All tokens of the CTL are lost: also delete in mixed mode, and forget the tokens')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Also re-sign unchanged lists, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop present records that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'All phones are new or reset; otherwise unknown phones stop the command')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node, with the certificate that the phones know')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish even if phones may refuse the lists')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one would lock the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;itl' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Rebuild each ITL and publish those that changed')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Sign the ITLs with another key, as `utils itl reset` does')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;itl;update' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait for another `ctl` that uses this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'Time in the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or later; @current: exactly the published lists')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Also re-sign unchanged lists, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop present records that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'All phones are new or reset; otherwise unknown phones stop the command')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node, with the certificate that the phones know')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish even if phones may refuse the lists')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one would lock the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;itl;reset' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('localkey', 'localkey', [CompletionResultType]::ParameterValue, 'Sign each ITL with the other key of its node')
            [CompletionResult]::new('remotekey', 'remotekey', [CompletionResultType]::ParameterValue, 'Sign the ITLs with the key of a PKCS#12 file')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;itl;reset;localkey' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait for another `ctl` that uses this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'Time in the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or later; @current: exactly the published lists')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Also re-sign unchanged lists, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop present records that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'All phones are new or reset; otherwise unknown phones stop the command')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node, with the certificate that the phones know')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish even if phones may refuse the lists')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one would lock the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;itl;reset;remotekey' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait for another `ctl` that uses this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'Time in the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or later; @current: exactly the published lists')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Also re-sign unchanged lists, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop present records that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'All phones are new or reset; otherwise unknown phones stop the command')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node, with the certificate that the phones know')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish even if phones may refuse the lists')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one would lock the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;itl;reset;help' {
            [CompletionResult]::new('localkey', 'localkey', [CompletionResultType]::ParameterValue, 'Sign each ITL with the other key of its node')
            [CompletionResult]::new('remotekey', 'remotekey', [CompletionResultType]::ParameterValue, 'Sign the ITLs with the key of a PKCS#12 file')
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
            [CompletionResult]::new('localkey', 'localkey', [CompletionResultType]::ParameterValue, 'Sign each ITL with the other key of its node')
            [CompletionResult]::new('remotekey', 'remotekey', [CompletionResultType]::ParameterValue, 'Sign the ITLs with the key of a PKCS#12 file')
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
            [CompletionResult]::new('--expires-within', '--expires-within', [CompletionResultType]::ParameterName, 'Exit status 1 if a certificate in the lists expires within this time: 30d, 4w')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--history', '--history', [CompletionResultType]::ParameterName, 'List all generations instead, with time, signer and reason')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;plan' {
            [CompletionResult]::new('--change', '--change', [CompletionResultType]::ParameterName, 'The certificates to change, separated by commas')
            [CompletionResult]::new('--to', '--to', [CompletionResultType]::ParameterName, 'The folder of the cluster that phones move to [default: one like theirs]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;show' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;verify' {
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'Require this certificate as signer: a file, or the pkcs11: URI of one on a token')
            [CompletionResult]::new('--installed', '--installed', [CompletionResultType]::ParameterName, 'Also check whether phones with this list accept the new ones, in order; once for a CTL, once for an ITL')
            [CompletionResult]::new('--expires-within', '--expires-within', [CompletionResultType]::ParameterName, 'Exit status 1 also if a certificate in a list expires within this time: 30d, 4w')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;accept' {
            [CompletionResult]::new('--ctl', '--ctl', [CompletionResultType]::ParameterName, 'The CTL on the phone')
            [CompletionResult]::new('--itl', '--itl', [CompletionResultType]::ParameterName, 'The ITL on the phone')
            [CompletionResult]::new('--class', '--class', [CompletionResultType]::ParameterName, 'Class of the phone; can be repeated')
            [CompletionResult]::new('--tvs', '--tvs', [CompletionResultType]::ParameterName, 'A TVS answers with this certificate; can be repeated')
            [CompletionResult]::new('--tvs-knows', '--tvs-knows', [CompletionResultType]::ParameterName, 'TVS vouches for this certificate in these roles [default role: SAST]')
            [CompletionResult]::new('--tvs-from', '--tvs-from', [CompletionResultType]::ParameterName, 'The TVS of this cluster''s nodes answer, and vouch for its certificates')
            [CompletionResult]::new('--then', '--then', [CompletionResultType]::ParameterName, 'What it meets when it starts again; may be repeated')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--explain', '--explain', [CompletionResultType]::ParameterName, 'Print every step of the decision instead of a table')
            [CompletionResult]::new('--reset-phone', '--reset-phone', [CompletionResultType]::ParameterName, 'The phone is new or was reset: it has no list')
            [CompletionResult]::new('--sha512', '--sha512', [CompletionResultType]::ParameterName, 'The phone supports SHA-512 signatures')
            [CompletionResult]::new('--no-tvs', '--no-tvs', [CompletionResultType]::ParameterName, 'No TVS answers: the default, because no list tells what TVS knows')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;build' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The file to write, or - for a pipe on standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file to write, or - for a pipe on standard output')
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Which list to build [default: the kind in the name of FILE (ITLFile.tlv, CTLFile.tlv), else ctl]')
            [CompletionResult]::new('--sast', '--sast', [CompletionResultType]::ParameterName, 'A signer: the list''s own, or another that phones are to trust')
            [CompletionResult]::new('--ccm', '--ccm', [CompletionResultType]::ParameterName, 'A call manager')
            [CompletionResult]::new('--ccm-tftp', '--ccm-tftp', [CompletionResultType]::ParameterName, 'A call manager that also serves files')
            [CompletionResult]::new('--tftp', '--tftp', [CompletionResultType]::ParameterName, 'A TFTP server')
            [CompletionResult]::new('--capf', '--capf', [CompletionResultType]::ParameterName, 'The Certificate Authority Proxy Function')
            [CompletionResult]::new('--app-server', '--app-server', [CompletionResultType]::ParameterName, 'An application server reached by HTTPS')
            [CompletionResult]::new('--tvs', '--tvs', [CompletionResultType]::ParameterName, 'A Trust Verification Service; ITL only')
            [CompletionResult]::new('--firewall', '--firewall', [CompletionResultType]::ParameterName, 'A firewall; entered, and shown, as CCM')
            [CompletionResult]::new('--hash-only', '--hash-only', [CompletionResultType]::ParameterName, 'Write only the certificate''s SHA-1 in records of this role (ITLs of 8.x)')
            [CompletionResult]::new('--empty', '--empty', [CompletionResultType]::ParameterName, 'Write only host, role and address in records of this role (non-secure mode)')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'The output dialect')
            [CompletionResult]::new('--filename', '--filename', [CompletionResultType]::ParameterName, 'The name inside the file [default: CTLFile.tlv or ITLFile.tlv]')
            [CompletionResult]::new('--signer-version', '--signer-version', [CompletionResultType]::ParameterName, 'Write a signer version, 1.0 or 1.1; 1.1 makes phones use HTTPS [default: none, in the certutils layout 1.0]')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'The time inside the file, RFC 3339 or Unix seconds [default: SOURCE_DATE_EPOCH, or now]')
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'The signer''s certificate; it must be one of the --sast [default: the first --sast whose file holds its key]')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'The signer''s private key: a file, or the pkcs11: URI of a key on a token [default: in the signer''s file]')
            [CompletionResult]::new('--digest', '--digest', [CompletionResultType]::ParameterName, 'Digest of the signature; every phone accepts sha1')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one would lock the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;cert' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Create a key and its certificate')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the names, dates and fingerprints of certificates')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;cert;new' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The file to write')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file to write')
            [CompletionResult]::new('--key-out', '--key-out', [CompletionResultType]::ParameterName, 'Write the key to a separate file')
            [CompletionResult]::new('--subject', '--subject', [CompletionResultType]::ParameterName, 'Subject, in the order of RFC 4514: CN=pbx,O=Example,C=NZ')
            [CompletionResult]::new('--san', '--san', [CompletionResultType]::ParameterName, 'Another name or address of the server; can be repeated')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'Validity from now')
            [CompletionResult]::new('--usage', '--usage', [CompletionResultType]::ParameterName, 'Key usage, as in CUCM''s certificates')
            [CompletionResult]::new('--digest', '--digest', [CompletionResultType]::ParameterName, 'Digest of the signature: sha1, sha256 or sha512 [default: sha256, for EC keys the curve''s]')
            [CompletionResult]::new('--key-type', '--key-type', [CompletionResultType]::ParameterName, 'Type of the key')
            [CompletionResult]::new('--new-pin-file', '--new-pin-file', [CompletionResultType]::ParameterName, 'Encrypt the key with the passphrase in the first line of a file')
            [CompletionResult]::new('--issuer', '--issuer', [CompletionResultType]::ParameterName, 'Certificate of the issuing CA: a file or a pkcs11: URI')
            [CompletionResult]::new('--issuer-key', '--issuer-key', [CompletionResultType]::ParameterName, 'Private key of the CA: a file or a pkcs11: URI [default: in the file of --issuer]')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace existing files')
            [CompletionResult]::new('--encrypt', '--encrypt', [CompletionResultType]::ParameterName, 'Encrypt the key with a passphrase, which is asked for twice')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one would lock the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;cert;show' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;cert;help' {
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Create a key and its certificate')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the names, dates and fingerprints of certificates')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;cert;help;new' {
            break
        }
        'ctl;cert;help;show' {
            break
        }
        'ctl;cert;help;help' {
            break
        }
        'ctl;token' {
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List tokens, their certificates and remaining PIN tries')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one token in full; needs no PIN')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write a token''s certificate to a file; needs no PIN')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a token to the cluster and its CTL')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a token from the cluster and its CTL')
            [CompletionResult]::new('passwd', 'passwd', [CompletionResultType]::ParameterValue, 'Change a token''s PIN')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;token;list' {
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Mark the certificates that can sign an update of this list, which are its SASTs [default: the cluster''s CTL]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;token;show' {
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'ctl;token;export' {
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'The file to write, or - for standard output')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'The file to write, or - for standard output')
            [CompletionResult]::new('--form', '--form', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Replace an existing file')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;token;add' {
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'URI of its key; needed with a certificate file')
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait for another `ctl` that uses this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'Time in the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or later; @current: exactly the published lists')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Also re-sign unchanged lists, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop present records that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'All phones are new or reset; otherwise unknown phones stop the command')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node, with the certificate that the phones know')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish even if phones may refuse the lists')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one would lock the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;token;remove' {
            [CompletionResult]::new('--wait', '--wait', [CompletionResultType]::ParameterName, 'How long to wait for another `ctl` that uses this cluster')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'Time in the lists, RFC 3339 or Unix seconds [default: now]')
            [CompletionResult]::new('--phones-have', '--phones-have', [CompletionResultType]::ParameterName, 'Every phone has @N or later; @current: exactly the published lists')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--token', '--token', [CompletionResultType]::ParameterName, 'Token of cluster.toml that signs the CTL [default: the signer of the present CTL, else the first]')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Print what would be published, and why; write and ask nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Skip the confirmation')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Also re-sign unchanged lists, and replace files that are not lists')
            [CompletionResult]::new('--drop-records', '--drop-records', [CompletionResultType]::ParameterName, 'Drop present records that cluster.toml does not explain')
            [CompletionResult]::new('--new-phones', '--new-phones', [CompletionResultType]::ParameterName, 'All phones are new or reset; otherwise unknown phones stop the command')
            [CompletionResult]::new('--tvs-up', '--tvs-up', [CompletionResultType]::ParameterName, 'TVS runs on every node, with the certificate that the phones know')
            [CompletionResult]::new('--accept-lockout', '--accept-lockout', [CompletionResultType]::ParameterName, 'Publish even if phones may refuse the lists')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one would lock the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;token;passwd' {
            [CompletionResult]::new('--new-pin-file', '--new-pin-file', [CompletionResultType]::ParameterName, 'Read the new PIN from the first line of a file instead of the terminal')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'PKCS#11 module of the token''s driver [default: the first in a usual place]')
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--final-try', '--final-try', [CompletionResultType]::ParameterName, 'Try the PIN even if a wrong one would lock the token for good')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;token;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List tokens, their certificates and remaining PIN tries')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one token in full; needs no PIN')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write a token''s certificate to a file; needs no PIN')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a token to the cluster and its CTL')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a token from the cluster and its CTL')
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
            [CompletionResult]::new('-C', '-C ', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--cluster', '--cluster', [CompletionResultType]::ParameterName, 'The cluster''s folder; FILE @7 is a list of its store')
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Print what is read and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Print only errors, and messages about a token''s PIN')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'ctl;help' {
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Create the folder of a cluster')
            [CompletionResult]::new('adopt', 'adopt', [CompletionResultType]::ParameterValue, 'Import the lists that a cluster has published so far')
            [CompletionResult]::new('set-cluster', 'set-cluster', [CompletionResultType]::ParameterValue, 'Set mixed or non-secure mode, as `utils ctl set-cluster` does')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Rebuild and re-sign the CTL, as `utils ctl update CTLFile` does')
            [CompletionResult]::new('upgrade', 'upgrade', [CompletionResultType]::ParameterValue, 'Change from a token-signed CTL to a tokenless one')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Sign the CTL with the other tokenless key')
            [CompletionResult]::new('delete', 'delete', [CompletionResultType]::ParameterValue, 'Delete the CTL from every server')
            [CompletionResult]::new('itl', 'itl', [CompletionResultType]::ParameterValue, 'Build and sign the ITL of each TFTP node')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'Show mode, files, signers, expiry and drift')
            [CompletionResult]::new('plan', 'plan', [CompletionResultType]::ParameterValue, 'Print a safe order of steps to change certificates')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a list as CUCM does, as a table, or as JSON')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check lists: structure, signature, copies')
            [CompletionResult]::new('accept', 'accept', [CompletionResultType]::ParameterValue, 'Check whether phones that hold one list accept another')
            [CompletionResult]::new('build', 'build', [CompletionResultType]::ParameterValue, 'Build and sign a list from certificates')
            [CompletionResult]::new('cert', 'cert', [CompletionResultType]::ParameterValue, 'Show certificates, or create them for labs and PBXs')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'List USB tokens, add them to the CTL, change PINs')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Write man pages, shell completions or the list of errors')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;help;init' {
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
            [CompletionResult]::new('localkey', 'localkey', [CompletionResultType]::ParameterValue, 'Sign each ITL with the other key of its node')
            [CompletionResult]::new('remotekey', 'remotekey', [CompletionResultType]::ParameterValue, 'Sign the ITLs with the key of a PKCS#12 file')
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
        'ctl;help;cert' {
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Create a key and its certificate')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show the names, dates and fingerprints of certificates')
            break
        }
        'ctl;help;cert;new' {
            break
        }
        'ctl;help;cert;show' {
            break
        }
        'ctl;help;token' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List tokens, their certificates and remaining PIN tries')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show one token in full; needs no PIN')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write a token''s certificate to a file; needs no PIN')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a token to the cluster and its CTL')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a token from the cluster and its CTL')
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
