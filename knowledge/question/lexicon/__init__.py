"""Every phrase that means something, and the index that finds it in spite of typos."""
