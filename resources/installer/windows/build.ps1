# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
<#
.SYNOPSIS
    Builds build\windows\infusion-kiosk-desk-VERSION-setup.exe from this checkout, on Windows.
.DESCRIPTION
    UNTESTED ON WINDOWS. Needs Python 3.11 or newer of 64 bits, a checkout with build\library.db for
    -Preview, and Inno Setup 6.3 or newer.
    -Preview besides freezes the kiosk, WHICH DOES NOT RUN ON WINDOWS TODAY (README.md, "Status"), for
    whoever ports it; -WinSW then names the WinSW 2.12 program that becomes the courier's service.
    Nothing is signed: signtool with your own certificate comes after it.
#>
[CmdletBinding()]
param(
    [string]$Python = 'py',
    [string]$InnoSetup = (Join-Path ${env:ProgramFiles(x86)} 'Inno Setup 6\ISCC.exe'),
    [switch]$Preview,
    [string]$WinSW = ''
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Set-Location -LiteralPath (Join-Path $PSScriptRoot '..\..\..')
$here = 'resources\installer\windows'
$out = 'build\windows'
$own = 'build\windows-venv\Scripts\python.exe'

function Invoke-Checked {
    param([string]$Program, [string[]]$Arguments)
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) {
        throw "$Program ended with $LASTEXITCODE."
    }
}

if (-not (Test-Path -LiteralPath $own)) {
    Invoke-Checked $Python @('-m', 'venv', 'build\windows-venv')
}
# Not constraints.txt: it holds what Linux needs. What is built in is told by `pip freeze` below.
Invoke-Checked $own @('-m', 'pip', 'install', '--quiet', '.', 'pyinstaller>=6.22')
$version = & $own -c 'import kiosk; print(kiosk.__version__)'
$null = New-Item -ItemType Directory -Path $out -Force
& $own -m pip freeze | Set-Content -LiteralPath "$out\packages.txt" -Encoding UTF8

Invoke-Checked $own @('-m', 'PyInstaller', '--noconfirm', '--log-level', 'WARN', '--distpath', $out, '--workpath', "$out\work", "$here\desk.spec")
Invoke-Checked $InnoSetup @("/DVersion=$version", "$here\desk.iss")

if ($Preview) {
    if (-not (Test-Path -LiteralPath $WinSW -PathType Leaf)) {
        throw 'Name the program of WinSW: -WinSW PATH'
    }
    Invoke-Checked $own @('-m', 'PyInstaller', '--noconfirm', '--log-level', 'WARN', '--distpath', $out, '--workpath', "$out\work", "$here\kiosk.spec")
    Copy-Item -LiteralPath $WinSW -Destination "$out\courier-service.exe" -Force
    Invoke-Checked $InnoSetup @("/DVersion=$version", '/DPreview', "$here\kiosk.iss")
}
