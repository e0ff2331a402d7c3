/// The program that asks Alembic, in the project's own Python, to render revisions offline: what
/// `alembic upgrade PARENT:REVISION --sql` prints, or `alembic downgrade REVISION:PARENT --sql`, for many revisions in one
/// start.
///
/// Offline, Alembic does not connect. That env.py does not either is seen to here: SQLAlchemy's and libpq's ways in
/// refuse, and so does every socket of Python's own. It is no sandbox, and is not taken for one (decision 0007).
enum AlembicRenderer {
    static let source = #"""
        from io import StringIO
        from json import load
        from os import dup, dup2, fdopen, getcwd
        from re import sub
        from sys import addaudithook, path, stdin

        def refuse(*arguments, **named):
            raise RuntimeError("rendering is offline, and something tried to connect")

        def hook(event, arguments):
            if event == "socket.connect":
                refuse()

        # A folder called alembic must not hide the package.
        path[:] = [folder for folder in path if folder not in ("", getcwd())]
        try:
            from alembic.config import Config
            from alembic.runtime.environment import EnvironmentContext
            from alembic.script import ScriptDirectory
            from sqlalchemy.engine.default import DefaultDialect
        except ImportError:
            raise SystemExit(42)
        addaudithook(hook)
        DefaultDialect.connect = refuse
        for name in ("psycopg2", "psycopg"):
            try:
                module = __import__(name)
            except Exception:
                continue
            module.connect = refuse
            if hasattr(module, "Connection"):
                module.Connection.connect = refuse

        request = load(stdin)
        results = fdopen(dup(1), "wb")
        # Whatever the project prints is not the answer.
        dup2(2, 1)

        def answer(word, name, text):
            data = text.encode("utf-8", "replace")
            results.write(f"{word} {name} {len(data)}\n".encode() + data + b"\n")
            results.flush()

        def why(error):
            text = f"{type(error).__name__}: {error}".strip().splitlines()[0]
            return sub(r"://[^/\s]*@", "://***@", text)[:300]

        def configuration():
            file = request["settings"]
            if file is None:
                config = Config()
                config.set_main_option("script_location", request["scripts"].replace("%", "%%"))
            elif file.endswith(".toml"):
                config = Config(toml_file=file)
            else:
                config = Config(file, ini_section=request["section"])
            scheme = "postgresql"
            try:
                url = config.get_main_option("sqlalchemy.url") or ""
                if url.startswith("postgres"):
                    scheme = url.split("://")[0]
            except Exception:
                pass
            config.set_main_option("sqlalchemy.url", scheme + "://treeguard@treeguard.invalid/treeguard")
            return config

        def render(name, parents):
            config = configuration()
            config.output_buffer = StringIO()
            script = ScriptDirectory.from_config(config)

            def up(heads, context):
                return [step for step in script._upgrade_revs(name, heads) if step.revision.revision == name]

            def down(heads, context):
                return [step for step in script._downgrade_revs(below, heads) if step.revision.revision == name]

            below = parents[0] if parents else "base"
            act = request["act"]
            if act == "upgrade":
                way = dict(fn=up, starting_rev=tuple(parents) or None, destination_rev=name)
            else:
                way = dict(fn=down, starting_rev=(name,), destination_rev=below)
            with EnvironmentContext(config, script, as_sql=True, **way):
                script.run_env()
            text = config.output_buffer.getvalue()
            if f"-- Running {act} " not in text:
                raise RuntimeError("env.py rendered nothing")
            return text

        for name, parents in request["revisions"]:
            try:
                text = render(name, parents)
            except (KeyboardInterrupt, GeneratorExit):
                raise
            except BaseException as error:
                answer("failed", name, why(error))
            else:
                answer("ok", name, text)
        """#
}
