"""The words of RTF that matter for its text, and the alphabets it names (Rich Text Format 1.9.1)."""

from __future__ import annotations

import re

from documents.extraction.fonts import GAP

TOKEN = re.compile(
    rb"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|'(?P<hex>[0-9a-fA-F]{2})|(?P<sign>[^a-zA-Z]))"
    rb"|(?P<group>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
DEEPEST = 2000  # groups within groups
LONGEST_SKIP = 64  # characters that stand in for a Unicode one
# What is not the text: tables of fonts and styles, pictures, headers, the fields' orders …
LEFT_OUT = frozenset(
    re.findall(
        r"\w+",
        """fonttbl colortbl stylesheet listtable listoverridetable revtbl rsidtbl generator info pict object
        objdata header headerl headerr headerf footer footerl footerr footerf themedata colorschememapping
        datastore latentstyles xmlnstbl filetbl fldinst mmathPr bkmkstart bkmkend pgptbl userprops docvar
        private template operator nonshppict listpicture annotation atnid atnauthor atntime atnref atndate
        atrfstart atrfend ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn background passwordhash wgrffmtfilter sp
        sn sv picprop blipuid xe tc txe rxe keywords comment pntxtb pntxta pnseclvl falt panose fontemb""",
    )
)
# Groups that many programs do not know (`\*`) but that hold text.
KEPT = frozenset((b"shptxt", b"shpinst", b"shpgrp", b"listtext", b"pntext", b"footnote", b"ud", b"upr", b"do"))
CHARACTERS = {
    b"tab": GAP, b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“",
    b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ", b"qmspace": " ",
}  # fmt: skip
SIGNS = {b"~": "\u00a0", b"-": "\u00ad", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
PAGES = {0: "cp1252", 1: "cp1252", 2: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5"}
PAGES |= {161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251"}
PAGES |= {222: "cp874", 238: "cp1250"}
DOCUMENT_PAGES = {437: "cp437", 850: "cp850", 1250: "cp1250", 1251: "cp1251", 1252: "cp1252", 1258: "cp1258"}
DOCUMENT_PAGES |= {65001: "utf-8"}
