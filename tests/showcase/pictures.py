"""Pictures of what the bot shows in Slack and of the report: `python -m tests.showcase.pictures [FOLDER]` remakes all of `docs/`.

Those of a phone's width stand in the folder `pictures/phone`.

The blocks are the bot's own, over the invented measurements; npm's slack-blocks-to-jsx turns them into a page that looks much as
Slack does, and a headless Chromium takes its picture. A surface joins by a line in `PICTURES`. What is needed beside Node is
in Debian's packages chromium, fonts-noto-cjk and fonts-noto-color-emoji.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from PIL import Image, ImageChops

from bot.workspace import Workspace
from handlers.answers.blocks import AnswerLocation, answer_message
from handlers.answers.command import PRIVATE
from handlers.collection.blocks import inquiry_message
from handlers.evaluation.blocks import evaluation_view
from handlers.following.blocks import alert_message
from handlers.recording.file_blocks import offer_message
from handlers.recording.payloads import FileImportValue
from handlers.showcase import Scene, Showcase
from handlers.showcase.collection import standing_of
from handlers.showcase.digests import digests
from handlers.showcase.home import home_tabs, welcome_of_newcomers
from handlers.showcase.recording import confirmation
from handlers.showcase.scene import CHANNEL, PERSON, message_scenes, view_scene
from knowledge.answer.context import AnswerContext
from knowledge.collection.model import Owner
from knowledge.evaluation.model import Evaluation
from knowledge.following.model import Follow, Turned
from knowledge.guide import Question
from knowledge.measurement.file_recording import FileCheck
from knowledge.measurement.import_text import ImportText
from knowledge.measurement.preview import Preview
from knowledge.measurement.validation import Entry
from knowledge.progress.rules import Status
from knowledge.report.collect import gather
from knowledge.report.html import html as report_page
from knowledge.strategy.model import Language
from tests.conftest import SAMPLE, load, make_workspace
from tests.scenarios.emulator import NODE, require_node
from tests.scenarios.report.report_picture import printed_pages

BOT = "Shirube"
DOCS = Path(__file__).parents[2] / "docs"
_DESKTOP, _PHONE, _HEIGHT, _SCALE, _MARGIN = 740, 390, 3000, 1.5, 20
_LEAST = 500  # pixels of a headless window
_CHROMIUM = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars",
    f"--force-device-scale-factor={_SCALE}",
)  # fmt: skip


def answer(question: str, location: AnswerLocation) -> Callable[[Showcase], Scene]:
    """An answer in its newest form; above what one person alone sees, Slack says so."""

    def scene(showcase: Showcase) -> Scene:
        message = answer_message(showcase.guide.ask(Question(question)), location)
        return next(message_scenes("answer", message, private=location.private))

    return scene


def recording(showcase: Showcase) -> Scene:
    """The last look at a figure before it is saved."""
    entry = Entry({"indicator": "births", "year": "2022", "value": "2,310人", "source": "人口動態統計", "kind": "確報"})
    preview = showcase.recording.check(entry)
    assert isinstance(preview, Preview)
    return confirmation(showcase, preview)


def evaluation(showcase: Showcase) -> Scene:
    """The form of an evaluation, with what was recorded before."""
    evaluating, births = showcase.evaluating, showcase.guide.strategy.indicator("births")
    evaluating.save(EVALUATION[showcase.language], reason="rewritten")
    year = EVALUATION[showcase.language].fiscal_year
    return view_scene("evaluate", evaluation_view(showcase.words, evaluating, births, year, showcase.language, ""))


def inquiry(showcase: Showcase) -> Scene:
    """An owner's message of a collection round, half answered."""
    found = showcase.guide.strategy.indicators
    states = ((found[6], 0), (found[5], 0), (found[4], 2), (found[10], 1))
    standing = standing_of(showcase, states, "こども政策課")
    return next(message_scenes("inquiry", inquiry_message(standing, Owner("こども政策課", CHANNEL), showcase.words)))


def dropped(showcase: Showcase) -> Scene:
    """A file that was dropped in a message: new figures, a correction, one as recorded, and one with a slip of its digits."""
    given = (
        ("births", "2022", "2,310人"),
        ("visitors", "2022", "約401万人"),
        ("new-jobs", "2022", "41,500人"),
        ("health-checkup-rate", "2021", "41.9%"),
        ("births", "2021", "2,350人"),
    )
    checked = [
        showcase.recording.check(Entry({"indicator": indicator, "year": year, "value": value, "source": "sample"}))
        for indicator, year, value in given
    ]
    file = FileCheck(tuple((line, each) for line, each in enumerate(checked, start=2) if isinstance(each, Preview)))
    offered = FileImportValue(file="F1:1.1", language=showcase.language)
    message = offer_message("令和4年の実績.xlsx", ImportText(file, (), showcase.guide.strategy, showcase.words), offered)
    return next(message_scenes("import", message, private=True))


def alert(showcase: Showcase) -> Scene:
    """The direct message that a followed indicator has fallen behind."""
    standing = showcase.guide.answer_context(showcase.language).standing(showcase.guide.strategy.indicator("births"))
    follow = Follow(PERSON, "births", showcase.language, Status.ON_TRACK)
    return next(message_scenes("alert", alert_message(Turned(follow.began, standing), follow, showcase.words)))


