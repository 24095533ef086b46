"""Yearly evaluations of indicators, measures, projects, goals and the plan, as staff write them."""
