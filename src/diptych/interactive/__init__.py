"""Pages on which people code: the review desk, the class page, *Code it yourself*."""
