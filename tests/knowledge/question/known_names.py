"""Indicators of the packaged plan by the names that questions in tests are made with, in Japanese and in English."""

NAMES = {
    "births": ("出生数", "births"),
    "visitors": ("観光客数", "visitors"),
    "retail-sales": ("小売業商品販売額", "retail sales"),
    "health-checkup-rate": ("特定健診の受診率", "health checkup rate"),
    "total-fertility-rate": ("合計特殊出生率", "fertility rate"),
}
