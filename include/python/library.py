"""The part of the wheel that is not Python: the extension, built before.

NEWSEXT_LIBRARY is its file (default: what `make` built), NEWSEXT_PLATFORM the tag of the platform that it is for,
NEWSEXT_LICENSES the terms of what is in it, where they are at hand.
"""
import os
import sysconfig

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Library(BuildHookInterface):
    def initialize(self, version, build_data):
        library = os.environ.get("NEWSEXT_LIBRARY", os.path.join(self.root, "../../newsext.so"))
        if not os.path.exists(library):
            raise FileNotFoundError(f"{library} is not there: run make first, or say NEWSEXT_LIBRARY=file")
        platform = os.environ.get("NEWSEXT_PLATFORM") or sysconfig.get_platform().replace("-", "_").replace(".", "_")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform}"
        build_data["force_include"][library] = "newsext/newsext" + os.path.splitext(library)[1]
        if os.environ.get("NEWSEXT_LICENSES"):
            build_data["force_include"][os.environ["NEWSEXT_LICENSES"]] = "newsext/LICENSES"
