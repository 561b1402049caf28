"""What rooms above are told in the same transaction in which it happens."""

from django.dispatch import Signal

#: Somebody has left a seat. `assignment` is the one that ended.
assignment_ended = Signal()
#: Nobody works on an engagement any more. `engagement` is the one that ended.
engagement_ended = Signal()
