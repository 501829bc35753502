"""The ``folded_contains`` lookup: search within unindexed text as the search index does.

``text__folded_contains="uber"`` finds ``Über``. It reads every row, unlike the index.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup, TextField
from django.db.models.fields import CharField

from core.search.folding import FOLD_FUNCTION, fold_words


@CharField.register_lookup
@TextField.register_lookup
class FoldedContains(Lookup[str]):
    lookup_name = "folded_contains"

    def get_prep_lookup(self) -> str:
        return fold_words(str(self.rhs))

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        return f"instr({FOLD_FUNCTION}({left}), %s) > 0", (*params, self.rhs)

    def as_postgresql(
        self, compiler: Any, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        folded = f"regexp_replace({FOLD_FUNCTION}({left}), ' +', ' ', 'g')"
        return f"strpos({folded}, %s) > 0", (*params, self.rhs)
