# SPDX-FileCopyrightText: 2026 The infusion kiosk authors
# SPDX-License-Identifier: Apache-2.0
"""The files for Windows, as far as Linux can judge them: sound, and agreeing with the code.

Source:
    Shell Launcher v2: the elements, their order and the four own exit codes that Microsoft's
    reference documents. Inno Setup 6: sections and parameters of its help.
"""

import ast
import re
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import tree_sitter
import tree_sitter_powershell
from lxml import etree  # type: ignore[import-untyped]

from kiosk.courier import main as courier
from kiosk.desk.autostart import RUN_KEY, RUN_VALUE
from kiosk.paths import DataFolder, installed_data_dir
from kiosk.supervisor.main import BUG, CLEAN, NO_DISPLAY, NOT_ALONE, RESTART, WRONG_OPTIONS
from kiosk.supervisor.options import read_options

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "resources/installer/windows"
SCRIPTS = sorted(HERE.glob("*.ps1"))
SPECS = sorted((*HERE.glob("*.spec"), *HERE.glob("*.py")))
INSTALLERS = sorted(HERE.glob("*.iss"))
MACHINE = {
    "%ProgramFiles%": "C:/Program Files",
    "%ProgramData%": "C:/ProgramData",
    "%BASE%": "C:/Program Files/Infusion Kiosk",
}

# --- Shell Launcher -------------------------------------------------------------------------------

BASE = "http://schemas.microsoft.com/ShellLauncher/2018/Configuration"
V2 = "http://schemas.microsoft.com/ShellLauncher/2019/Configuration"
# Our own grammar of what is documented, less what we do not use; Microsoft's schema is not ours.
GRAMMAR = f"""
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{BASE}"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <define name="id"><attribute name="Id" ns=""><data type="string">
    <param name="pattern">\\{{[0-9A-Fa-f]{{8}}(-[0-9A-Fa-f]{{4}}){{3}}-[0-9A-Fa-f]{{12}}\\}}</param>
  </data></attribute></define>
  <define name="action"><attribute name="Action" ns=""><choice>
    <value>RestartShell</value><value>RestartDevice</value><value>ShutdownDevice</value>
    <value>DoNothing</value>
  </choice></attribute></define>
  <define name="program"><attribute name="Shell" ns=""/></define>
  <start><element name="ShellLauncherConfiguration">
    <element name="Profiles">
      <element name="DefaultProfile"><element name="Shell"><ref name="program"/></element></element>
      <oneOrMore><element name="Profile">
        <ref name="id"/><optional><attribute name="Name" ns=""/></optional>
        <element name="Shell">
          <ref name="program"/>
          <attribute name="AppType" ns="{V2}"><choice>
            <value>Desktop</value><value>UWP</value>
          </choice></attribute>
          <optional><attribute name="AllAppsFullScreen" ns="{V2}">
            <data type="boolean"/></attribute></optional>
          <element name="ReturnCodeActions"><oneOrMore><element name="ReturnCodeAction">
            <attribute name="ReturnCode" ns=""><data type="integer"/></attribute>
            <ref name="action"/>
          </element></oneOrMore></element>
          <element name="DefaultAction"><ref name="action"/></element>
        </element>
      </element></oneOrMore>
    </element>
    <element name="Configs"><oneOrMore><element name="Config">
      <choice>
        <element name="AutoLogonAccount"><empty/></element>
        <element name="Account"><attribute name="Name" ns=""/></element>
      </choice>
      <element name="Profile"><ref name="id"/></element>
    </element></oneOrMore></element>
  </element></start>
</grammar>
"""


def launcher() -> str:
    return (HERE / "shell-launcher.xml").read_text("utf-8")


