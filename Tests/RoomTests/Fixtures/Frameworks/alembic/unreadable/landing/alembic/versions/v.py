revision = "v"
down_revision = PARENT
