"""What the style guide marks as checked and neither the linters nor the import contracts can see."""

import ast
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
APP = ROOT / "app"
MIGRATIONS = sorted((ROOT / "migrations").rglob("*.py"))
MODULES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text()) for path in sorted(APP.rglob("*.py"))
}
ASKING = ("app/queries/", "app/ingest/storing/", "app/db/")
QUERIES = {"select", "insert", "update", "delete", "union", "union_all", "exists", "text", "literal_column"}
AT_THE_EDGES = ("app/cli/", "app/web/app.py", "app/settings.py")


def imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Every imported name with its module; a module itself has no name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)


def called(tree: ast.AST) -> set[str]:
    """The name of everything that is called, without what it belongs to."""
    calls = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    attributes = {function.attr for function in calls if isinstance(function, ast.Attribute)}
    return attributes | {function.id for function in calls if isinstance(function, ast.Name)}


def broken(rule: Callable[[str, ast.Module], Iterable[str]]) -> dict[str, list[str]]:
    """The modules that break a rule, and by what."""
    found = {name: sorted(rule(name, tree)) for name, tree in MODULES.items()}
    return {name: names for name, names in found.items() if names}


def test_there_is_something_to_check() -> None:
    assert len(MODULES) > 100
    assert len(MIGRATIONS) >= 3
    assert "select" in from_sqlalchemy(MODULES["app/queries/statements.py"])
    assert "commit" in called(MODULES["app/db/migrating.py"])


def from_sqlalchemy(tree: ast.AST) -> set[str]:
    return {what for module, what in imported(tree) if module.split(".")[0] == "sqlalchemy"}


def test_sql_stands_only_in_queries_storing_and_db() -> None:
    assert (
        broken(lambda name, tree: from_sqlalchemy(tree) & QUERIES if not name.startswith(ASKING) else ())
        == {}
    )


def test_no_sql_is_written_as_text() -> None:
    assert broken(lambda _, tree: from_sqlalchemy(tree) & {"text", "literal_column"}) == {}
    written = [
        (name, ast.unparse(node.args[0]))
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "exec_driver_sql"
    ]
    # The one command that has no other form.
    assert written == [("app/ingest/storing/runs.py", "'VACUUM (ANALYZE)'")]


def test_settings_are_read_at_the_edges() -> None:
    def read(name: str, tree: ast.AST) -> set[str]:
        if name.startswith(AT_THE_EDGES):
            return set()
        whole = {
            module if module == "app.settings" else f"{module}.{what}" for module, what in imported(tree)
        }
        return whole & {"app.settings", "os.environ", "os.getenv"}

    assert broken(read) == {}


def test_nobody_else_commits() -> None:
    ending = {"commit", "rollback", "begin_nested"}
    assert broken(lambda name, tree: ending & called(tree) if not name.startswith("app/db/") else ()) == {}


def test_a_migration_does_not_import_the_program() -> None:
    trees = [ast.parse(path.read_text()) for path in MIGRATIONS]
    assert {module.split(".")[0] for tree in trees for module, _ in imported(tree)} <= {
        "alembic",
        "sqlalchemy",
    }


def test_nothing_is_called_helper_and_every_module_says_what_it_is() -> None:
    nameless = {"util", "utils", "helper", "helpers", "common", "manager", "service", "services", "misc"}
    assert broken(lambda name, _: nameless & set(Path(name).with_suffix("").parts)) == {}
    assert broken(lambda _, tree: () if ast.get_docstring(tree) else ["no docstring"]) == {}


def test_a_private_name_is_used_only_in_its_module() -> None:
    def private(_: str, tree: ast.AST) -> list[str]:
        ours = [what for module, what in imported(tree) if module.split(".")[0] == "app"]
        return [what for what in ours if what.startswith("_")]

    assert broken(private) == {}