def wrong_in_launcher(text: str) -> str:
    """Return what is wrong in a configuration of Shell Launcher, or nothing."""
    try:
        tree = etree.fromstring(text.encode())
    except etree.XMLSyntaxError as error:
        return str(error)
    grammar = etree.RelaxNG(etree.fromstring(GRAMMAR))
    if not grammar.validate(tree):
        return str(grammar.error_log)
    codes = [one.get("ReturnCode") for one in tree.iter(f"{{{BASE}}}ReturnCodeAction")]
    if len(codes) > 4 or len(set(codes)) < len(codes):
        return f"four exit codes at most, each once: {codes}"
    profiles = {one.get("Id") for one in tree.findall(f"{{{BASE}}}Profiles/{{{BASE}}}Profile")}
    used = {one.get("Id") for one in tree.findall(f".//{{{BASE}}}Config/{{{BASE}}}Profile")}
    return "" if used == profiles else f"{used ^ profiles} is not both defined and used"


def actions(text: str) -> tuple[Mapping[int, str], str]:
    tree = etree.fromstring(text.encode())
    own = {
        int(one.attrib["ReturnCode"]): str(one.attrib["Action"])
        for one in tree.iter(f"{{{BASE}}}ReturnCodeAction")
    }
    default = next(tree.iter(f"{{{BASE}}}DefaultAction"))
    return own, str(default.attrib["Action"])


def on_a_machine(command: str) -> list[str]:
    for name, folder in MACHINE.items():
        command = command.replace(name, folder)
    return shlex.split(command.replace("\\", "/"))


def test_shell_launcher_is_configured_as_documented() -> None:
    assert wrong_in_launcher(launcher()) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<Configs>", "<Config>"),
        ('Action="DoNothing"', 'Action="Nothing"'),
        ('ReturnCode="4"', 'ReturnCode="3"'),
        ('ReturnCode="4"', 'ReturnCode="four"'),
        ("V2:AppType", "AppType"),
        ("ShellLauncher/2018", "ShellLauncher/2017"),
        ('<Profile Id="{5A6F1D0C', '<Profile Id="{5A6F1D0D'),
        ("<DefaultAction", "<DefaultDeed"),
    ],
)  # fmt: skip
def test_broken_configuration_of_shell_launcher_is_found(old: str, new: str) -> None:
    broken = launcher().replace(old, new, 1)

    assert broken != launcher()
    assert wrong_in_launcher(broken)


def test_exit_codes_mean_what_the_supervisor_says() -> None:
    own, default = actions(launcher())
    all_codes = (CLEAN, WRONG_OPTIONS, NO_DISPLAY, NOT_ALONE, RESTART, BUG)

    assert {code: own.get(code, default) for code in all_codes} == {
        CLEAN: "DoNothing",
        WRONG_OPTIONS: "RestartShell",
        NO_DISPLAY: "RestartDevice",
        NOT_ALONE: "RestartDevice",
        RESTART: "RestartShell",
        BUG: "RestartShell",
    }
    assert default == "RestartShell"


def test_shell_is_a_command_that_the_supervisor_takes() -> None:
    tree = etree.fromstring(launcher().encode())
    shell = tree.find(f".//{{{BASE}}}Profile/{{{BASE}}}Shell")
    assert shell is not None
    program, *words = on_a_machine(str(shell.attrib["Shell"]))

    options = read_options(words)

    assert Path(program) == Path("C:/Program Files/Infusion Kiosk/infusion-kiosk.exe")
    assert (options.courier, options.platform) == (False, "windows")
    assert options.data_dir.as_posix().endswith("C:/ProgramData/InfusionKiosk")


# --- The courier's service ------------------------------------------------------------------------


def test_service_is_a_command_that_the_courier_takes() -> None:
    service = etree.parse(HERE / "courier-service.xml").getroot()
    program, flag, module, *words = on_a_machine(
        f"{service.findtext('executable')} {service.findtext('arguments')}".replace(
            "%BASE%\\infusion-kiosk.exe", '"%BASE%\\infusion-kiosk.exe"'
        )
    )

    options = courier._parser().parse_args(words)

    assert (Path(program).name, flag, module) == (
        "infusion-kiosk.exe", "--run-module", "kiosk.courier"
    )  # fmt: skip
    assert options.data == installed_data_dir("win32", {"PROGRAMDATA": "C:/ProgramData"})


def test_service_is_started_again_for_ever_after_a_death() -> None:
    service = etree.parse(HERE / "courier-service.xml").getroot()

    assert {one.get("action") for one in service.findall("onfailure")} == {"restart"}


