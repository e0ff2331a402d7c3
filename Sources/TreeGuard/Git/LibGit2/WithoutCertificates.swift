/// Stands in for `mbedtls_x509_crt_parse_file`: there are no certificates to read.
///
/// Where libgit2 is built with mbedTLS, as Debian does, `git_libgit2_init` reads every certificate authority that the
/// machine trusts, for connections that we never make: half of the time that a hook takes. The dynamic linker looks for
/// a function in the program first, and finds this one. Other builds of libgit2 do not ask for it.
@c(mbedtls_x509_crt_parse_file)
package func noCertificates(_ chain: UnsafeMutableRawPointer?, _ path: UnsafePointer<CChar>?) -> Int32 {
    // MBEDTLS_ERR_X509_FILE_IO_ERROR, as where the machine has none.
    -0x2900
}
