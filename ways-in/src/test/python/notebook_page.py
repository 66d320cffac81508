"""Runs a notebook as it is committed, keeps it as a page to look at, and finds what its cells show."""

import os
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup
from nbclient import NotebookClient
from nbconvert import HTMLExporter


def run():
    """What each cell shows, by the cell's source."""
    notebook = nbformat.read(Path(os.environ["KASPAR_NOTEBOOK"]), as_version=4)
    NotebookClient(notebook, timeout=180, kernel_name="python3").execute()
    Path(os.environ["KASPAR_NOTEBOOK_PAGE"]).write_text(HTMLExporter().from_notebook_node(notebook)[0], encoding="utf-8")
    return {cell.source: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


def shown(outputs, part_of_source, mime):
    for source, results in outputs.items():
        if part_of_source in source:
            return [result.data[mime] for result in results if mime in result.get("data", {})]
    raise AssertionError(f"no cell has {part_of_source}")


def table(outputs, part_of_source):
    """The table below a cell, as a reader sees it: a list of rows, each of texts by column."""
    page = BeautifulSoup(shown(outputs, part_of_source, "text/html")[0], "html.parser")
    header, *rows = [[cell.text for cell in row.find_all(["th", "td"])] for row in page.find_all("tr")]
    return [dict(zip(header, row)) for row in rows]