def names_of_service() -> Mapping[str, set[str]]:
    """Return each name of the courier's service, and in which files it stands."""
    service = etree.parse(HERE / "courier-service.xml").getroot()
    found: dict[str, set[str]] = {str(service.findtext("id")): {"courier-service.xml"}}
    for file in (*INSTALLERS, *SCRIPTS):
        text = file.read_text("utf-8-sig")
        names = re.findall(r"NT SERVICE\\(\w+)", text) + re.findall(
            r'#define Service "(\w+)"', text
        )
        for name in names:
            found.setdefault(name, set()).add(file.name)
    return found


def test_service_and_its_account_have_one_name_everywhere() -> None:
    assert names_of_service() == {
        "InfusionKioskCourier": {"courier-service.xml", "kiosk.iss", "protect-secret.ps1"}
    }


# --- PowerShell -----------------------------------------------------------------------------------


def wrong_in_script(text: str) -> list[str]:
    """Return the places at which a script is not PowerShell."""
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_powershell.language()))
    found, waiting = [], [parser.parse(text.encode()).root_node]
    while waiting:
        node = waiting.pop()
        if node.is_error or node.is_missing:
            found.append(f"line {node.start_point.row + 1}: {node.type}")
        waiting += node.children
    return found


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_is_powershell_that_stops_at_the_first_trouble(script: Path) -> None:
    text = script.read_text("utf-8")

    assert wrong_in_script(text) == []
    assert "$ErrorActionPreference = 'Stop'" in text
    assert "Set-StrictMode -Version Latest" in text


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_broken_script_is_found(script: Path) -> None:
    text = script.read_text("utf-8")
    brace = text.rindex("}")

    assert wrong_in_script(text[:brace] + text[brace + 1 :])


def test_what_a_program_answered_is_looked_at_after_each_call() -> None:
    for script in SCRIPTS:
        lines = script.read_text("utf-8").splitlines()
        for number, line in enumerate(lines):
            if re.search(r"^\s*& .*(icacls|\$Program)", line):
                assert "$LASTEXITCODE -ne 0" in lines[number + 1], f"{script.name}:{number + 1}"


def test_keys_that_the_kiosk_needs_are_not_taken_away() -> None:
    text = (HERE / "keyboard-filter.ps1").read_text("utf-8")
    blocked = re.findall(r"'([^']+)'", text.partition("$blocked = @(")[2].partition(")\n")[0])

    assert {"Ctrl+Alt+Del", "Shift+Ctrl+Esc", "Alt+F4", "Alt+Tab", "Windows", "Win+L"} <= {*blocked}
    assert not {"Shift", "F21", "VolumeUp", "VolumeDown", "VolumeMute"} & {*blocked}
    assert len(set(blocked)) == len(blocked)


def test_folders_are_those_of_the_code() -> None:
    text = (HERE / "folders.ps1").read_text("utf-8")
    data = installed_data_dir("win32")
    named = {*re.findall(r"-Folder '([a-z-]+)'", text)}
    for group in re.findall(r"in @\(([^)]*)\)", text):
        named |= {*re.findall(r"'([a-z-]+)'", group)}
    folder = DataFolder(data)
    files = (folder.audit, folder.people, folder.proof_file, folder.control_socket)
    whole = (folder.slot, folder.queue, folder.requests, folder.usage, folder.last_good)
    own = {path.relative_to(data).as_posix() for path in (*whole, *(one.parent for one in files))}

    assert own <= named
    assert named - own == {"health", "log", "secrets"}


# --- Inno Setup -----------------------------------------------------------------------------------

PARAMETERS = {
    "CustomMessages": None,
    "Dirs": {"Name", "Flags"},
    "Files": {"Source", "DestDir", "Flags"},
    "Icons": {"Name", "Filename"},
    "InstallDelete": {"Type", "Name"},
    "Languages": {"Name", "MessagesFile"},
    "Registry": {"Root", "Subkey", "ValueType", "ValueName", "ValueData", "Tasks", "Flags"},
    "Run": {"Filename", "Description", "Flags"},
    "Setup": None,
    "Tasks": {"Name", "Description"},
    "UninstallRun": {"Filename", "Parameters", "Flags", "RunOnceId"},
}
NEEDED = {"AppId", "AppName", "AppVersion", "DefaultDirName", "PrivilegesRequired", "OutputDir"}
ENTRY = re.compile(r'(\w+): (?:"((?:[^"]|"")*)"|([^";]+))(?:; |$)')


