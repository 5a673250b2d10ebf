"""A user's own pydantic model as a front matter schema: imported from the folder of the configuration that names it."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module, invalidate_caches
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from caselint.config.config import ModelName
from caselint.config.problems import ConfigError, ConfigProblem, nearest, shorten
from caselint.content.yaml import Node
from caselint.findings import Span
from caselint.kinds.annotated import words_of
from caselint.kinds.document import plain
from caselint.kinds.front_matter_schema import FrontMatterSchema
from caselint.kinds.opened import opened_files
from caselint.kinds.violations import Violation, Violations
from caselint.kinds.words import Said

if TYPE_CHECKING:
    from pydantic import BaseModel

# What caselint itself, or Python, brings along: it is known by other means than its files.
_NOT_THE_USERS = ("caselint", "pydantic", "pydantic_core", "annotated_types", "typing_extensions", "typing_inspection")
_OF_PYTHON = "_sysconfigdata"  # how the name of a module of Python starts that its list of modules leaves out
_imported: dict[Path, dict[str, ModuleType]] = {}
_opened: dict[Path, set[Path]] = {}


@dataclass(frozen=True)
class ModelSchema(FrontMatterSchema):
    """A pydantic model that front matter is held against.

    Attributes:
        files: the files that it was imported from, and those that were read meanwhile: what an answer depends on,
            besides the page.
    """

    name: ModelName
    model: "type[BaseModel]"
    files: tuple[Path, ...]

    @classmethod
    def load(cls, name: ModelName) -> "ModelSchema":
        """Import the model. This runs the code of its module, and only a configuration may ask for it.

        Raises:
            ConfigError: there is no such module or model, importing it fails, or it is none.
        """
        module = _module(name)
        model = _model(name, module)
        modules = {id(each): each for each in (module, *_imported.get(name.folder, {}).values())}
        files = {Path(each.__file__) for each in modules.values() if each.__file__} | _opened.get(name.folder, set())
        return cls(name, model, tuple(sorted(file for file in files if file.is_file())))

    @cached_property
    def words(self) -> frozenset[str]:
        return words_of(self.schema)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The model as JSON Schema, for what its keys are called and hold; empty where it cannot be one."""
        try:
            return self.model.model_json_schema()
        except Exception:  # noqa: BLE001 - of a type that JSON does not know pydantic raises this and that
            return {}

    def judge(self, root: Node | None, end: Span) -> list[Violation]:
        from pydantic import ValidationError

        from caselint.kinds.model_errors import collect_errors

        instance: Any = plain(root) if root is not None else {}
        try:
            with redirect_stdout(StringIO()):  # what a validator prints is no finding
                self._validate(instance)
        except ValidationError as error:
            return collect_errors(error.errors(include_url=False, include_input=False), self.schema, root, end)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a validator of the user's own may raise anything
            found = Violations(self.schema, root, end)
            found.say((), Said(f"{self.name} fails on it: {_what(error, self.name.folder)}", "mend the model"))
            return found.sorted()
        return []

    def _validate(self, instance: Any) -> None:
        """As JSON, in which a date is a text that is read as one, in a strict model too."""
        text = json.dumps(instance)
        if "\\ud" in text and not _is_unicode(instance):
            self.model.model_validate(instance)  # half a surrogate pair, which JSON cannot say
        else:
            self.model.model_validate_json(text)


def _is_unicode(instance: Any) -> bool:
    try:
        json.dumps(instance, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _module(name: ModelName) -> ModuleType:
    try:
        import pydantic  # noqa: F401 - what it imports is not the user's

        opened = opened_files(_opened.setdefault(name.folder, set()))
        with _on_path(name.folder), redirect_stdout(StringIO()), opened:
            return import_module(name.module)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{name.module}.".startswith(f"{error.name}."):
            raise _problem(name, f"cannot be imported: {_what(error, name.folder)}") from None
        near = nearest(name.module, (path.stem for path in name.folder.glob("*.py")))
        message = f"there is no module {error.name}, neither beside the configuration nor among the installed packages"
        raise _problem(name, message, None if near is None else f"{near}:{name.name}") from None
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever the user's module does
        raise _problem(name, f"cannot be imported: {_what(error, name.folder)}") from None


def _model(name: ModelName, module: ModuleType) -> "type[BaseModel]":
    from pydantic import BaseModel

    found = getattr(module, name.name, None)
    if not isinstance(found, type) or not issubclass(found, BaseModel):
        models = [
            key for key, value in vars(module).items() if isinstance(value, type) and issubclass(value, BaseModel)
        ]
        near = nearest(name.name, (key for key in models if key != "BaseModel"))
        said = "has no" if found is None else "has no pydantic model"
        raise _problem(name, f"{name.module} {said} {name.name}", None if near is None else f"{name.module}:{near}")
    try:
        found.model_rebuild()
    except Exception as error:  # noqa: BLE001 - whatever its annotations do
        raise _problem(name, f"is not complete: {_what(error, name.folder)}") from None
    return found


@contextmanager
def _on_path(folder: Path) -> Iterator[None]:
    """With `folder` first among the places that modules come from; afterwards last, where it hides nothing.

    Modules of another configuration's folder that have the same names are put aside meanwhile. Nothing is written.
    """
    for other, modules in _imported.items():
        for module in modules if other != folder else ():
            if sys.modules.get(module) is modules[module]:
                del sys.modules[module]
    sys.modules.update(_imported.get(folder, {}))
    before, writes = dict(sys.modules), sys.dont_write_bytecode
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    invalidate_caches()
    try:
        yield
    finally:
        sys.dont_write_bytecode = writes
        sys.path.remove(str(folder))
        if str(folder) not in sys.path:
            sys.path.append(str(folder))
        new = {key: module for key, module in list(sys.modules.items()) if before.get(key) is not module}
        _imported.setdefault(folder, {}).update(_users(new))


def _users(modules: Mapping[str, ModuleType]) -> dict[str, ModuleType]:
    """Of modules those that are neither Python's nor brought by caselint."""
    found = {}
    for name, module in modules.items():
        top = name.partition(".")[0]
        brought = top in sys.stdlib_module_names or top in _NOT_THE_USERS or top.startswith(_OF_PYTHON)
        if not brought and isinstance(module, ModuleType):
            found[name] = module
    return found


def _what(error: BaseException, folder: Path) -> str:
    """What went wrong in the user's code, and in which line of it."""
    kind, said = type(error).__name__, " ".join(str(error).split())
    if isinstance(error, SyntaxError):
        return f"{_shown(error.filename, folder)}:{error.lineno}: {error.msg}"
    trace, place = error.__traceback__, ""
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        if Path(path).is_relative_to(folder):
            place = f"{_shown(path, folder)}:{trace.tb_lineno}: "
        trace = trace.tb_next
    return place + shorten(f"{kind}: {said}" if said else kind, 200)


def _shown(path: str | None, folder: Path) -> str:
    if path is None:
        return "the module"
    return Path(path).relative_to(folder).as_posix() if Path(path).is_relative_to(folder) else path


def _problem(name: ModelName, message: str, suggestion: str | None = None) -> ConfigError:
    path, line, column = name.place
    said = message if message.startswith(("there is", f"{name.module} ")) else f"{name} {message}"
    return ConfigError([ConfigProblem(path, line, column, f"`front-matter`: {said}", suggestion)])
