"""Shot lists as others make them, invented: a producer's workbook, a German CSV, an effects house's export."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

HEAD = ("Scene", "Shot #", "Shot Size", "Shot Type", "Camera Angle", "Movement", "Lens", "Description", "Cast",
        "INT/EXT", "D/N", "Location", "Est. Time", "Equipment", "Sticker")  # fmt: skip
FERRY = (
    ("1", "1", "WS", "", "Eye Level", "Static", "24mm", "Ferry at the slip", "", "EXT", "DAWN", "Ferry slip",
     time(0, 0, 6), "Tripod", "red"),
    ("1", "2", "Med CU", "OTS Mara", "", "push in, slow", "50", "Mara counts", "Mara, Jonas", "", "", "", time(0, 5),
     "Slider", ""),
    ("1", "3", "2 Shot", "", "Low Angle", "Hand-held", "35mm", "They argue", "MARA / JONAS", "", "", "", "8 sec",
     "", ""),
    ("1", "3", "ECU", "Insert", "", "", "100 macro", "The rope burns", "Jonas", "", "", "", "2-3s", "", ""),
    ("2", "1A", "Cowboy", "", "Dutch", "whip pan L then tilt down", "", "Jonas runs", "Jonas", "", "", "", "1:30",
     "", ""),
    ("2", "1B", "Through glass", "", "through a porthole", "Drone", "", "Keys fall", "", "", "", "", "soon", "", ""),
)  # fmt: skip
YARD = """Szene;Einstellung;Einstellungsgröße;Kamerabewegung;Perspektive;Beschreibung;Darsteller;Dialog;Ton;Dauer
3;1;Totale;Stativ;Augenhöhe;Der Hof liegt im Schnee;;;Wind, Krähen;6,5
;2;Halbnah;Fahrt links;Untersicht;Ute zieht den Schlitten;Ute;;Kufen;4
;3;Nahaufnahme;Handkamera;;Sie hört etwas;Ute;UTE: Wer ist da?;;3 Sek.
4;1;Amerikanisch;Schwenk rechts;Aufsicht;Zwei am Zaun;Ute, Karl;KARL (V.O.): Nur wir.|UTE: Geht.;;00:05
"""
LAB = """Shot ID,Camera,Visual,Dialogue,Dur (fr),Assigned To
SC012 - INT. LAB - NIGHT,,,,,
SC012_SH0010,ELS crane up,The lab wakes,,120,Kai
SC012_SH0020,"MCU, low angle, 85mm",Vera reads the dial,"VERA (whispering): It's warm.",72f,Kai
SC012_SH0030,Close up / POV / handheld,The dial,,48,Kai
SC013 - EXT. YARD - DAY,,,,,
SC013_SH0010,wide; arc clockwise,Vera crosses,,24,Lu
"""


def workbook(rows: Sequence[Sequence[Any]], sheet: str = "Shots", hidden: str = "") -> bytes:
    """A workbook of one sheet (and a hidden one), cells as they are given; times as a spreadsheet keeps them."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    clock, day = book.add_format({"num_format": "mm:ss"}), book.add_format({"num_format": "d mmm"})
    page = book.add_worksheet(sheet)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, time | date | datetime):
                page.write_datetime(at, column, cell, clock if isinstance(cell, time) else day)
            elif cell != "":
                page.write(at, column, cell)
    if hidden:
        book.add_worksheet(hidden).hide()
    book.close()
    return written.getvalue()


def ferry() -> bytes:
    """The producer's workbook: a title, a line about it, headings in row 4, a total, rows prepared and not used."""
    title = [("THE FERRY - SHOT LIST v3",), ("Director: N. Oduya", "", "", "Date: 3 May"), ()]
    return workbook([*title, HEAD, *FERRY, (), ("3", "1"), ("Total",)], hidden="Budget")


def repacked(data: bytes, **changes: bytes) -> bytes:
    """A workbook with parts put in or changed: `sheet1=b"..."` by the end of a part's name, or a new name."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            stem = name.rpartition("/")[2].partition(".")[0]
            new.writestr(name, changes.get(stem, old.read(name)))
        for name, content in changes.items():
            if "/" in name:
                new.writestr(name, content)
    return written.getvalue()
