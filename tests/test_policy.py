"""`kb.publish.policy`: only our own scripts and styles run, and nothing of ours is stopped."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from kb.model.values import Edition
from kb.publish import handwritten
from kb.publish.policy import ScriptVaries, content_policy, digest

EDITIONS = list(Edition)


def directives(policy):
    return {name: values for name, *values in (part.split() for part in policy.split("; "))}


def test_what_is_within_a_template_is_allowed_by_its_digest():
    policy = directives(
        content_policy(["<script>a()</script><p><style>b {}</style>", '<script data-x="{{ y }}">c()</script>'])
    )
    assert policy["script-src"] == ["'self'", *sorted([digest("a()"), digest("c()")])]
    assert policy["style-src"] == ["'self'", digest("b {}")]


def test_the_digest_is_what_browsers_work_out():
    assert digest("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


@pytest.mark.parametrize(
    "template",
    [
        '<script src="a.js"></script>',
        '<script type="application/json">{{ x }}</script>',
        "{#- <script>a()</script> -#}",
    ],
)
def test_files_data_and_comments_need_no_digest(template):
    assert content_policy([template]) == content_policy([])


def test_nothing_is_allowed_wholesale():
    assert not re.search(r"unsafe|\*|https?:|blob:", content_policy(["<script>a()</script>"]))


@pytest.mark.parametrize("template", ["<script>a({{ x }})</script>", "<style>{% if x %}a {}{% endif %}</style>"])
def test_a_script_that_varies_is_refused_with_a_remedy(template):
    with pytest.raises(ScriptVaries, match="put what differs into a data attribute"):
        content_policy([template])


def test_every_page_carries_a_policy_before_anything_is_loaded(golden_site):
    for page in golden_site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        first = re.search(r"<(script|style|link)\b", text)
        place = text.find('<meta http-equiv="Content-Security-Policy"')
        assert 0 < place < (first.start() if first else len(text)), page


def test_no_page_has_a_style_or_a_script_in_an_attribute(golden_site):
    for page in golden_site.rglob("*.html"):
        assert not re.search(r"<[^>]*\s(?:style|on[a-z]+)=", page.read_text(encoding="utf-8")), page


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_reader_is_not_hindered(served_below_a_path, watch, edition):
    watched = watch(served_below_a_path)
    page = watched.page
    page.goto(f"{served_below_a_path}{edition}/people/mara-quill/")
    page.keyboard.press("/")
    page.keyboard.type("otto")
    expect(page.locator(".md-search-result__item a").first).to_have_attribute(
        "href", re.compile(r"/people/otto-brandt/")
    )
    page.keyboard.press("Escape")
    palette = page.locator("form[data-md-component=palette] label:visible")
    palette.click()
    palette.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.locator(".kb-cite > summary").click()
    expect(page.locator(".kb-cite pre").first).to_be_visible()
    assert watched.wrong == []


def test_a_script_that_slips_into_a_page_does_not_run(golden_site, serve, watch, tmp_path):
    text = (golden_site / "en" / "people" / "mara-quill" / "index.html").read_text(encoding="utf-8")
    slipped = "<script>document.title = 'ran'</script><img src=x:y onerror=\"document.title = 'ran'\"><p id=last>"
    (tmp_path / "index.html").write_text(text.replace("</article>", f"{slipped}</article>"), encoding="utf-8")
    with serve(tmp_path) as address:
        watched = watch(address)
        watched.page.goto(address)
        expect(watched.page.locator("#last")).to_have_count(1)
        assert watched.page.title() != "ran"
        assert any("Content Security Policy" in wrong for wrong in watched.wrong)


HARMFUL = [
    '<meta http-equiv="refresh" content="0;url=https://elsewhere.example">',
    "<script>alert(1)</script>",
    "< iframe src=x>",
    "[here](javascript:alert(1))",
    "[here](JavaScript :alert(1))",
    "<p title=x onclick = alert(1)>",
    "<base href=https://elsewhere.example>",
    '<a href="&#106;avascript:alert(1)">x</a>',
    "[x](java&Tab;script&colon;alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html,x)",
    "![x](https://elsewhere.example/x.png)",
    "![x](<//elsewhere.example/x.png>)",
    '<img src="//elsewhere.example/x.png">',
    "words{: onclick=alert(1) }",
    "words{ #x style=color:red }",
    '<div style="background:url(x)">x</div>',
]


@pytest.mark.parametrize("text", HARMFUL)
def test_html_that_leads_off_or_runs_is_refused_in_a_page_by_hand(text):
    assert handwritten.harmful(f"# About\n\n{text}\n")[0] == 3
    assert handwritten.harmful(f"Write `{text}` so.\n\n```html\n{text}\n```\n") is None


def test_a_tag_over_several_lines_is_one_and_a_page_chooses_no_template():
    assert handwritten.harmful("# About\n\n<a\n  onclick=alert(1)>x</a>\n") == (4, "onclick=")
    assert handwritten.harmful("---\ntitle: x\ntemplate: x.html\n---\n# About\n") == (3, "template:")
    assert handwritten.harmful("---\ntitle: x\n---\n# About\n\ntemplate: x.html\n") is None


def test_html_that_does_nothing_may_stand_in_a_page_by_hand():
    assert (
        handwritten.harmful('<span class="kb">one="x"</span> the base, a form, a link to <https://kb.example>') is None
    )
