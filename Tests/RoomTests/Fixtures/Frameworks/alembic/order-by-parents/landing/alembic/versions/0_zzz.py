"""say what

Revision ID: cccccccccccc
"""
from alembic import op

revision: str = "cccccccccccc"
down_revision: Union[str, Sequence[str], None] = "bbbbbbbbbbbb"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    pass
