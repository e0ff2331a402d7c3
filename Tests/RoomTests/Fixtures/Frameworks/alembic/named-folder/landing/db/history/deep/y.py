"""say what

Revision ID: y
"""
from alembic import op

revision: str = "y"
down_revision: Union[str, Sequence[str], None] = "x"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    pass
