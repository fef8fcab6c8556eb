# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
<#
.SYNOPSIS
    Makes the kiosk's data folders, each for whom it is for and nobody else.
.DESCRIPTION
    UNTESTED, AND THE KIOSK DOES NOT RUN ON WINDOWS TODAY (README.md, "Status").
    Who writes where is told in kiosk/README.md ("Data folder"). SYSTEM and administrators have all
    rights; by their SIDs, because their names are translated.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)][string]$Data,
    [string]$Courier = '',
    [string]$Kiosk = ''
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$everything = @('*S-1-5-18:(OI)(CI)F', '*S-1-5-32-544:(OI)(CI)F')

function Set-Rights {
    param([string]$Folder, [string[]]$Grants, [switch]$Closes)
    $path = Join-Path $Data $Folder
    $null = New-Item -ItemType Directory -Path $path -Force
    $arguments = @($path)
    if ($Closes) {
        $arguments += '/inheritance:r'
        $Grants = $everything + $Grants
    }
    foreach ($grant in $Grants) {
        $arguments += @('/grant:r', $grant)
    }
    & (Join-Path $env:SystemRoot 'System32\icacls.exe') @arguments | Out-Null
    if ($LASTEXITCODE -ne 0) {
        throw "The rights of $path could not be set."
    }
}

if ($Courier) {
    Set-Rights -Folder '.' -Grants @("${Courier}:RX") -Closes
    Set-Rights -Folder 'slot' -Grants @("${Courier}:(OI)(CI)M") -Closes
    Set-Rights -Folder 'secrets' -Grants @("${Courier}:(OI)(CI)R") -Closes
    foreach ($own in @('queue', 'requests', 'health', 'log')) {
        Set-Rights -Folder $own -Grants @("${Courier}:(OI)(CI)M") -Closes
    }
    foreach ($theirs in @('staff', 'audit', 'usage', 'proof', 'last-good', 'run')) {
        Set-Rights -Folder $theirs -Grants @() -Closes
    }
}
if ($Kiosk) {
    Set-Rights -Folder '.' -Grants @("${Kiosk}:RX")
    foreach ($own in @('slot', 'staff', 'audit', 'usage', 'run')) {
        Set-Rights -Folder $own -Grants @("${Kiosk}:(OI)(CI)M")
    }
    foreach ($seen in @('proof', 'last-good', 'health')) {
        Set-Rights -Folder $seen -Grants @("${Kiosk}:(OI)(CI)RX")
    }
}
