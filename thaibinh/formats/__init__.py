"""How dates are typed and shown, language by language (NĐ 30/2020: day, month, year)."""
