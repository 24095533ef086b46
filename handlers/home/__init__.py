"""The Home tab, the modal with an indicator in detail, and the choice of a language."""
