"""Parcels with few things in them, for a learner whose answer differs from the reference."""

from hypothesis import strategies as st

things = st.integers(min_value=1, max_value=9)
parcels = st.recursive(
    st.lists(things, max_size=2), lambda inner: st.lists(things | inner, min_size=1, max_size=3), max_leaves=6
)
arguments = st.tuples(parcels)
