"""say what

Revision ID: 1975ea83b712
"""
from alembic import op

revision: str = "1975ea83b712"
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = ("core",)
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    pass
