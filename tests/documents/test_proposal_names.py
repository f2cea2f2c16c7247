"""Names and titles written in capitals, in the capitals they have in a sentence."""

import pytest

from documents.proposal.casing import authority_name, sentence_case


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("UBND TỈNH THÁI BÌNH", "Ủy ban nhân dân tỉnh Thái Bình"),
        ("UỶ BAN NHÂN DÂN TỈNH", "Ủy ban nhân dân tỉnh"),
        ("HĐND HUYỆN TIỀN HẢI", "Hội đồng nhân dân huyện Tiền Hải"),
        ("ỦY BAN NHÂN DÂN XÃ ĐÔNG MẪU", "Ủy ban nhân dân xã Đông Mẫu"),
        ("ủy ban nhân dân tỉnh an giang", "Ủy ban nhân dân tỉnh An Giang"),
        ("SỞ Y TẾ TỈNH THÁI BÌNH", "Sở Y tế tỉnh Thái Bình"),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động - Thương binh và Xã hội"),
        ("BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "Bộ Tài nguyên và Môi trường"),
        ("BO GIAO DUC VA DAO TAO", "Bộ Giáo dục và Đào tạo"),
        ("NGÂN HÀNG NHÀ NƯỚC VIỆT NAM", "Ngân hàng Nhà nước Việt Nam"),
        ("CỤC CẢNH SÁT PCCC VÀ CNCH", "Cục Cảnh sát PCCC và CNCH"),
        ("CHÍNH PHỦ", "Chính phủ"),
        ("Sở Công Thương tỉnh Thái Bình", "Sở Công Thương tỉnh Thái Bình"),
    ],
)
def test_authorities_have_their_proper_capitals(written, name):
    assert authority_name(written) == name


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("BAN HÀNH QUY CHẾ LÀM VIỆC CỦA UBND TỈNH THÁI BÌNH", "Ban hành Quy chế làm việc của UBND tỉnh Thái Bình"),
        ("HƯỚNG DẪN THI HÀNH LUẬT ĐẤT ĐAI", "Hướng dẫn thi hành Luật Đất đai"),
        ("VỀ PHÁP LUẬT VÀ KỶ LUẬT", "Về pháp luật và kỷ luật"),
        ("VỀ CÁN BỘ Y TẾ Ở CÁC CƠ SỞ GIÁO DỤC", "Về cán bộ y tế ở các cơ sở giáo dục"),
        ("SỬA ĐỔI NGHỊ ĐỊNH SỐ 43/2011/NĐ-CP", "Sửa đổi Nghị định số 43/2011/NĐ-CP"),
        ("Về một Việc Mẫu", "Về một Việc Mẫu"),
    ],
)
def test_titles_in_capitals_become_sentences(written, title):
    assert sentence_case(written) == title
