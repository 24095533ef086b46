"""The database: tables, and how rows become the domain's objects. The rest of the program asks through `Store` and its tables."""
