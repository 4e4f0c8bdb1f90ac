"""Values: frozen, slotted dataclasses that cost a fortieth of the standard library's to define.

`dataclasses.dataclass` compiles several functions from source text for each class, about a millisecond a class, and
`postlint check` of one post defines more than sixty: two fifths of the time it may take, from a cold process. The
functions here are shared by all classes instead. What the standard library knows of dataclasses holds for a value:
`is_dataclass`, `fields`, `replace`, `asdict`, comparison, hashing, pickling, `__post_init__`, `__match_args__`.
Making an instance is a little slower, which counts nowhere. `benchmarks/cold_start.py` measures what it saves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast, dataclass_transform

T = TypeVar("T")
_NOTHING: Any = object()
_set = object.__setattr__


class _Field:
    """What a field says beside its name and type."""

    __slots__ = ("default", "default_factory", "metadata", "repr")

    def __init__(self, default: Any, default_factory: Any, shown: bool, metadata: Mapping[str, Any]) -> None:
        self.default = default
        self.default_factory = default_factory
        self.repr = shown
        self.metadata = metadata

    @property
    def is_required(self) -> bool:
        return self.default is _NOTHING and self.default_factory is _NOTHING


def field(
    *,
    default: Any = _NOTHING,
    default_factory: Callable[[], Any] = _NOTHING,
    repr: bool = True,  # noqa: A002 - the standard library's name
    metadata: Mapping[str, Any] | None = None,
) -> Any:
    """Describe a field, as `dataclasses.field` does."""
    return _Field(default, default_factory, repr, metadata or {})


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a class a value: a frozen dataclass whose instances have slots."""
    names = tuple(cls.__annotations__)
    described = {name: _described(cls.__dict__.get(name, _NOTHING)) for name in names}
    body = {key: item for key, item in cls.__dict__.items() if key not in (*names, "__dict__", "__weakref__")}
    body |= {
        "__slots__": names,
        "__match_args__": names,
        "__value_fields__": described,
        "__dataclass_fields__": _StandardFields(),
        "__init__": _init(cls.__name__, described, "__post_init__" in cls.__dict__),
    }
    for name, method in _METHODS.items():
        # A class without a __hash__ of its own has None there if it writes an __eq__.
        if name not in cls.__dict__ or cls.__dict__[name] is None:
            body[name] = method
    make: Any = type(cls)
    return cast("type[T]", make(cls.__name__, cls.__bases__, body))


def holds_fields(cls: object) -> bool:
    """Say whether a class was made by `frozen`, or is a standard dataclass."""
    return hasattr(cls, "__value_fields__") or "__dataclass_fields__" in getattr(cls, "__dict__", ())


def described_fields(cls: type) -> Mapping[str, _Field]:
    """Return name → description of the fields of a value class, or of a standard dataclass."""
    if hasattr(cls, "__value_fields__"):
        return cast("Mapping[str, _Field]", cls.__value_fields__)
    import dataclasses

    def known(item: Any) -> Any:
        return _NOTHING if item is dataclasses.MISSING else item

    return {
        item.name: _Field(known(item.default), known(item.default_factory), item.repr, item.metadata)
        for item in dataclasses.fields(cls)
        if item.init
    }


def replace(old: T, **changes: Any) -> T:
    """Return a value with some fields changed, as `dataclasses.replace` does."""
    kept = {name: getattr(old, name) for name in described_fields(type(old)) if name not in changes}
    return type(old)(**kept, **changes)


def _described(written: Any) -> _Field:
    return written if isinstance(written, _Field) else _Field(written, _NOTHING, True, {})


def _init(title: str, described: Mapping[str, _Field], has_more: bool) -> Callable[..., None]:
    names = tuple(described)
    defaults = {name: one.default for name, one in described.items() if one.default is not _NOTHING}
    factories = {name: one.default_factory for name, one in described.items() if one.default_factory is not _NOTHING}

    count = len(names)

    def init(self: Any, *args: Any, **given: Any) -> None:
        if len(args) == count and not given:  # how those are made of which there are many
            for name, item in zip(names, args):  # noqa: B905 - they are as many
                _set(self, name, item)
            if has_more:
                self.__post_init__()
            return
        for name, item in zip(names, args):  # noqa: B905 - too many is told below, too few is the rest's part
            _set(self, name, item)
        for name in names[len(args) :]:
            if name in given:
                _set(self, name, given.pop(name))
            elif name in defaults:
                _set(self, name, defaults[name])
            elif name in factories:
                _set(self, name, factories[name]())
            else:
                raise TypeError(f"{title}() misses the argument '{name}'")
        if given or len(args) > len(names):
            surplus = f"the argument '{next(iter(given))}'" if given else f"{len(args)} arguments"
            raise TypeError(f"{title}() does not take {surplus}" + (" twice" if given.keys() & set(names) else ""))
        if has_more:
            self.__post_init__()

    return init


class _StandardFields:
    """What `dataclasses` asks of a class, made when it asks: importing it alone costs ten milliseconds."""

    def __get__(self, instance: object, owner: type) -> Mapping[str, Any]:
        import dataclasses

        rows: list[tuple[str, Any, Any]] = []
        for name, one in described_fields(owner).items():
            more: dict[str, Any] = {"repr": one.repr, "metadata": one.metadata}
            if one.default is not _NOTHING:
                more["default"] = one.default
            elif one.default_factory is not _NOTHING:
                more["default_factory"] = one.default_factory
            rows.append((name, owner.__annotations__[name], dataclasses.field(**more)))
        standard: Any = dataclasses.make_dataclass(owner.__name__, rows)
        made = cast("Mapping[str, Any]", standard.__dataclass_fields__)
        type.__setattr__(owner, "__dataclass_fields__", made)  # in the place of this: it is asked for often
        return made


def _values(self: Any) -> tuple[Any, ...]:
    return tuple([getattr(self, name) for name in self.__slots__])


def _repr(self: Any) -> str:
    shown = (f"{name}={getattr(self, name)!r}" for name, one in self.__value_fields__.items() if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _eq(self: Any, other: object) -> bool:
    return _values(self) == _values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))


def _setattr(self: Any, name: str, _: object) -> None:
    raise AttributeError(f"cannot change '{name}': a {type(self).__name__} is frozen")


def _delattr(self: Any, name: str) -> None:
    raise AttributeError(f"cannot delete '{name}': a {type(self).__name__} is frozen")


def _getstate(self: Any) -> tuple[Any, ...]:
    return _values(self)


def _setstate(self: Any, state: tuple[Any, ...]) -> None:
    for name, item in zip(self.__slots__, state, strict=True):
        _set(self, name, item)


_METHODS: dict[str, Callable[..., Any]] = {
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _setattr,
    "__delattr__": _delattr,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
