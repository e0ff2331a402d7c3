// The firewall that a provider keeps before a managed database.
extension Explanation.Text {
    static let firewallNotConfigured = Explanation.Text(
        "Nothing says which firewall is meant.",
        because: [
            ".treeguard has no [firewall \"...\"], or only on a branch: it counts as the target branch has it.",
            "There are several, and the environment does not name its own.",
        ],
        so: ["Add the section, and firewall = NAME under the environment where there are several."],
        example: """
            [firewall "digitalocean"]
                cluster = 9cc10173-e9ea-4176-9dbc-a4cee4c4ff30
                token = env:DIGITALOCEAN_API_TOKEN
                ttl = 15m
            """)

    static let firewallRefused = Explanation.Text(
        "The provider understood the request, and said no. The rules are as they were.",
        because: [
            "The token was revoked, has expired, or lacks a scope: database:read to look, database:update to change.",
            "The cluster is another account's, or was deleted.", "It does not take this address.",
        ],
        so: ["The line after why: has the provider's own words and the number of the request, for its support."],
        example: "treeguard firewall list")

    static let firewallUnreachable = Explanation.Text(
        "The provider's API gave no answer that could be used.",
        because: [
            "This machine is offline, or a proxy stands in between (https_proxy).", "The provider has a fault.",
            "Too many requests were made with this account: the limit ends by itself.",
        ],
        so: [
            "Run it again. What was begun is remembered: treeguard firewall close, or any later command, puts an end "
                + "to it."
        ],
        example: "treeguard firewall list")

    static let firewallNotEnsured = Explanation.Text(
        "The firewall's rules are not what they were to become, or nobody can tell.",
        because: [
            "The provider replaces all rules at once, and cannot be told to do so only if nobody else did meanwhile. "
                + "What was lost is put back a few times, and then somebody should look.",
            "The rule to take away is the last one: a firewall without rules lets everybody in.",
            "The firewall is full.",
        ],
        so: ["Look at the rules, settle it with whoever else changes them, and run the command again."],
        example: "treeguard firewall list")

    static let curlMissing = Explanation.Text(
        "curl, which talks to the provider's API, is not on PATH.",
        so: ["Install it, or let the address in on the provider's page."], example: "apt-get install curl")
}
