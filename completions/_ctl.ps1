
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
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a list as CUCM''s `show ctl` does, as a table, or as JSON')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Say whether lists are sound: structure, signature, copies')
            [CompletionResult]::new('build', 'build', [CompletionResultType]::ParameterValue, 'Build and sign a list straight from certificates')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'See which USB tokens are there, and look after them')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Write the man pages, the shell completions or the list of errors')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;show' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How to show it')
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
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
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
            [CompletionResult]::new('--kind', '--kind', [CompletionResultType]::ParameterName, 'Which list to build')
            [CompletionResult]::new('--sast', '--sast', [CompletionResultType]::ParameterName, 'A signer: the list''s own, or another that phones shall believe')
            [CompletionResult]::new('--ccm', '--ccm', [CompletionResultType]::ParameterName, 'A call manager')
            [CompletionResult]::new('--ccm-tftp', '--ccm-tftp', [CompletionResultType]::ParameterName, 'A call manager that also serves files')
            [CompletionResult]::new('--tftp', '--tftp', [CompletionResultType]::ParameterName, 'A TFTP server')
            [CompletionResult]::new('--capf', '--capf', [CompletionResultType]::ParameterName, 'The Certificate Authority Proxy Function')
            [CompletionResult]::new('--app-server', '--app-server', [CompletionResultType]::ParameterName, 'An application server reached by HTTPS')
            [CompletionResult]::new('--tvs', '--tvs', [CompletionResultType]::ParameterName, 'A Trust Verification Service; ITL only')
            [CompletionResult]::new('--firewall', '--firewall', [CompletionResultType]::ParameterName, 'A firewall; entered, and shown, as CCM')
            [CompletionResult]::new('--hash-only', '--hash-only', [CompletionResultType]::ParameterName, 'Carry only the certificate''s SHA-1 in records of this role (ITLs of 8.x)')
            [CompletionResult]::new('--empty', '--empty', [CompletionResultType]::ParameterName, 'Keep only host, role and address in records of this role (non-secure mode)')
            [CompletionResult]::new('--layout', '--layout', [CompletionResultType]::ParameterName, 'Whose way of writing to follow')
            [CompletionResult]::new('--filename', '--filename', [CompletionResultType]::ParameterName, 'The name inside the file [default: CTLFile.tlv or ITLFile.tlv]')
            [CompletionResult]::new('--signer-version', '--signer-version', [CompletionResultType]::ParameterName, 'Write a signer version, 1.0 or 1.1; 1.1 makes phones use HTTPS [default: none, in the certutils layout 1.0]')
            [CompletionResult]::new('--timestamp', '--timestamp', [CompletionResultType]::ParameterName, 'The time inside the file, RFC 3339 or Unix seconds [default: SOURCE_DATE_EPOCH, or now]')
            [CompletionResult]::new('--signer', '--signer', [CompletionResultType]::ParameterName, 'The signer''s certificate; it must stand among the --sast [default: the first --sast whose file holds its key]')
            [CompletionResult]::new('--key', '--key', [CompletionResultType]::ParameterName, 'The signer''s private key: a file, or the pkcs11: URI of a key on a token [default: in the signer''s file]')
            [CompletionResult]::new('--digest', '--digest', [CompletionResultType]::ParameterName, 'The signature''s digest; sha1 is what every phone accepts')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
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
        'ctl;token' {
            [CompletionResult]::new('--json', '--json', [CompletionResultType]::ParameterName, 'Print results and errors as JSON')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on stderr what is read, chosen and written, and the ids of errors')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on stderr but errors, and what concerns the PIN of a token')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the tokens, what is on them, and how many PIN tries they have left')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show all there is to know of one token without its PIN')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write a token''s certificate to a file; no PIN is needed')
            [CompletionResult]::new('passwd', 'passwd', [CompletionResultType]::ParameterValue, 'Change a token''s PIN')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;token;list' {
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Mark the certificates that can sign an update of this list: phones that hold it find them among its SASTs')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
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
        'ctl;token;passwd' {
            [CompletionResult]::new('--new-pin-file', '--new-pin-file', [CompletionResultType]::ParameterName, 'Read the new PIN from the first line of a file instead of the terminal')
            [CompletionResult]::new('--pin-file', '--pin-file', [CompletionResultType]::ParameterName, 'Read it from the first line of a file')
            [CompletionResult]::new('--pin-fd', '--pin-fd', [CompletionResultType]::ParameterName, 'Read it from a file descriptor')
            [CompletionResult]::new('--pin-env', '--pin-env', [CompletionResultType]::ParameterName, 'Read it from an environment variable')
            [CompletionResult]::new('--module', '--module', [CompletionResultType]::ParameterName, 'The PKCS#11 module of the token''s driver [default: the first in a usual place]')
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
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show all there is to know of one token without its PIN')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write a token''s certificate to a file; no PIN is needed')
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
        'ctl;token;help;passwd' {
            break
        }
        'ctl;token;help;help' {
            break
        }
        'ctl;generate' {
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
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show a list as CUCM''s `show ctl` does, as a table, or as JSON')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Say whether lists are sound: structure, signature, copies')
            [CompletionResult]::new('build', 'build', [CompletionResultType]::ParameterValue, 'Build and sign a list straight from certificates')
            [CompletionResult]::new('token', 'token', [CompletionResultType]::ParameterValue, 'See which USB tokens are there, and look after them')
            [CompletionResult]::new('generate', 'generate', [CompletionResultType]::ParameterValue, 'Write the man pages, the shell completions or the list of errors')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'ctl;help;show' {
            break
        }
        'ctl;help;verify' {
            break
        }
        'ctl;help;build' {
            break
        }
        'ctl;help;token' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the tokens, what is on them, and how many PIN tries they have left')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show all there is to know of one token without its PIN')
            [CompletionResult]::new('export', 'export', [CompletionResultType]::ParameterValue, 'Write a token''s certificate to a file; no PIN is needed')
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
