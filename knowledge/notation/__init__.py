"""How quantities, years and periods are written and read: 3,724億円, 令和3年, 2021Q3."""
