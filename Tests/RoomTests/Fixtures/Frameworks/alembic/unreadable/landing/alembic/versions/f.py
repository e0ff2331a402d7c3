revision = f"{x}"
down_revision = "aaaaaaaaaaaa"
