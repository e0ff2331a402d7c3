"""say what

Revision ID: join
"""
from alembic import op

revision: str = "join"
down_revision: Union[str, Sequence[str], None] = ("mine", "theirs")
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    pass
