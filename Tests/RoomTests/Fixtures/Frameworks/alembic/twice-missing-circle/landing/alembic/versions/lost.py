"""say what

Revision ID: lost
"""
from alembic import op

revision: str = "lost"
down_revision: Union[str, Sequence[str], None] = "gone"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    pass
