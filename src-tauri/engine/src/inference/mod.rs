//! Inferences: rules that turn a view into claims with evidence.
