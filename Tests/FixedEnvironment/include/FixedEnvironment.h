// The environment that the caller of the tests had: for what installs packages, which must reach a registry.
char *const *treeguard_callers_environment(void);
