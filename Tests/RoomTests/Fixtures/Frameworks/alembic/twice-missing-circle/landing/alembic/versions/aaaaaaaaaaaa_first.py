"""say what

Revision ID: aaaaaaaaaaaa
"""
from alembic import op

revision: str = "aaaaaaaaaaaa"
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    pass
