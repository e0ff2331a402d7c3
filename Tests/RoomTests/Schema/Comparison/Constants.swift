import Testing
import TreeGuardSQL
import TreeGuardSchema

/// One value in two spellings, type by type; the server's own spelling is on the right.
@Suite struct Constants {
    private func compare(_ type: String, _ written: String, _ printed: String) -> Outcome? {
        guard let a = SQL.expression(in: "c = '\(written)'"), let b = SQL.expression(in: "c = '\(printed)'::\(type)")
        else { return nil }
        return ExpressionComparison().compare(a, b)
    }

    @Test(arguments: [
        ("text", "a", "a"), ("uuid", "{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
        ("numeric", "1.50", "1.5"),
        ("numeric", "-0.5e1", "-5"), ("numeric", "007", "7"), ("float8", ".5", "0.5"), ("bool", "yes", "t"),
        ("date", " 2020-01-02 ", "2020-01-02"),
        ("timestamp", "2020-01-02T03:04", "2020-01-02 03:04:00"), ("timestamp", "2020-01-02", "2020-01-02 00:00:00"),
        ("timestamp", "2020-01-02 03:04:05.600", "2020-01-02 03:04:05.6"),
        ("timestamptz", "2020-01-01T00:00:00Z", "2020-01-01 00:00:00+00"),
        ("timestamptz", "2020-01-01 00:30+01", "2019-12-31 23:30:00+00"),
        ("timestamptz", "2020-03-01 00:00-0530", "2020-03-01 05:30:00+00"),
        ("timestamptz", "2020-01-01 00:00:00+00", "2020-01-01 09:00:00+09"), ("time", "12:00", "12:00:00"),
        ("interval", "1 day", "1 day"), ("interval", "24 hours", "24:00:00"), ("interval", "90 min", "01:30:00"),
        ("interval", "1 week", "7 days"), ("interval", "1.5 hours", "01:30:00"),
        ("interval", "1 year 1 month", "1 year 1 mon"), ("interval", "-1 day", "-1 days"),
        ("interval", "13 months", "1 year 1 mon"), ("interval", "1day 2h", "1 day 02:00:00"),
        ("jsonb", "{\"b\":1, \"a\":[true,null]}", "{\"a\": [true, null], \"b\": 1}"), ("jsonb", "1.0", "1.00"),
        ("jsonb", "{\"a\":1,\"a\":2}", "{\"a\": 2}"),
        ("text[]", "{a, b}", "{a,b}"), ("integer[]", "{ 1 ,2}", "{1,2}"), ("bytea", "\\xAB", "\\xab"),
        ("public.mood", "sad", "sad"), ("inet", "::1", "::1"),
    ])
    func oneValueIsOneValue(type: String, written: String, printed: String) {
        #expect(compare(type, written, printed) == .same)
    }

    @Test(arguments: [
        ("text", "a", "A"), ("text", "a ", "a"), ("varchar", "", " "),
        ("uuid", "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A12", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
        ("numeric", "1.5", "1.05"),
        ("numeric", "-1", "1"), ("numeric", "10", "1"), ("bool", "no", "t"), ("date", "2020-01-02", "2020-02-01"),
        ("timestamp", "2020-01-02 03:04", "2020-01-02 03:04:01"),
        ("timestamptz", "2020-01-01 00:00+00", "2020-01-01 00:00:00+01"), ("time", "12:00", "00:00:00"),
        ("interval", "24 hours", "1 day"), ("interval", "30 days", "1 mon"),
        ("interval", "1 day", "-1 days"), ("jsonb", "{\"a\":1}", "{\"a\": \"1\"}"), ("jsonb", "[1,2]", "[2, 1]"),
        ("text[]", "{a,b}", "{b,a}"), ("public.mood", "sad", "Sad"),
    ])
    func twoValuesAreTwo(type: String, written: String, printed: String) {
        #expect(compare(type, written, printed) == .different)
    }

    @Test(arguments: [
        ("date", "Jan 2 2020", "2020-01-02"), ("date", "today", "2020-01-02"),
        ("timestamptz", "2020-01-01", "2020-01-01 00:00:00+00"), ("interval", "1 day ago", "-1 days"),
        ("json", "{}", "{ }"), ("public.point3", "(1,2)", "(1, 2)"), ("text[]", "{\"a\"}", "{a}"),
        ("bytea", "abc", "\\x616263"), ("xml", "<a/>", "<a></a>"),
    ])
    func whatCannotBeToldIsSaid(type: String, written: String, printed: String) {
        #expect(compare(type, written, printed) == .uncomparable)
    }
}
