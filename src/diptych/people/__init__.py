"""What people code: codings as files, whose rows are shown, agreement, review and adjudication."""
