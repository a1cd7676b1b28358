"""Keys of pages: none is one that the session makes itself."""

import pytest
from django.core.exceptions import ValidationError

from sessions.forms.fields import KeyField
from sessions.models import contribution

OWN = [contribution.FROM_HOMEWORK, contribution.FROM_LATE_SAVE, contribution.TAKEN_AWAY]


@pytest.mark.parametrize("begin", [*OWN, "objection:", "parked:"])
def test_a_page_cannot_take_a_key_of_the_session(begin):
    with pytest.raises(ValidationError):
        KeyField().clean(f"{begin}17")
