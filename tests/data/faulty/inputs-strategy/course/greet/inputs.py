from hypothesis import strategies as st

args = st.tuples(st.text())
