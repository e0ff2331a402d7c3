Gate.main()
