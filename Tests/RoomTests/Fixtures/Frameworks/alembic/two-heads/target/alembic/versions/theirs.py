"""say what

Revision ID: theirs
"""
from alembic import op

revision: str = "theirs"
down_revision: Union[str, Sequence[str], None] = "aaaaaaaaaaaa"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    pass