def sections(text: str) -> Mapping[str, Sequence[str]]:
    """Return the lines of each section, `#define` filled in; directives stand under ``#``."""
    found: dict[str, list[str]] = {"#": []}
    defined: dict[str, str] = {"Version": "0.1.0"}
    section = "#"
    for raw in text.splitlines():
        if not (line := raw.strip()) or line.startswith(";"):
            continue
        for name, value in defined.items():
            line = line.replace(f"{{#{name}}}", value)
        if line.startswith("#"):
            found["#"].append(line)
            if (made := re.fullmatch(r'#define (\w+) "(.*)"', line)) is not None:
                defined[made[1]] = made[2]
        elif (begun := re.fullmatch(r"\[(\w+)\]", line)) is not None:
            section = begun[1]
            found.setdefault(section, [])
        else:
            found[section].append(line)
    return found


def entries(lines: Sequence[str]) -> list[dict[str, str]]:
    return [
        {name: quoted or plain for name, quoted, plain in ENTRY.findall(line)} for line in lines
    ]


def wrong_in_installer(text: str) -> list[str]:
    """Return what is wrong in a script of Inno Setup, as far as its form tells."""
    found = []
    parts = sections(text)
    stray = [line for line in parts["#"] if not line.startswith("#")]
    found += [f"outside of any section: {line}" for line in stray]
    ifs = sum(line.startswith(("#if", "#ifndef")) for line in parts["#"])
    if ifs != parts["#"].count("#endif"):
        found.append("#if without #endif")
    for section, lines in parts.items():
        if section in ("#", "Code"):
            continue
        if section not in PARAMETERS:
            found.append(f"unknown section {section}")
        elif (known := PARAMETERS[section]) is None:
            found += [f"no directive: {line}" for line in lines if "=" not in line]
        else:
            for line in lines:
                names = [name for name, _, _ in ENTRY.findall(line)]
                if ENTRY.sub("", line).strip() or not names or {*names} - known:
                    found.append(f"[{section}] {line}")
    given = {line.partition("=")[0] for line in parts.get("Setup", ())}
    found += [f"[Setup] lacks {name}" for name in sorted(NEEDED - given)]
    found += [
        f"not known: {name}" for name in re.findall(r"\{#\w+\}", "".join(map(str, parts.values())))
    ]
    return found + wrong_in_code(parts.get("Code", ()))


def wrong_in_code(lines: Sequence[str]) -> list[str]:
    text = re.sub(r"\{[^}']*\}", "", re.sub(r"'[^']*'", "''", "\n".join(lines)))
    words = re.findall(r"[A-Za-z_]+", text)
    found = [] if words.count("begin") == words.count("end") else ["begin without end"]
    if text.count("(") != text.count(")"):
        found.append("a bracket is not closed")
    return found


@pytest.mark.parametrize("installer", INSTALLERS, ids=lambda path: path.name)
def test_installer_is_a_script_of_inno_setup(installer: Path) -> None:
    assert wrong_in_installer(installer.read_text("utf-8-sig")) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("desk", "[Files]", "[File]"),
        ("desk", "#endif", ""),
        ("desk", "AppId=", "Id="),
        ("desk", '; DestDir: "{app}"', '; Dest: "{app}"'),
        ("desk", '; DestDir: "{app}"', '; DestDir: "{app}'),
        ("desk", "{#RunKey}", "{#Runkey}"),
        ("desk", "PrivilegesRequired=lowest", "PrivilegesRequired lowest"),
        ("kiosk", "  Result := '';\nend;", "  Result := '';"),
        ("kiosk", "'stop {#Service}')", "'stop {#Service}'"),
    ],
)
def test_broken_installer_is_found(name: str, old: str, new: str) -> None:
    text = (HERE / f"{name}.iss").read_text("utf-8-sig")
    broken = text.replace(old, new, 1)

    assert broken != text
    assert wrong_in_installer(broken)


