; SPDX-FileCopyrightText: 2026 The infusion kiosk authors
; SPDX-License-Identifier: Apache-2.0
;
; The desk window's installer: for one user, without administrator rights (Inno Setup 6.3 or newer).
; UNTESTED ON WINDOWS. README.md here says what was checked elsewhere.
;
; usage: ISCC /DVersion=0.1.0 desk.iss        (build.ps1 does it)

#ifndef Version
  #error Say which version: ISCC /DVersion=... (build.ps1 does it)
#endif
#define Frozen "..\..\..\build\windows\infusion-kiosk-desk"
#define RunKey "Software\Microsoft\Windows\CurrentVersion\Run"
#define RunValue "InfusionKioskDesk"

[Setup]
AppId={{6C4D0B0E-6E1B-4B52-9E0C-6B1A5E5B7D21}
AppName=Infusion kiosks
AppVersion={#Version}
AppPublisher=The infusion kiosk authors
PrivilegesRequired=lowest
DefaultDirName={localappdata}\Programs\InfusionKioskDesk
DisableDirPage=yes
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
CloseApplications=yes
LicenseFile=..\..\..\LICENSE
OutputDir=..\..\..\build\windows
OutputBaseFilename=infusion-kiosk-desk-{#Version}-setup
UninstallDisplayIcon={app}\infusion-kiosk-desk.exe
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "es"; MessagesFile: "compiler:Languages\Spanish.isl"

[CustomMessages]
en.Autostart=Start with this computer
es.Autostart=Iniciar con este equipo
en.OpenNow=Open it now
es.OpenNow=Abrir ahora
en.Shortcut=Infusion kiosks
es.Shortcut=Quioscos de infusión

[Tasks]
Name: "autostart"; Description: "{cm:Autostart}"

[InstallDelete]
; What an older version brought and this one does not.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Frozen}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{autoprograms}\{cm:Shortcut}"; Filename: "{app}\infusion-kiosk-desk.exe"

[Registry]
Root: HKCU; Subkey: "{#RunKey}"; ValueType: string; ValueName: "{#RunValue}"; ValueData: """{app}\infusion-kiosk-desk.exe"""; Tasks: autostart
; Taken away with the program, also where the window's own --autostart wrote it.
Root: HKCU; Subkey: "{#RunKey}"; ValueType: none; ValueName: "{#RunValue}"; Flags: uninsdeletevalue dontcreatekey

[Run]
Filename: "{app}\infusion-kiosk-desk.exe"; Description: "{cm:OpenNow}"; Flags: nowait postinstall skipifsilent
