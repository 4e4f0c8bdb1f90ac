"""The page that the format `html` writes: what it says of a report (values), and how it looks (templates).

`veil` knows what must stay hidden, `marks` shows a text with its faults, `cards` a post, `findings` what is wrong with
it, `charts` the counts; `page.html`, `report.css` and `report.js` lay them out.
"""
