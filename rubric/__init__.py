"""The rubric: levels, self-assessment, review, engagements, matching. The highest room: it may import any other."""
