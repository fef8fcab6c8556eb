# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
<#
.SYNOPSIS
    Puts a secret (password, token, key file) into the kiosk's folder of secrets, bound by DPAPI to
    this machine.
.DESCRIPTION
    UNTESTED. The courier does not run on Windows, AND ITS CODE READS NO FILE OF DPAPI TODAY: what
    this script writes waits for whoever ports it (README.md, "Secrets").
    Machine scope: every program on this machine could open it, so only SYSTEM, administrators and
    the courier's account may read the file. A copy of the disk without the machine opens nothing.
.EXAMPLE
    Get-Content .\receiver.txt -Raw | .\protect-secret.ps1 -Name receiver
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)][ValidatePattern('^[a-z0-9][a-z0-9-]{0,40}$')][string]$Name,
    [Parameter(Mandatory = $true, ValueFromPipeline = $true)][string]$Secret,
    [string]$Data = (Join-Path $env:ProgramData 'InfusionKiosk'),
    [string]$Courier = 'NT SERVICE\InfusionKioskCourier'
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Security

$folder = Join-Path $Data 'secrets'
if (-not (Test-Path -LiteralPath $folder -PathType Container)) {
    throw "There is no folder $folder`: install the kiosk first."
}
$bytes = [System.Text.Encoding]::UTF8.GetBytes($Secret.Trim())
$scope = [System.Security.Cryptography.DataProtectionScope]::LocalMachine
$purpose = [System.Text.Encoding]::UTF8.GetBytes("infusion-kiosk secret v1 $Name")
$sealed = [System.Security.Cryptography.ProtectedData]::Protect($bytes, $purpose, $scope)
[System.Array]::Clear($bytes, 0, $bytes.Length)

$path = Join-Path $folder "$Name.dpapi"
[System.IO.File]::WriteAllBytes($path, $sealed)
& (Join-Path $env:SystemRoot 'System32\icacls.exe') $path '/inheritance:r' '/grant:r' '*S-1-5-18:F' '/grant:r' '*S-1-5-32-544:F' '/grant:r' "${Courier}:R" | Out-Null
if ($LASTEXITCODE -ne 0) {
    Remove-Item -LiteralPath $path -Force
    throw 'The rights of the secret could not be set; it was removed again.'
}
