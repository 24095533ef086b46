"""Steps that Workflow Builder offers: what each takes and gives, and the listener that carries it out."""
