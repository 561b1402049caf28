"""Vignettes in the CMS."""
