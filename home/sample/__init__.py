"""The sample province: real names of agencies, everything else invented and marked as sample."""
