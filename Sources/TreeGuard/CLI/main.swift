import TreeGuardApp

TreeGuard.main()
