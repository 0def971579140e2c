"""The packages that the site is made of: `python -m config.supply_chain licences|sbom|audit`.

`licences` writes docs/licences.md out of what is installed, `sbom` the same and more as CycloneDX; `audit` asks whether one of
them has a known fault.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements.txt"
LICENCES = ROOT / "docs" / "licences.md"
SBOM = ROOT / "var" / "sbom.json"
_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)
_HEAD = """# Licences

What the site is made of, and under which licence each package may be used. `make requirements` writes this page.

| package | version | licence |
|---|---|---|
"""


def pins(requirements: Path = REQUIREMENTS) -> Iterator[tuple[str, str]]:
    """Each package of a requirements file, with its version."""
    yield from _PIN.findall(requirements.read_text(encoding="utf-8"))


def licence(package: str) -> str:
    """The licence that an installed package names: as an expression, or else by its classifiers, or else in its own words."""
    said: Any = metadata(package)
    classifiers = [each.rpartition(" :: ")[2] for each in said.get_all("Classifier") or [] if each.startswith("License :: ")]
    return said.get("License-Expression") or "; ".join(classifiers) or said.get("License") or ""


def licences() -> str:
    """The page: a row for each package of the site."""
    return _HEAD + "".join(f"| {name} | {version} | {licence(name)} |\n" for name, version in pins())


def write_licences() -> None:
    LICENCES.write_text(licences(), encoding="utf-8")


def sbom() -> None:
    """Write var/sbom.json: of what is installed, the packages of the site and not those of its tests."""
    SBOM.parent.mkdir(exist_ok=True)
    options = ["--pyproject", str(ROOT / "pyproject.toml"), "--output-file", str(SBOM)]
    subprocess.run([sys.executable, "-m", "cyclonedx_py", "environment", *options], check=True)  # noqa: S603 - our own command
    whole = json.loads(SBOM.read_text(encoding="utf-8"))
    ours = {name for name, _version in pins()}
    whole["components"] = [each for each in whole["components"] if _spelled(each["name"]) in ours]
    kept = {each["bom-ref"] for each in whole["components"]} | {whole["metadata"]["component"]["bom-ref"]}
    whole["dependencies"] = [
        {**each, "dependsOn": [other for other in each.get("dependsOn", []) if other in kept]}
        for each in whole["dependencies"]
        if each["ref"] in kept
    ]
    SBOM.write_text(json.dumps(whole, indent=2), encoding="utf-8")
    print(f"{len(whole['components'])} packages: {SBOM.relative_to(ROOT)}")


def _spelled(name: str) -> str:
    return re.sub(r"[._-]+", "-", name).lower()


def print_faults() -> int:
    """Print each known fault of a package; returns the number of packages that have one. Says so when it can't ask."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip_audit", "--requirement", str(REQUIREMENTS), "--require-hashes", "--disable-pip"]
        options = ["--progress-spinner", "off", "--format", "json", "--output", str(report)]
        subprocess.run([*command, *options], capture_output=True, check=False)  # noqa: S603 - our own command
        if not report.exists() or not report.read_text(encoding="utf-8"):
            print("Skipped: the list of known faults can't be reached from here.")
            return 0
        packages = json.loads(report.read_text(encoding="utf-8"))["dependencies"]
    faulty = [package for package in packages if package.get("vulns")]
    for package in faulty:
        for fault in package["vulns"]:
            mended = ", ".join(fault["fix_versions"]) or "no version yet"
            print(f"{package['name']} {package['version']}: {fault['id']}, mended in {mended}")
    print(f"{len(packages)} packages, {len(faulty)} with a known fault.")
    return len(faulty)


def _main(command: str) -> None:
    if command == "audit":
        raise SystemExit(int(print_faults() > 0))
    {"licences": write_licences, "sbom": sbom}[command]()


if __name__ == "__main__":
    _main(sys.argv[1])
