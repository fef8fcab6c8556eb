# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
<#
.SYNOPSIS
    Lets Windows start the kiosk in place of the desktop, or takes that back (-Remove).
.DESCRIPTION
    UNTESTED, AND THE KIOSK DOES NOT RUN ON WINDOWS TODAY (README.md, "Status").
    Switches Shell Launcher on and hands shell-launcher.xml to Windows through its MDM bridge, which
    listens to the account SYSTEM alone: run it by your MDM, or as a task of SYSTEM. Windows then
    makes the account "Kiosk" and signs it in at each start; nobody knows its password. Run it once
    more after the first start, so that the account, which then exists, gets its rights.
    Needs Windows Enterprise, Education or IoT Enterprise.
#>
[CmdletBinding()]
param(
    [string]$Configuration = (Join-Path $PSScriptRoot 'shell-launcher.xml'),
    [string]$Data = (Join-Path $env:ProgramData 'InfusionKiosk'),
    [string]$Account = 'Kiosk',
    [switch]$Remove
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$system = New-Object System.Security.Principal.SecurityIdentifier('S-1-5-18')
if ([System.Security.Principal.WindowsIdentity]::GetCurrent().User -ne $system) {
    throw 'Run this as SYSTEM: nobody else may speak to the MDM bridge.'
}

$text = ''
if (-not $Remove) {
    $text = Get-Content -LiteralPath $Configuration -Raw -Encoding UTF8
    $null = [xml]$text
    $feature = Get-WindowsOptionalFeature -Online -FeatureName 'Client-EmbeddedShellLauncher'
    if ($null -eq $feature) {
        throw 'This edition of Windows has no Shell Launcher.'
    }
    if ($feature.State -ne 'Enabled') {
        $null = Enable-WindowsOptionalFeature -Online -FeatureName 'Client-EmbeddedShellLauncher' -All -NoRestart
    }
}

$bridge = Get-CimInstance -Namespace 'root\cimv2\mdm\dmmap' -ClassName 'MDM_AssignedAccess'
$bridge.ShellLauncher = [System.Net.WebUtility]::HtmlEncode($text)
$null = Set-CimInstance -CimInstance $bridge

if (-not $Remove) {
    if (Get-LocalUser -Name $Account -ErrorAction SilentlyContinue) {
        & (Join-Path $PSScriptRoot 'folders.ps1') -Data $Data -Kiosk $Account
    }
    else {
        Write-Warning "Restart the machine, then run this again: $Account has no rights yet."
    }
}
