/// Replaces `mbedtls_x509_crt_parse_file`, and reads no certificates.
///
/// If libgit2 is built with mbedTLS, as on Debian, `git_libgit2_init` reads all trusted certificate authorities, for
/// connections that we never make: half of the hook's run time. The dynamic linker looks for a function in the program
/// first, and finds this one. Other builds of libgit2 do not call it.
@c(mbedtls_x509_crt_parse_file)
package func noCertificates(_ chain: UnsafeMutableRawPointer?, _ path: UnsafePointer<CChar>?) -> Int32 {
    // MBEDTLS_ERR_X509_FILE_IO_ERROR, as on a machine without certificates.
    -0x2900
}
