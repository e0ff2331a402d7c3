"""say what

Revision ID: 3975ea83b712
"""
from alembic import op

revision: str = "3975ea83b712"
down_revision: Union[str, Sequence[str], None] = "2975ea83b712"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    pass
