"""What the vendor prepared before the session and the group adopted.

Where it belongs to a question it is a vendor statement there. What belongs to none, or only to
questions outside the programme, is about the system as a whole. What was given to look at only is
in no report.
"""

from __future__ import annotations

from sessions.enums import Judged
from sessions.homework_items import wanted
from sessions.live.homework import statement_text
from sessions.models import Contribution, HomeworkItem, Session
from sessions.models.contribution import FROM_HOMEWORK
from sessions.report.spoken import VendorFact


def item_behind(row: Contribution) -> int:
    """Return the number of the item a vendor statement was made of; 0: stated in the session."""
    number = row.key.removeprefix(FROM_HOMEWORK)
    made = row.author_id is None and row.key.startswith(FROM_HOMEWORK) and number.isdecimal()
    return int(number) if made else 0


def about_the_system(session: Session) -> tuple[VendorFact, ...]:
    """Return the adopted items that stand at no question, in the order of the list."""
    rows = HomeworkItem.objects.filter(session=session, judged=Judged.ADOPTED, confidential=False)
    chosen = set(session.answers.filter(chosen=True).values_list("number", flat=True))
    found = []
    for row in rows.order_by("number"):
        asked = wanted(row.number)
        if asked is not None and not chosen & set(asked.questions):
            found.append(_fact(row, text=statement_text(row, asked)))
    return tuple(found)


def _fact(row: HomeworkItem, *, text: str) -> VendorFact:
    return VendorFact(
        text=text,
        proof="",
        document=row.document,
        document_date=row.document_date,
        address=row.document_address,
        place=row.document_place,
        homework=row.number,
    )
