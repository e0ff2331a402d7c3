// The way to production, as far as its door.
extension Explanation.Text {
    static let hostUnknown = Explanation.Text(
        "The name of production's host has no address. Nothing was asked.",
        because: [
            "The name is misspelled, or the database was deleted or moved.",
            "It is a name of a private network (VPC, Kubernetes, Docker), and this machine is not in it.",
            "The VPN is off, or this machine is offline.",
        ],
        so: ["Compare the host with the one your provider shows. Turn the VPN on, then treeguard check again."],
        example: "getent hosts db.example.com")

    static let connectionRefused = Explanation.Text(
        "The host answers, and nobody listens on that port.",
        because: [
            "The server is not running, or it listens on another port: managed databases often use 25060 or 6543.",
            "It listens on its own machine only (listen_addresses = 'localhost').",
            "An SSH tunnel or a proxy that should stand in between is not running.",
        ],
        so: ["Check host and port, start the server or the tunnel, then treeguard check again."],
        example: "pg_isready -h db.example.com -p 5432")

    static let connectionTimedOut = Explanation.Text(
        "Nothing came back in time, not even a refusal.",
        because: [
            "A firewall swallows what comes from this address: managed databases only let trusted sources in, and a "
                + "laptop's address changes with every network.",
            "The VPN is off.",
            "A suspended database (Neon, Supabase's free plan, Aurora Serverless) takes its time to wake: the second "
                + "attempt works.",
        ],
        so: [
            "Let this machine in (the provider's page calls it trusted sources or allowed addresses); treeguard firewall "
                + "open does it for a while.",
            "Or run treeguard check where there is access: the verdict is the same from every machine.",
        ],
        example: "curl https://ifconfig.me     # the address to let in")

    static let connectionLost = Explanation.Text(
        "The connection broke off in the middle of an answer. A part of an answer is no answer.",
        because: [
            "The server restarted or failed over, or an administrator ended the session.",
            "A proxy (pgbouncer, a load balancer) gave up on it.", "The network went away.",
        ],
        so: ["Run treeguard check again. If it happens every time, the server's log has the reason."])

    static let tlsNotOffered = Explanation.Text(
        "The server does not speak TLS, and TreeGuard does not talk to a database elsewhere without it.",
        because: [
            "ssl is off in postgresql.conf, or pgbouncer stands in front without client_tls_sslmode.",
            "The port is that of something else.",
        ],
        so: [
            "Turn TLS on at the server, or reach it through an SSH tunnel: then it is on this machine.",
            "A network that is safe by itself: say so in the address with sslmode=disable.",
        ],
        example: "ssh -N -L 6432:localhost:5432 db.example.com")

    static let tlsUntrusted = Explanation.Text(
        "The server showed a certificate that nobody whom this machine trusts has signed, or that is another host's.",
        because: [
            "The provider signs with an authority of its own, whose certificate is not on this machine.",
            "The host is reached under another name than the certificate's: an address, a tunnel, an alias.",
            "Somebody stands in between.",
        ],
        so: ["Download the provider's authority, and name it with sslrootcert in the address."],
        example: "postgresql://readonly@db.example.com/app?sslmode=verify-full&sslrootcert=ca.pem")
}
