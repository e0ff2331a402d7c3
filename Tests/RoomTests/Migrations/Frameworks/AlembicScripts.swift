import Testing

@testable import TreeGuardMigrations
@testable import TreeGuardSchema

/// Revisions read from the text of their scripts.
@Suite struct AlembicScriptTexts {
    private func read(_ text: String) -> Result<AlembicRevision, AlembicRevision.Obstacle> {
        Result { () throws(AlembicRevision.Obstacle) in try AlembicRevision(reading: Array(text.utf8)) }
    }

    @Test(arguments: [
        ("revision = 'a'\ndown_revision = None\n", AlembicRevision(id: "a")),
        ("revision=\"a\";down_revision='b'", AlembicRevision(id: "a", parents: ["b"])),
        ("revision: str = 'a'\ndown_revision: Union[str, None] = 'b'\n", AlembicRevision(id: "a", parents: ["b"])),
        (
            "revision = 'a'\ndown_revision = (\n    'b',  # one\n    'c',\n)\n",
            AlembicRevision(id: "a", parents: ["b", "c"])
        ),
        ("revision = 'a'\ndown_revision = 'b', 'c'\n", AlembicRevision(id: "a", parents: ["b", "c"])),
        ("revision = 'a'\ndown_revision = ['b']\n", AlembicRevision(id: "a", parents: ["b"])),
        ("revision = 'a'\ndown_revision = ('b')\n", AlembicRevision(id: "a", parents: ["b"])),
        ("revision = 'a'\ndown_revision = ()\n", AlembicRevision(id: "a")),
        ("\u{FEFF}revision = 'a'\r\ndown_revision = 'b'\r\n", AlembicRevision(id: "a", parents: ["b"])),
        ("revision = ('a' \"b\"\n  'c')\ndown_revision = \\\n  None\n", AlembicRevision(id: "abc")),
        ("revision = r'a'\ndown_revision = u'\\x62\\u0063'\n", AlembicRevision(id: "a", parents: ["bc"])),
        ("revision = '''a'''\ndown_revision = \"\"\"b\"\"\"\n", AlembicRevision(id: "a", parents: ["b"])),
        ("down_revision = revision = 'a'\ndown_revision = 'b'\n", AlembicRevision(id: "a", parents: ["b"])),
        (
            "\"\"\"revision = 'no'\n\"\"\"\n# revision = 'no'\nrevision = 'a'\ndown_revision = None\n"
                + "def upgrade():\n    revision = 'no'\n    x = {'revision': 1}\n",
            AlembicRevision(id: "a")
        ),
        (
            "revision = 'a'\ndown_revision = None\nbranch_labels = ('x', 'y')\ndepends_on = 'z'\n",
            AlembicRevision(id: "a", dependencies: ["z"], labels: ["x", "y"])
        ),
        ("# -*- coding: latin-1 -*-\n# \u{e9}\nrevision = 'a'\ndown_revision = None\n", AlembicRevision(id: "a")),
    ])
    func areReadWithoutBeingRun(text: String, revision: AlembicRevision) {
        #expect(read(text) == .success(revision))
    }

    @Test(arguments: [
        "revision = f'a{x}'\ndown_revision = None\n", "revision = NAME\ndown_revision = None\n",
        "revision = 'a' + 'b'\ndown_revision = None\n", "revision = 'a'\ndown_revision = PARENT\n",
        "revision = 'a'\ndown_revision = ('b', PARENT)\n", "revision = 'a'\ndown_revision = b'c'\n",
        "revision = 'a'\nif x:\n    down_revision = 'b'\n", "revision = 'a'\ndown_revision = 'b' if x else 'c'\n",
        "revision, down_revision = 'a', 'b'\n", "revision = 'a'\n", "revision = 'a\ndown_revision = None\n",
        "revision = 1\ndown_revision = None\n", "revision = 'a'\ndown_revision = None\ndepends_on = make()\n",
        "def upgrade(): pass\n", "", "revision = 'a'\ndown_revision = ['b'\n",
    ])
    func whatOnlyRunningWouldTellIsRefused(text: String) {
        guard case .failure = read(text) else {
            Issue.record("\(text) was read as \(read(text))")
            return
        }
    }

    @Test(arguments: [
        ("context.configure(version_table='v', version_table_schema=\"s\")", AlembicTable(name: "v", schema: "s")),
        ("TABLE = 'v'\ncontext.configure(\n    version_table=TABLE,\n)", AlembicTable(name: "v")),
        ("args = {'version_table_schema': 's'}", AlembicTable(schema: "s")),
        ("context.configure(version_table=config.get_main_option('mine'))", AlembicTable(name: "said")),
        ("context.configure(version_table_schema=None)", AlembicTable()),
        ("context.configure(version_table=name())", AlembicTable(computed: "version_table")),
        (
            "configure(version_table_schema='a')\nconfigure(version_table_schema='b')",
            AlembicTable(computed: "version_table_schema")
        ),
        ("# version_table='x'\ncontext.configure(url=url)", AlembicTable()),
    ])
    func environmentsNameTheirTable(text: String, table: AlembicTable) {
        #expect(AlembicTable(environment: Array(text.utf8)) { $0 == "mine" ? "said" : nil } == table)
    }

    @Test func aClosureHoldsAllThatWasNeeded() {
        let graph = AlembicGraph([
            AlembicRevision(id: "a", labels: ["main"]), AlembicRevision(id: "b", parents: ["a"]),
            AlembicRevision(id: "c", parents: ["a"]), AlembicRevision(id: "d", parents: ["b", "c"]),
            AlembicRevision(id: "x", dependencies: ["main"]), AlembicRevision(id: "y", parents: ["x"]),
        ])
        #expect(graph.order == ["a", "b", "c", "d", "x", "y"])
        #expect(graph.heads == ["d", "y"])
        #expect(graph.closure(of: ["y"]) == ["y", "x", "a"])
        #expect(graph.closure(of: ["d"]) == ["a", "b", "c", "d"])
        #expect(graph.circle.isEmpty && graph.unknown.isEmpty)
    }
}
