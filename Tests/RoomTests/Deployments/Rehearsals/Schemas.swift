import Testing
import TreeGuardDeployments

@Suite struct Schemas {
    @Test func whatSaysNothingOfTheSchemaIsLeftOut() {
        let first = SchemaText("-- Dumped from 15.1\nSET x = 1;\n\\restrict a\nCREATE TABLE t (\n    a integer\n);\n")
        let second = SchemaText("-- Dumped from 16.2\n\n\\restrict b\nCREATE TABLE t (\n    a integer\n);\n")
        #expect(first.differences(to: second) == [])
    }

    @Test func whatIsGoneAndWhatIsLeftAreTold() {
        let first = SchemaText("CREATE TABLE t (\n    a integer\n);\n")
        let second = SchemaText("CREATE TABLE t (\n    a integer,\n    b text\n);\n")
        #expect(first.differences(to: second).sorted() == ["+     a integer,", "+     b text", "-     a integer"])
    }

    @Test(arguments: [
        ("postgis", "apt-get install postgresql-15-postgis-3"),
        ("plpython3u", "apt-get install postgresql-plpython3-15"),
        ("our_own", "apt-cache search postgresql-15"),
    ]) func anExtensionsPackageIsNamed(name: String, command: String) {
        #expect(CopiedSurroundings.package(of: name, majorVersion: 15) == command)
    }
}
