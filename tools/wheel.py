"""Puts the wheel for notebooks together: the package of web/notebook with its one script. Python's own library alone; the
same files make the same wheel, byte for byte."""

import base64
import hashlib
import json
import pathlib
import zipfile

root = pathlib.Path(__file__).resolve().parent.parent
described = json.loads((root / "package.json").read_text("utf8"))
name, version = "ebb_lab", described["version"]
package = root / "web/notebook/ebb_lab"
info = f"{name}-{version}.dist-info"

metadata = f"""Metadata-Version: 2.1
Name: {name.replace("_", "-")}
Version: {version}
Summary: {described["description"]}
License: {described["license"]}
Requires-Python: >=3.8
Requires-Dist: anywidget >=0.9,<1
Description-Content-Type: text/markdown

{(root / "web/notebook/README.md").read_text("utf8")}"""

files = {
    f"{name}/{file.name}": file.read_bytes() for file in sorted(package.glob("*.py"))
} | {
    f"{name}/widget.js": (root / "dist/notebook/widget.js").read_bytes(),
    f"{info}/METADATA": metadata.encode("utf8"),
    f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: ebb\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    f"{info}/LICENSE": (root / "LICENSE").read_bytes(),
    f"{info}/THIRD_PARTY.md": (root / "THIRD_PARTY.md").read_bytes(),
}


def line(path, content):
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{path},sha256={digest},{len(content)}\n"


record = "".join(line(path, content) for path, content in files.items()) + f"{info}/RECORD,,\n"
files[f"{info}/RECORD"] = record.encode("utf8")

wheel = root / f"dist/notebook/{name}-{version}-py3-none-any.whl"
wheel.unlink(missing_ok=True)
with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
    for path, content in files.items():
        entry = zipfile.ZipInfo(path, date_time=(1980, 1, 1, 0, 0, 0))
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        archive.writestr(entry, content)
print(f"the wheel is {wheel}")
