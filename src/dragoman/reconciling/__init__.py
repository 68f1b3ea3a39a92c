"""Which mentions are one happening, what they come to by a named rule, and how the accounts compare field by field."""
