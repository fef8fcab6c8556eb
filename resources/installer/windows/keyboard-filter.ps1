# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
<#
.SYNOPSIS
    Takes the keys away that lead out of the kiosk, or gives them back (-Remove).
.DESCRIPTION
    UNTESTED, AND THE KIOSK DOES NOT RUN ON WINDOWS TODAY (README.md, "Status").
    Keyboard Filter of Windows Enterprise, Education and IoT Enterprise, by its WMI classes. Keys
    that the kiosk needs stay: Tab, Enter, Space, Escape, the arrows, F13 to F24 of a tactile keypad,
    and loudness. Administrators keep all keys; five times the left Windows key leads to the sign-in.
#>
[CmdletBinding()]
param([switch]$Remove)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$blocked = @(
    'Alt', 'Application', 'Ctrl', 'Windows',
    'Ctrl+Alt+Del', 'Shift+Ctrl+Esc', 'Win+L',
    'Alt+F4', 'Ctrl+F4', 'Win+F1',
    'LShift+LAlt+PrintScrn', 'LShift+LAlt+NumLock', 'Win+U',
    'Alt+Space', 'Alt+Tab', 'Ctrl+Esc', 'Ctrl+Tab', 'Ctrl+Win+F',
    'Win+Break', 'Win+D', 'Win+E', 'Win+F', 'Win+I', 'Win+M', 'Win+P', 'Win+Q', 'Win+R', 'Win+Tab',
    'Win+Space', 'Win+V', 'Win+H', 'Win+K',
    'LaunchMail', 'LaunchMediaSelect', 'LaunchApp1', 'LaunchApp2',
    'BrowserBack', 'BrowserForward', 'BrowserRefresh', 'BrowserStop', 'BrowserSearch',
    'BrowserFavorites', 'BrowserHome'
)
$settings = @{
    DisableKeyboardFilterForAdministrators = 'true'
    # Five presses of Shift would else open a question of Windows above the kiosk.
    ForceOffAccessibility                  = 'true'
}
$place = @{ Namespace = 'root\standardcimv2\embedded' }

if (-not $Remove) {
    $feature = Get-WindowsOptionalFeature -Online -FeatureName 'Client-KeyboardFilter'
    if ($null -eq $feature) {
        throw 'This edition of Windows has no Keyboard Filter.'
    }
    if ($feature.State -ne 'Enabled') {
        $null = Enable-WindowsOptionalFeature -Online -FeatureName 'Client-KeyboardFilter' -All -NoRestart
        Write-Warning 'Restart the machine, then run this again: the filter has just been added.'
        return
    }
}

$known = @(Get-CimInstance @place -ClassName 'WEKF_PredefinedKey')
foreach ($id in $blocked) {
    $key = $known | Where-Object { $_.Id -eq $id }
    if ($null -eq $key) {
        throw "This Windows knows no key $id."
    }
    $null = Set-CimInstance -InputObject $key -Property @{ Enabled = -not $Remove }
}
if (-not $Remove) {
    foreach ($setting in @(Get-CimInstance @place -ClassName 'WEKF_Settings')) {
        if ($settings.ContainsKey($setting.Name)) {
            $null = Set-CimInstance -InputObject $setting -Property @{ Value = $settings[$setting.Name] }
        }
    }
}
