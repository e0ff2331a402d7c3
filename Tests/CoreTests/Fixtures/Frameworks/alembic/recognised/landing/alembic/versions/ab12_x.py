revision = "ab12"
