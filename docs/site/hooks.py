"""What the site's builder cannot be told by its settings."""


def on_page_markdown(markdown, page, **_):
    """Who searches for an error's words means this page."""
    if page.file.src_uri == "docs/troubleshooting.md":
        page.meta["search"] = {"boost": 10}
    return markdown
