import { createHash } from "node:crypto";

import { Html } from "./html";

const CSS = `
:root { color-scheme: light dark; --line: #8886; --soft: #8881; --dim: #777;
  --build: #3b82c4; --deploy: #2f9e6e; --approval: #d08700; --shift: #8b5cd6; --wait: #888; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 0; display: grid; grid-template-columns: minmax(0, 1fr) 24rem; }
header, body > main:only-of-type:not(#inventory) { grid-column: 1 / -1; }
header { border-bottom: 1px solid var(--line); padding: 0 1.5rem; }
h1 { font-size: 1.1rem; } h2 { font-size: 1.15rem; overflow-wrap: anywhere; } h3 { font-size: 1rem; }
main, aside { padding: .5rem 1.5rem; min-width: 0; } aside { border-left: 1px solid var(--line); }
article { border: 1px solid var(--line); border-radius: 8px; padding: .2rem 1rem; margin: .8rem 0; }
small, .none, time { color: var(--dim); font-weight: normal; } small { overflow-wrap: anywhere; }
figure { margin: .8rem 0; overflow-x: auto; } figcaption { margin-bottom: .3rem; }
table { border-collapse: collapse; margin: .5rem 0 1rem; } th { text-align: left; font-weight: normal; color: var(--dim); }
th, td { vertical-align: top; padding: .15rem 1rem .15rem 0; } ul { margin: 0; padding: 0; list-style: none; }
ol { list-style: none; margin: 0; padding: 0; } ol li { padding: .25rem 0; border-bottom: 1px solid var(--soft); }
.refused b, .refused small { color: #c8372d; } pre { background: var(--soft); padding: 1rem; overflow-x: auto; }
dt { color: var(--dim); float: left; width: 4rem; } code { overflow-wrap: anywhere; }
.stage rect { fill: var(--soft); stroke: var(--role); stroke-width: 1.5; } .stage text { fill: currentColor; font-size: 13px; }
.stage .type { fill: var(--role); font-size: 11px; } .line { fill: none; stroke: var(--dim); stroke-width: 1.5; }
.build { --role: var(--build); } .deploy { --role: var(--deploy); } .approval { --role: var(--approval); }
.shift { --role: var(--shift); } .wait { --role: var(--wait); }
svg a { color: inherit; } svg { max-width: none; display: block; }
@media (max-width: 60rem) { body { display: block; } aside { border: 0; } }
`;

/** Puts each event on top of the list as it comes, and the inventory anew once the writes pause. */
const JAVASCRIPT = `
const list = document.getElementById("events");
if (list) {
  let timer;
  const renew = async () => {
    const text = await (await fetch("/")).text();
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("inventory");
    document.getElementById("inventory").replaceWith(fresh);
  };
  new EventSource("/events?after=" + list.dataset.last).onmessage = ({ data }) => {
    list.insertAdjacentHTML("afterbegin", JSON.parse(data));
    while (list.children.length > 200) list.lastElementChild.remove();
    clearTimeout(timer);
    timer = setTimeout(renew, 200);
  };
}
`;

export const STYLE = new Html(`<style>${CSS}</style>`);
export const SCRIPT = new Html(`<script>${JAVASCRIPT}</script>`);

/** The page runs and loads what is in it, and nothing else. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "img-src data:",
  "connect-src 'self'",
  `style-src '${digestOf(CSS)}'`,
  `script-src '${digestOf(JAVASCRIPT)}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

function digestOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
