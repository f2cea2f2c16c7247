"""Lĩnh vực: the field of government a document belongs to, proposed where its title says so plainly."""

from __future__ import annotations

import re
from functools import cache

from documents.lines import Source
from documents.proposal.values import Certainty, Found

# Name of the field: the words (folded) that name it in a title.
FIELDS = {
    "Đất đai": (
        "dat dai | quyen su dung dat | gia dat | thu hoi dat | tien thue dat | su dung dat | giao dat | boi "
        "thuong ho tro tai dinh cu | boi thuong, ho tro, tai dinh cu | boi thuong, ho tro va tai dinh cu"
    ),
    "Môi trường": "moi truong | chat thai | khi thai | nuoc thai | bien doi khi hau",
    "Tài nguyên nước": "tai nguyen nuoc",
    "Khoáng sản": "khoang san",
    "Y tế": "y te | kham benh | kham chua benh | benh vien | dich benh | duoc pham | my pham | benh truyen nhiem",
    "An toàn thực phẩm": (
        "an toan thuc pham | kiem nghiem thuc pham | phu gia thuc pham | an toan ve sinh thuc pham | ve sinh "
        "an toan thuc pham"
    ),
    "Giáo dục và đào tạo": (
        "giao duc | tuyen sinh | hoc phi | hoc sinh | giao vien | mam non | dai hoc | cao dang | nha giao | "
        "trung hoc | sinh vien | dao tao sau dai hoc"
    ),
    "Giáo dục nghề nghiệp": "giao duc nghe nghiep | day nghe | dao tao nghe",
    "Khoa học và công nghệ": (
        "khoa hoc va cong nghe | khoa hoc, cong nghe | sang kien | so huu tri tue | chuyen giao cong nghe | "
        "de tai khoa hoc"
    ),
    "Thông tin và truyền thông": (
        "cong nghe thong tin | cong thong tin dien tu | buu chinh | vien thong | bao chi | xuat ban | an toan "
        "thong tin | chuyen doi so | chinh quyen dien tu | giao dich dien tu | trang thong tin dien tu"
    ),
    "Văn hóa": "van hoa | di tich | di san | le hoi | nghe thuat bieu dien | thu vien",
    "Thể dục, thể thao": "the duc the thao | the duc, the thao | the thao",
    "Du lịch": "du lich",
    "Lao động, tiền lương": "lao dong | tien luong | viec lam | that nghiep | an toan lao dong",
    "Bảo trợ xã hội": (
        "bao tro xa hoi | tro giup xa hoi | tro cap xa hoi | giam ngheo | ho ngheo | nguoi khuyet tat | nguoi cao tuoi"
    ),
    "Người có công": "nguoi co cong | thuong binh | liet si",
    "Trẻ em": "bao ve tre em | quyen tre em | cham soc tre em",
    "Bảo hiểm": "bao hiem xa hoi | bao hiem y te | bao hiem chay | kinh doanh bao hiem",
    "Nông nghiệp": (
        "nong nghiep | trong trot | chan nuoi | thu y | bao ve thuc vat | giong cay trong | nong thon moi | khuyen nong"
    ),
    "Lâm nghiệp": "lam nghiep | bao ve rung | phat trien rung | dat rung | quy hoach rung",
    "Thủy sản": "thuy san | nuoi trong thuy san | khai thac thuy san",
    "Thủy lợi, phòng chống thiên tai": "thuy loi | de dieu | thien tai | lut bao | phong chong lut | thuy loi phi",
    "Giao thông vận tải": "giao thong | van tai | duong bo | duong thuy | ben xe | lai xe | hang hai",
    "Xây dựng": "xay dung | quy hoach do thi | quy hoach chi tiet | kien truc | vat lieu xay dung | cap thoat nuoc",
    "Nhà ở": "nha o | bat dong san | nha cong vu",
    "Công nghiệp": "cum cong nghiep | khu cong nghiep | tieu thu cong nghiep | khuyen cong | hoa chat | vat lieu no",
    "Thương mại": (
        "thuong mai | xuc tien thuong mai | quan ly thi truong | ban le | xang dau | ruou | xuat khau, nhap khau"
    ),
    "Điện": "dien luc | gia dien | nang luong",
    "Đầu tư": "dau tu | xuc tien dau tu | dau thau | khu kinh te",
    "Doanh nghiệp": "doanh nghiep | dang ky kinh doanh | hop tac xa | co phan hoa | ho kinh doanh",
    "Tài chính, ngân sách": (
        "ngan sach | du toan | quyet toan | tai san cong | tai san nha nuoc | che do chi | muc chi | ke toan "
        "| kiem toan"
    ),
    "Thuế, phí, lệ phí": "thue | le phi | phi ve sinh | muc thu phi | phi bao ve | hoa don",
    "Giá": "bang gia | quan ly gia | don gia | binh on gia",
    "Ngân hàng": "ngan hang | tin dung | ngoai hoi | ngoai te",
    "Tổ chức bộ máy": (
        "co cau to chuc | to chuc bo may | bien che | chuc nang, nhiem vu | sap xep don vi hanh chinh | don "
        "vi su nghiep cong lap"
    ),
    "Cán bộ, công chức, viên chức": "can bo, cong chuc | cong chuc | vien chuc | can bo cong chuc",
    "Thi đua, khen thưởng": "thi dua | khen thuong | danh hieu",
    "Tôn giáo": "ton giao | tin nguong",
    "Văn thư, lưu trữ": "van thu | luu tru",
    "Cải cách hành chính": "cai cach hanh chinh | thu tuc hanh chinh | mot cua",
    "Tư pháp": (
        "ho tich | chung thuc | cong chung | tro giup phap ly | luat su | giam dinh tu phap | thi hanh an | "
        "boi thuong nha nuoc | dau gia tai san | ly lich tu phap | quoc tich"
    ),
    "Văn bản pháp luật": "van ban quy pham phap luat | pho bien, giao duc phap luat | pho bien giao duc phap luat",
    "Thanh tra, khiếu nại, tố cáo": "thanh tra | khieu nai | to cao | tiep cong dan | tham nhung",
    "An ninh, trật tự": "an ninh | trat tu | ma tuy | cu tru | can cuoc | phong chay | chua chay | mai dam",
    "Quốc phòng": "quoc phong | quan su | dan quan | nghia vu quan su | dong vien",
    "Dân tộc": "dan toc thieu so | cong tac dan toc",
    "Thanh niên": "thanh nien",
    "Gia đình, bình đẳng giới": "binh dang gioi | dan so | bao luc gia dinh | cong tac gia dinh",
    "Ngoại giao": "ngoai giao | doi ngoai | lanh su | di cong tac nuoc ngoai",
}
MOST = 2
# Words that name no field where they stand in these.
_NOT = re.compile(
    r"giao duc quoc phong|doi moi truong|moi truong (?:dau tu|kinh doanh)|luat su dung|van thu truong|ban quan ly"
    r"|xay dung (?:nong thon|van ban|ke hoach|chuong trinh|de an|quy|phap luat|doi ngu"
    r"|the tran|nep song|gia dinh|doi song)"
)


@cache
def _field_of() -> dict[str, str]:
    return {word: name for name, words in FIELDS.items() for word in words.split(" | ")}


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(_field_of(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words) + r")(?!\w)")


def read_fields(source: Source, title: Found[str] | None) -> list[Found[str]]:
    """The fields that the words of the title name, at most two; none where they name more: then it is not clear."""
    if title is None:
        return []
    plain = _NOT.sub(lambda match: "\x00" * len(match[0]), source.plain[title.start : title.end])
    found: dict[str, Found[str]] = {}
    for match in _pattern().finditer(plain):
        name = _field_of()[" ".join(match[0].split())]
        start, end = title.start + match.start(), title.start + match.end()
        found.setdefault(name, Found(name, start, end, source.text[start:end], Certainty.LIKELY))
    return list(found.values()) if len(found) <= MOST else []
