"""The Northmoor Fire and Rescue Service: an invented organisation of 842 people, written by hand where it is looked at."""
