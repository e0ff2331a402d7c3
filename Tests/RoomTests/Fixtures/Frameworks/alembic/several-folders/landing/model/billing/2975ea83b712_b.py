"""say what

Revision ID: 2975ea83b712
"""
from alembic import op

revision: str = "2975ea83b712"
down_revision: Union[str, Sequence[str], None] = None
branch_labels: Union[str, Sequence[str], None] = ("billing",)
depends_on: Union[str, Sequence[str], None] = "core"


def upgrade() -> None:
    pass
