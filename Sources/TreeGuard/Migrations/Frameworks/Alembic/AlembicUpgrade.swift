/// The program that brings one revision in, or takes it back, by the project's own Alembic. The address comes from the environment, and takes the
/// place of the one in alembic.ini, which may be another database's; an env.py that reads DATABASE_URL finds the same.
enum AlembicUpgrade {
    static let source = #"""
        from os import environ, getcwd
        from sys import argv, path

        # A folder called alembic must not hide the package.
        path[:] = [folder for folder in path if folder not in ("", getcwd())]
        from alembic import command
        from alembic.config import Config

        settings, section, scripts = argv[1:4]
        if not settings:
            config = Config()
            config.set_main_option("script_location", scripts.replace("%", "%%"))
        elif settings.endswith(".toml"):
            config = Config(toml_file=settings)
        else:
            config = Config(settings, ini_section=section)
        known = config.get_main_option("sqlalchemy.url") or ""
        scheme = known.split("://")[0] if known.startswith("postgres") else "postgresql"
        address = scheme + "://" + environ["DATABASE_URL"].split("://", 1)[1]
        config.set_main_option("sqlalchemy.url", address.replace("%", "%%"))
        act = environ.get("TREEGUARD_ACT", "upgrade")
        if act == "current":
            command.current(config)
        else:
            getattr(command, act)(config, environ["TREEGUARD_REVISION"])
        """#
}
