"""The rubric in the CMS: its versions, what they say, how they differ, and the cases that show a level."""
