"""What a plancheck .pyz runs first: unpack once into the user's cache folder, then start plancheck from there.

Compiled parts and data files cannot be used from inside a zip, so they are unpacked beside each other under a name that holds
the hash of the archive. Several first runs at a time do not disturb each other: whoever is first gives the folder its name.
"""

import hashlib
import os
import shutil
import sys
import tempfile
import zipfile

BUILT_FOR = "@BUILT_FOR@"  # "3.11 linux-x86_64"; filled in by build_pyz.py


def cache_base():
    """$PLANCHECK_CACHE_DIR, else the user's cache folder of the platform."""
    given = os.environ.get("PLANCHECK_CACHE_DIR")
    if given:
        return given
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "plancheck")


def unpack(archive, folder):
    """Put the archive's `site/` into `folder`, whole or not at all."""
    parent = os.path.dirname(folder)
    os.makedirs(parent, mode=0o700, exist_ok=True)
    partial = tempfile.mkdtemp(prefix="unpacking-", dir=parent)
    try:
        with zipfile.ZipFile(archive) as pack:
            for name in pack.namelist():
                if name.startswith("site/") and not name.endswith("/"):
                    pack.extract(name, partial)
        try:
            os.rename(partial, folder)
        except OSError:
            if not os.path.isdir(folder):
                raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def main():
    """Find or make the unpacked folder and run plancheck from it."""
    version, _, platform = BUILT_FOR.partition(" ")
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if here != version:
        sys.stderr.write(f"plancheck: this file is for Python {version} on {platform}; this is Python {here}\n")
        return 2
    archive = os.path.dirname(os.path.abspath(__file__))  # the .pyz itself
    with open(archive, "rb") as file:
        mark = hashlib.sha256(file.read()).hexdigest()[:20]
    folder = os.path.join(cache_base(), "pyz-" + mark)
    if not os.path.isdir(folder):
        try:
            unpack(archive, folder)
        except OSError as error:
            folder = tempfile.mkdtemp(prefix="plancheck-")
            import atexit

            atexit.register(shutil.rmtree, folder, ignore_errors=True)
            os.rmdir(folder)
            try:
                unpack(archive, folder)
            except OSError:
                sys.stderr.write(f"plancheck: cannot unpack: {error}\n")
                return 2
    sys.path[0] = os.path.join(folder, "site")
    from checker.cli.main import main as plancheck

    return plancheck()


if __name__ == "__main__":
    sys.exit(main())
