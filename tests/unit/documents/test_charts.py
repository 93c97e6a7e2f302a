"""Charts are pictures for a phone: wide, as high as they need, whatever stands in them."""

import io
import subprocess
import sys

import pytest
from PIL import Image

from documents.charts import Bar, Chart, Part, Tone, draw

LONG = "Ẵm ngửa quy hoạch, giải phóng mặt bằng, bồi thường, hỗ trợ, tái định cư " * 3
# What a font lacks, what matplotlib takes for a formula, what is longer than a line.
HOSTILE = ("🙂", "$x_1^2$ & <b>", "A" * 300, "", "\n\t")


def bar(name: str, value: float = 3) -> Bar:
    return Bar(name=name, total="3", parts=[Part(value=value, tone=tone) for tone in Tone])


def size_of(chart: Chart) -> tuple[int, int]:
    picture = Image.open(io.BytesIO(draw(chart)))
    assert picture.format == "PNG"
    return picture.size


def chart(*bars: Bar, sentence: str = "Đã trả lời 3 ý kiến.", whole: float = 0) -> Chart:
    return Chart(title="Biểu đồ", sentence=sentence, bars=bars, below="Xã Mẫu", whole=whole)


def test_a_picture_is_wide_enough_for_a_phone_and_grows_with_its_bars() -> None:
    few, many = size_of(chart(bar("A"))), size_of(chart(*[bar(LONG)] * 8))

    assert few[0] == many[0] == 1080
    assert many[1] > few[1]
    assert many[1] > many[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_name_holds_it_is_drawn(text: str) -> None:
    """A warning, as of a sign that the font lacks, would fail this test."""
    assert size_of(chart(bar(text), sentence=text))[0] == 1080


@pytest.mark.parametrize("value", [0, 0.0001, 10_000_000])
def test_nothing_and_very_much_are_drawn_as_well(value: float) -> None:
    assert size_of(chart(bar("A", value), whole=1))[0] == 1080


def test_matplotlib_is_loaded_by_nobody_who_does_not_draw() -> None:
    asked = "import documents.charts, sys; sys.exit('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], check=False)

    assert done.returncode == 0
