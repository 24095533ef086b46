"""The database: the tables, and how their rows become the domain's objects.

A class of a table is the plural of what it keeps (`Measurements`, `Deliveries`). It takes the open `Store`, and implements the
protocol of `knowledge` that the domain asks through (`MeasurementStore`, `DeliveryStore`).
"""
