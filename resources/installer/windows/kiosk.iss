; SPDX-FileCopyrightText: 2026 The infusion kiosk authors
; SPDX-License-Identifier: Apache-2.0
;
; The kiosk's installer: for the whole machine, with the courier as a service (Inno Setup 6.3 or newer).
; UNTESTED, AND THE KIOSK DOES NOT RUN ON WINDOWS TODAY (README.md here, "Status"): it refuses to be
; compiled unless whoever ports the kiosk says so with /DPreview. Never hand out what comes of it.
;
; usage: ISCC /DVersion=0.1.0 /DPreview kiosk.iss        (build.ps1 -Preview does it)

#ifndef Preview
  #error The kiosk does not run on Windows today: see README.md, "Status"
#endif
#ifndef Version
  #error Say which version: ISCC /DVersion=... (build.ps1 does it)
#endif
#define Frozen "..\..\..\build\windows\infusion-kiosk"
#define Service "InfusionKioskCourier"
; Built-in Windows account of exactly this service: no password, no sign-in, no other rights.
#define Account "NT SERVICE\InfusionKioskCourier"
#define Data "{commonappdata}\InfusionKiosk"
#define PowerShell "{sys}\WindowsPowerShell\v1.0\powershell.exe"

[Setup]
AppId={{2B9C1F5D-7B0A-4E3C-8B57-5A2D3F9E8C44}
AppName=Infusion kiosk
AppVersion={#Version}
AppPublisher=The infusion kiosk authors
PrivilegesRequired=admin
DefaultDirName={autopf}\Infusion Kiosk
DisableDirPage=yes
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
CloseApplications=no
LicenseFile=..\..\..\LICENSE
OutputDir=..\..\..\build\windows
OutputBaseFilename=infusion-kiosk-{#Version}-setup
Compression=lzma2
SolidCompression=yes
WizardStyle=modern

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Dirs]
Name: "{#Data}"; Flags: uninsneveruninstall

[Files]
Source: "{#Frozen}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs
; WinSW under the service's name: build.ps1 puts it there.
Source: "..\..\..\build\windows\courier-service.exe"; DestDir: "{app}"; Flags: ignoreversion
Source: "courier-service.xml"; DestDir: "{app}"; Flags: ignoreversion
Source: "folders.ps1"; DestDir: "{app}\lockdown"; Flags: ignoreversion
Source: "protect-secret.ps1"; DestDir: "{app}\lockdown"; Flags: ignoreversion
Source: "shell-launcher.ps1"; DestDir: "{app}\lockdown"; Flags: ignoreversion
Source: "shell-launcher.xml"; DestDir: "{app}\lockdown"; Flags: ignoreversion
Source: "keyboard-filter.ps1"; DestDir: "{app}\lockdown"; Flags: ignoreversion
Source: "README.md"; DestDir: "{app}"; Flags: ignoreversion

[UninstallRun]
Filename: "{sys}\net.exe"; Parameters: "stop {#Service}"; Flags: runhidden; RunOnceId: "StopCourier"
Filename: "{app}\courier-service.exe"; Parameters: "uninstall"; Flags: runhidden; RunOnceId: "RemoveCourier"

[Code]
var
  HasFailed: Boolean;

function Ran(Command, Parameters: String): Boolean;
var
  Code: Integer;
begin
  Result := Exec(ExpandConstant(Command), ExpandConstant(Parameters), '', SW_HIDE,
    ewWaitUntilTerminated, Code) and (Code = 0);
end;

{ An upgrade finds its service there. It is started only once it has its own account and the folders
  their rights: else it would run as SYSTEM, or beside data that everybody may read. }
procedure CurStepChanged(CurStep: TSetupStep);
begin
  if CurStep <> ssPostInstall then
    Exit;
  if (Ran('{sys}\sc.exe', 'query {#Service}') or Ran('{app}\courier-service.exe', 'install'))
    and Ran('{sys}\sc.exe', 'config {#Service} obj= "{#Account}"')
    and Ran('{sys}\sc.exe', 'sidtype {#Service} unrestricted')
    and Ran('{#PowerShell}', '-NoProfile -ExecutionPolicy Bypass -File "{app}\lockdown\folders.ps1"'
      + ' -Data "{#Data}" -Courier "{#Account}"') then
    Ran('{sys}\net.exe', 'start {#Service}')
  else
  begin
    HasFailed := True;
    Ran('{app}\courier-service.exe', 'uninstall');
    SuppressibleMsgBox('The courier could not be set up as a service, and none was left. See the'
      + ' event log, then run this again.', mbError, MB_OK, IDOK);
  end;
end;

function GetCustomSetupExitCode(): Integer;
begin
  if HasFailed then
    Result := 1
  else
    Result := 0;
end;

function PrepareToInstall(var NeedsRestart: Boolean): String;
begin
  Ran('{sys}\net.exe', 'stop {#Service}');
  Result := '';
end;

{ No answer of the guard counts as a refusal: what cannot be asked may hold a request. }
function InitializeUninstall(): Boolean;
begin
  Result := Ran('{app}\infusion-kioskctl.exe', 'queue guard --data "{#Data}"')
    or FileExists(ExpandConstant('{#Data}\discard-undelivered'));
  if not Result then
    SuppressibleMsgBox('There may be requests on this kiosk that are nowhere else. Deliver them, or'
      + ' take them along: infusion-kioskctl queue export. To lose them knowingly, make a file'
      + ' discard-undelivered in ' + ExpandConstant('{#Data}') + '.', mbError, MB_OK, IDOK);
end;