PICTURES: dict[str, Callable[[Showcase], Scene]] = {
    "answer": answer("出生数は順調?", AnswerLocation("U1")),
    "overview": answer("What is the overall status?", PRIVATE),
    "home": lambda showcase: next(home_tabs(showcase)),
    "digest": lambda showcase: next(digests(showcase)),
    "record": recording,
    "import": dropped,
    "alert": alert,
    "welcome": lambda showcase: next(welcome_of_newcomers(showcase)),
    "help": answer("ヘルプ", AnswerLocation("U1")),
    "collection": inquiry,
    "evaluation": evaluation,  # the last one: it records what it shows, and what the report shows
}
IN_ENGLISH: dict[str, Callable[[Showcase], Scene]] = {"collection.en": inquiry, "evaluation.en": evaluation}
EVALUATION = {
    Language.JAPANESE: Evaluation(
        "births", 2021, "C", "妊娠から子育てまでの相談窓口を5か所に増やした。", "婚姻数が減っている。", "若い世代が転出している。", "結婚新生活の支援を広げる。",
        source="こども政策課",
    ),
    Language.ENGLISH: Evaluation(
        "births", 2021, "C", "Five more advice desks, from pregnancy to school.", "Fewer marriages.", "Young people move away.",
        "Wider support for newly married couples.", source="Children's division",
    ),
}  # fmt: skip


def pages(scenes: Iterable[Scene]) -> list[str]:
    """Each scene as a page of HTML."""
    shown = json.dumps([{**asdict(scene), "name": BOT} for scene in scenes])
    made = subprocess.run([require_node(), "render.mjs"], cwd=NODE, input=shown, capture_output=True, text=True, check=True)
    rendered: list[str] = json.loads(made.stdout)
    return rendered


def take(scenes: dict[str, Scene], folder: Path, width: int = _DESKTOP) -> Iterable[Path]:
    """Take the picture of each scene on a screen so many pixels wide."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        for picture, page in zip(scenes, pages(scenes.values()), strict=True):
            html = Path(temporary) / f"{picture}.html"
            html.write_text(page, encoding="utf-8")
            file = folder / f"{picture}.png"
            _screenshot(html, file, width)
            _trim(file)
            yield file


def _screenshot(page: Path, file: Path, width: int) -> None:
    """A page on a screen so many pixels wide: in a frame, since a headless Chromium has windows of 500 pixels and more."""
    frame = page.with_name(f"{page.stem}-frame.html")
    style = f"border:0;width:{width}px;height:{_HEIGHT}px"
    frame.write_text(f'<body style="margin:0"><iframe style="{style}" src="{page.name}"></iframe></body>', encoding="utf-8")
    window = f"--window-size={max(width, _LEAST)},{_HEIGHT}"
    subprocess.run([*_CHROMIUM, window, f"--screenshot={file}", frame.as_uri()], check=True, capture_output=True)
    with Image.open(file) as opened:
        opened.crop((0, 0, int(width * _SCALE), opened.height)).save(file)


def _trim(file: Path) -> None:
    """Cut the empty page under the picture off, and keep few colours, so that it stays small."""
    with Image.open(file) as opened:
        image = opened.convert("RGB")
    drawn = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    bottom = drawn[3] + _MARGIN if drawn else image.height
    image.crop((0, 0, image.width, min(image.height, bottom))).quantize(128, dither=Image.Dither.NONE).save(file, optimize=True)


def _report_on_a_phone(context: AnswerContext, file: Path) -> Path:
    """The beginning of the report on a phone: what needs attention, and the first chart."""
    with tempfile.TemporaryDirectory() as temporary:
        page = Path(temporary) / "report.html"
        page.write_text(report_page(gather(context, 3)), encoding="utf-8")
        _screenshot(page, file, _PHONE)
    _trim(file)
    return file


def main(folder: Path) -> None:
    """Take all pictures."""
    folder.mkdir(exist_ok=True)
    for language, pictures in ((Language.JAPANESE, PICTURES), (Language.ENGLISH, IN_ENGLISH)):
        with tempfile.TemporaryDirectory() as temporary:
            workspace = make_workspace(Path(temporary))
            load(workspace, SAMPLE)
            for file in _taken(workspace, language, pictures, folder):
                print(file)  # noqa: T201
            workspace.store.close()


def _taken(
    workspace: Workspace, language: Language, pictures: dict[str, Callable[[Showcase], Scene]], folder: Path
) -> Iterator[Path]:
    """The pictures of a language, on a wide screen and on a phone; those of the report are in Japanese."""
    showcase, phone = (
        Showcase(workspace.guide(), workspace.recording(), workspace.evaluating(), language),
        folder / "pictures/phone",
    )
    scenes = {name: made(showcase) for name, made in pictures.items()}
    yield from take(scenes, folder)
    yield from take(scenes, phone, _PHONE)
    if language is Language.JAPANESE:
        report = workspace.guide().answer_context(language)
        yield from (printed_pages(report, folder / "report.png"), _report_on_a_phone(report, phone / "report.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS)
