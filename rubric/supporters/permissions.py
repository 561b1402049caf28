"""Who opens these pages. What they show goes through the room's `visible_to`."""

from platform_site.accounts.decorators import require_access
from rubric.assessment.policies import may_assess

own_profile = require_access(may_assess, "supporters and coordinators, each his own")
own_or_coordinated = require_access(may_assess, "coordinators, as far as `visible_to` goes; oneself")
