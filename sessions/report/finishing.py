"""The last touch on a PDF, so that one file is PDF/A-3a (to keep) and PDF/UA-1 (to be read aloud).

WeasyPrint writes one of the two. This adds the mark of the other to the file's metadata, with the
description of that mark which PDF/A asks for, gives every header cell of a table its scope, and
names the attached data once.
"""

from __future__ import annotations

from typing import Any

UA = "http://www.aiim.org/pdfua/ns/id/"
PDFA = "http://www.aiim.org/pdfa/ns"
MARK = f"""<rdf:Description rdf:about="" xmlns:pdfuaid="{UA}" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="{PDFA}/extension/"
 xmlns:pdfaSchema="{PDFA}/schema#" xmlns:pdfaProperty="{PDFA}/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>{UA}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>""".encode()


def finish(_document: Any, pdf: Any) -> None:
    """Change the PDF (pydyf) in place, just before WeasyPrint writes it out."""
    _give_scope(pdf)
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
    metadata = _object(pdf, pdf.catalog["Metadata"])
    metadata.stream = [
        part.replace(b"</rdf:RDF>", MARK) if isinstance(part, bytes) else part
        for part in metadata.stream
    ]


def _give_scope(pdf: Any) -> None:
    """Say of every header cell whether it heads a column or a row: TH lies in TR in THead."""
    for cell in pdf.objects:
        if isinstance(cell, dict) and cell.get("S") == "/TH" and "A" in cell:
            group = _object(pdf, _object(pdf, cell["P"])["P"])
            cell["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"


def _object(pdf: Any, reference: Any) -> Any:
    """Return what a reference such as `12 0 R` points at."""
    number = int(reference.split()[0])
    return pdf.objects[number]
