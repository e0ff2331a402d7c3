"""say what

Revision ID: mine
"""
from alembic import op

revision: str = "mine"
down_revision: Union[str, Sequence[str], None] = "aaaaaaaaaaaa"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    pass
