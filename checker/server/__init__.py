"""The language server: the same judgements, told to an editor while somebody writes."""
