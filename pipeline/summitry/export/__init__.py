"""Records as tables: CSV, Parquet, SQLite and DuckDB, with a codebook. `run.export` makes them."""
