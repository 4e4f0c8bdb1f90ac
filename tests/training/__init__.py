"""Tests of how the models are trained."""
