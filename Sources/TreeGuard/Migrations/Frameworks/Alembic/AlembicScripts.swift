import TreeGuardBase
import TreeGuardSchema

/// The scripts of one environment in one tree: those that can be read, and those that cannot.
struct AlembicScripts {
    private let place: AlembicPlace
    private var revisions: [(file: Folder.File, revision: AlembicRevision)] = []
    private var unreadable: [(file: Folder.File, why: String)] = []
    private let graph: AlembicGraph

    init(_ files: [Folder.File], of place: AlembicPlace, _ contents: FileContents) {
        self.place = place
        for file in files {
            guard let source = contents[file.wanted] else {
                unreadable.append((file, "could not be read"))
                continue
            }
            do throws(AlembicRevision.Obstacle) {
                revisions.append((file, try AlembicRevision(reading: source)))
            } catch {
                // A folder called `versions` may hold anything; only what looks like a revision is taken for one.
                if !place.isGuessed || AlembicRevision.isLikely(source) { unreadable.append((file, error.description)) }
            }
        }
        graph = AlembicGraph(revisions.map(\.revision))
    }

    var isEmpty: Bool { revisions.isEmpty && unreadable.isEmpty }

    var migrations: [Migration] {
        let places = Dictionary(uniqueKeysWithValues: graph.order.enumerated().map { ($1, $0 + 1) })
        let last = graph.order.count + 1
        var seen = Set<String>()
        return revisions.map { file, revision in
            // Of two with one revision, the second has no place of its own.
            let number = seen.insert(revision.id).inserted ? places[revision.id] ?? last : last
            return migration(
                file, id: revision.id,
                at: Position(
                    numbers: [WrittenNumber(number)], suffix: number == last ? file.path.text : revision.id,
                    name: file.stem))
        } + unreadable.map { file, _ in migration(file, id: nil, at: Position(numbers: [], name: file.stem)) }
    }

    private func migration(_ file: Folder.File, id: String?, at position: Position) -> Migration {
        var name = file.stem
        if let id, name.hasPrefix(id + "_") { name.removeFirst(id.count + 1) }
        return Migration(
            path: file.path, identity: .init(framework: "alembic", key: id ?? file.path.text), version: id ?? "",
            name: name, sequence: place.scripts, position: position, content: file.content,
            requires: id.map(graph.requirements) ?? [])
    }

    var problems: [Problem] { unreadProblems + twiceProblems + parentProblems + circleProblems + headProblems }

    private var unreadProblems: [Problem] {
        unreadable.map { file, why in
            Problem(
                .unreadable, .error, [file.path], "\(file.path) \(why)",
                help: "write it as Alembic's template does, for example revision = \"1975ea83b712\", "
                    + "or move the file out of the folder")
        }
    }

    private var twiceProblems: [Problem] {
        Dictionary(grouping: revisions, by: \.revision.id).filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map
        {
            id, files in
            Problem(
                .revisionTwice, .error, files.map(\.file.path).sorted(),
                "revision \(Escaped(id)) is in \(files.count) files: Alembic would use one of them and drop the others",
                help: "give each a revision of its own: alembic revision makes a new one")
        }
    }

    private var parentProblems: [Problem] {
        graph.unknown.sorted { $0.key < $1.key }.map { id, names in
            let list = names.sorted().map { "\(Escaped($0))" }.joined(separator: ", ")
            return Problem(
                .parentMissing, .error, paths(of: [id]),
                "revision \(Escaped(id)) follows \(list), which no file in \(home) has",
                help: "add the missing revision, or set down_revision to one that is there: alembic history")
        }
    }

    private var circleProblems: [Problem] {
        // What hangs on a missing parent is no circle: such parents do not count.
        guard !graph.circle.isEmpty else { return [] }
        let list = graph.circle.map { "\(Escaped($0))" }.joined(separator: ", ")
        return [
            Problem(
                .revisionCircle, .error, paths(of: graph.circle),
                "the revisions \(list) follow each other in a circle: none of them can be the first",
                help: "correct down_revision or depends_on in one of them")
        ]
    }

    private var headProblems: [Problem] {
        let heads = graph.heads
        guard heads.count > 1 else { return [] }
        let list = heads.map { "\(Escaped($0))" }.joined(separator: ", ")
        return [
            Problem(
                .severalHeads, .warning, paths(of: heads),
                "\(home) would have \(heads.count) heads, \(list): alembic upgrade head refuses to choose",
                help: "join them: alembic merge heads; where the branches are meant, run alembic upgrade heads")
        ]
    }

    private var home: String { place.scripts.bytes.isEmpty ? "the root" : "\(place.scripts)" }

    private func paths(of ids: [String]) -> [RepositoryPath] {
        revisions.filter { ids.contains($0.revision.id) }.map(\.file.path).sorted()
    }
}
