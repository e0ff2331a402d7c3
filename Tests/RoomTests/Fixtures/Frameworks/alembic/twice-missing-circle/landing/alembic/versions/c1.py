"""say what

Revision ID: c1
"""
from alembic import op

revision: str = "c1"
down_revision: Union[str, Sequence[str], None] = "c2"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    pass
