"""Many calls as one Parquet table, for those who calculate with them: the rows of the CSV table, typed."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from app.export.tables import COLUMNS, rows
from audio.errors import BadInput

PARQUET = "parquet"
MISSING = (
    "Parquet needs pyarrow, which is 170 MB and not part of Courtside. Install it beside Courtside "
    "(pip install 'courtside[parquet]'), or use --format csv, which has the same rows."
)


def parquet(logs: Iterable[dict[str, Any]]) -> bytes:
    """One row group a call; columns as in `tables`, with `started` as a UTC time, seconds and values as float64
    and `shown` as a boolean. Raises BadInput where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise BadInput(MISSING) from error
    number = dict.fromkeys(("at_s", "end_s", "value"), pa.float64())
    types = {"started": pa.timestamp("s", tz="UTC"), "shown": pa.bool_()} | number
    schema = pa.schema([(column, types.get(column, pa.string())) for column in COLUMNS])
    out = io.BytesIO()
    with ParquetWriter(out, schema, compression="zstd") as writer:
        for log in logs:
            started = datetime.fromisoformat(log["call"]["started"]).astimezone(UTC)
            of_call = [row | {"started": started} for row in rows(log)]
            writer.write_table(pa.Table.from_pylist(of_call, schema=schema))
    return out.getvalue()
