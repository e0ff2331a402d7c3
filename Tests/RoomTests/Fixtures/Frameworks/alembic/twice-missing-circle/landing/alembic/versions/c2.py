"""say what

Revision ID: c2
"""
from alembic import op

revision: str = "c2"
down_revision: Union[str, Sequence[str], None] = "c1"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    pass