def missing_sources(text: str) -> list[str]:
    """Return what an installer takes that is neither here nor made by `build.ps1`."""
    build = (HERE / "build.ps1").read_text("utf-8")
    made = {"courier-service.exe"} if "$out\\courier-service.exe" in build else set()
    for spec in HERE.glob("*.spec"):
        if f"$here\\{spec.name}" in build:
            made |= {
                f"{name}/*" for name in re.findall(r'\n    name="([a-z-]+)"', spec.read_text())
            }
    found = []
    for entry in entries(sections(text)["Files"]):
        source = entry["Source"].replace("\\", "/")
        is_made = source.removeprefix("../../../build/windows/") in made
        if not is_made and not (HERE / source).is_file():
            found.append(source)
    return found


@pytest.mark.parametrize("installer", INSTALLERS, ids=lambda path: path.name)
def test_everything_an_installer_takes_is_there_or_is_built(installer: Path) -> None:
    text = installer.read_text("utf-8-sig")

    assert missing_sources(text) == []
    assert missing_sources(text.replace('\nSource: "', '\nSource: "no-')) != []


def test_what_an_installer_starts_is_what_it_brings() -> None:
    programs = {
        name
        for spec in HERE.glob("*.spec")
        for name in re.findall(r'_program\(\w+, "([a-z-]+)"', spec.read_text("utf-8"))
    } | {"courier-service"}
    texts = [file.read_text("utf-8-sig") for file in INSTALLERS]
    started = {name for text in texts for name in re.findall(r"\{app\}\\([a-z-]+)\.exe", text)}

    assert started == {"infusion-kiosk-desk", "infusion-kioskctl", "courier-service"}
    assert started <= programs


def test_desk_needs_no_administrator_and_starts_with_the_pc() -> None:
    parts = sections((HERE / "desk.iss").read_text("utf-8-sig"))
    run = [one for one in entries(parts["Registry"]) if one["ValueType"] == "string"]

    assert "PrivilegesRequired=lowest" in parts["Setup"]
    assert [(one["Root"], one["Subkey"], one["ValueName"]) for one in run] == [
        ("HKCU", RUN_KEY, RUN_VALUE)
    ]


def test_kiosk_that_does_not_run_yet_is_not_compiled_by_accident() -> None:
    directives = sections((HERE / "kiosk.iss").read_text("utf-8-sig"))["#"]

    assert directives[0] == "#ifndef Preview"
    assert directives[1].startswith("#error ")


def test_uninstall_asks_the_guard_and_takes_no_answer_for_a_no() -> None:
    code = "\n".join(sections((HERE / "kiosk.iss").read_text("utf-8-sig"))["Code"])
    guard = code.partition("function InitializeUninstall(): Boolean;")[2]

    assert "'queue guard --data" in guard
    assert re.search(r"Result := Ran\([^)]*\)\s+or FileExists\(", guard)
    assert "and (Code = 0)" in code.partition("function Ran(")[2].partition("end;")[0]


# --- All of it ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "file", [*SCRIPTS, *SPECS, *INSTALLERS, *HERE.glob("*.xml")], ids=lambda path: path.name
)
def test_every_file_says_at_its_head_what_is_untested(file: Path) -> None:
    head = " ".join("".join(file.read_text("utf-8-sig").splitlines(keepends=True)[:16]).split())

    assert re.search(
        r"UNTESTED|never run on Windows|does not load on Windows|does not run on Windows", head
    )


@pytest.mark.parametrize("file", SPECS, ids=lambda path: path.name)
def test_python_file_names_only_what_is_there(file: Path) -> None:
    text = file.read_text("utf-8")
    tree = ast.parse(text)
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    ours = {name for name in modules if name and name.startswith("kiosk")}

    assert all((ROOT / f"{name.replace('.', '/')}.py").is_file() for name in ours)
    assert all((HERE / name).is_file() for name in re.findall(r'"(\w+_entry\.py)"', text))


def test_readme_says_the_status_of_every_file() -> None:
    text = (HERE / "README.md").read_text("utf-8")

    assert [file.name for file in HERE.iterdir() if f"`{file.name}`" not in text] == ["README.md"]
