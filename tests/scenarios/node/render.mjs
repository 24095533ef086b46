// Renders scenes to HTML: `node render.mjs < scenes.json > pages.json`; a scene is {surface, name, blocks, view, private}.
// What slack-blocks-to-jsx does not know yet, the data table, the container and the content of fields, is drawn here.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { createElement as h } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { Message } from "slack-blocks-to-jsx";

const require = createRequire(import.meta.url);
const style = readFileSync(require.resolve("slack-blocks-to-jsx/dist/style.css"), "utf8");
const ours = `
  body { margin: 0; background: #fff; font: 15px/1.46 "Noto Sans CJK JP", "Noto Color Emoji", sans-serif; color: #1d1c1d; }
  #scene { display: inline-block; box-sizing: border-box; width: 720px; max-width: 100vw; overflow-wrap: break-word; padding: 16px 20px; }
  .message { display: flex; gap: 10px; }
  .logo { flex: none; width: 36px; height: 36px; border-radius: 6px; background: #0b5fff; color: #fff; text-align: center; line-height: 36px; font-weight: 700; }
  .body { flex: 1; min-width: 0; overflow-x: clip; }
  .who { font-weight: 900; } .app { background: #e8e8e8; border-radius: 3px; font-size: 10px; padding: 1px 3px; margin-left: 6px; color: #616061; }
  .whisper { color: #616061; font-size: 13px; }
  .modal { border: 1px solid #bbb; border-radius: 8px; box-shadow: 0 4px 18px #0003; }
  .modal h1 { font-size: 20px; margin: 0; padding: 14px 20px; border-bottom: 1px solid #ddd; } .modal .body { padding: 12px 20px; }
  .modal footer { border-top: 1px solid #ddd; padding: 12px 20px; text-align: right; }
  .modal footer span { border: 1px solid #bbb; border-radius: 4px; padding: 6px 12px; font-weight: 700; margin-left: 8px; }
  .modal footer .submit { background: #007a5a; color: #fff; border-color: #007a5a; }
  .input { margin: 10px 0; } .field { display: flex; justify-content: space-between; border: 1px solid #bbb; border-radius: 4px; padding: 6px 10px; margin-top: 4px; min-height: 22px; }
  .field.tall { min-height: 66px; } .field .empty { color: #8d8d8d; }
  details.container { border: 1px solid #ddd; border-radius: 8px; margin: 8px 0; padding: 8px 12px; } details.container summary { font-weight: 700; }
  table.data { border-collapse: separate; border-spacing: 0; border: 1px solid #ddd; border-radius: 8px; font-size: 13px; margin: 8px 0; width: 100%; }
  table.data th, table.data td { border-bottom: 1px solid #e6e6e6; padding: 6px 9px; text-align: left; vertical-align: top; word-break: keep-all; }
  table.data tr:last-child td { border-bottom: 0; } table.data th { background: #f8f8f8; } table.data td:first-child { font-weight: 700; }
`;

const cellText = (cell) => cell.text ?? cell.elements.flatMap((part) => part.elements.map((each) => each.text)).join("");

function DataTable({ block }) {
  const [head, ...rows] = block.rows;
  const line = (tag, cells) => cells.map((cell, n) => h(tag, { key: n }, cellText(cell)));
  return h("table", { className: "data" },
    h("thead", null, h("tr", null, line("th", head))),
    h("tbody", null, rows.map((cells, n) => h("tr", { key: n }, line("td", cells)))));
}

function Container({ block }) {
  return h("details", { className: "container", open: !block.default_collapsed },
    h("summary", null, block.title.text), h(Blocks, { blocks: block.child_blocks }));
}

// A field of a form with what stands in it, which the library does not show.
function Input({ block: { label, element } }) {
  const chosen = element.initial_option?.text.text ?? element.initial_value;
  const menu = element.type.endsWith("select");
  return h("div", { className: "input" },
    h("b", null, label.text),
    h("div", { className: element.multiline ? "field tall" : "field" },
      h("span", { className: chosen ? "" : "empty" }, chosen ?? element.placeholder?.text ?? ""), menu && h("span", null, "▾")));
}

const DRAWN = { data_table: DataTable, container: Container, input: Input };
const isDrawn = ({ type, element }) => type === "input" ? /_select$|^plain_text_input$/.test(element.type) : type in DRAWN;

function Blocks({ blocks }) {
  const parts = [];
  for (const block of blocks) {
    const last = parts.at(-1);
    if (isDrawn(block)) parts.push(block);
    else if (Array.isArray(last)) last.push(block);
    else parts.push([block]);
  }
  return parts.map((part, n) => Array.isArray(part)
    ? h(Message, { key: n, blocks: part, logo: "", name: "", withoutWrapper: true })
    : h(DRAWN[part.type], { key: n, block: part }));
}

const surfaces = {
  message: ({ name, blocks, private: alone }) => h("div", { className: "message" },
    h("div", { className: "logo" }, name[0]),
    h("div", { className: "body" },
      alone && h("div", { className: "whisper" }, "Only visible to you"),
      h("div", null, h("span", { className: "who" }, name), h("span", { className: "app" }, "APP")),
      h(Blocks, { blocks }))),
  home: ({ blocks }) => h("div", { className: "body" }, h(Blocks, { blocks })),
  modal: ({ blocks, view: { title, close, submit } }) => h("div", { className: "modal" },
    h("h1", null, title.text),
    h("div", { className: "body" }, h(Blocks, { blocks })),
    h("footer", null, close && h("span", null, close.text), submit && h("span", { className: "submit" }, submit.text))),
};

// `verbatim` only keeps Slack from looking for links; here it would keep bold from being bold.
const drawable = (part) => Array.isArray(part) ? part.map(drawable) : part && typeof part === "object"
  ? Object.fromEntries(Object.entries(part).filter(([key]) => key !== "verbatim").map(([key, value]) => [key, drawable(value)]))
  : part;

const page = (scene) => `<!doctype html><meta charset="utf-8"><style>${style}${ours}</style><div id="scene">${
  renderToStaticMarkup(surfaces[scene.surface](scene))}</div>`;

process.stdout.write(JSON.stringify(JSON.parse(await text(process.stdin)).map(drawable).map(page)));
