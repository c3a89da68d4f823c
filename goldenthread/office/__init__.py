"""Running the installation: accounts, the organisation's settings, jobs, the audit trail, the first set-up."""
