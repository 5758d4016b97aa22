"""What is secret stays so: two meetings that differ in it say the same."""
