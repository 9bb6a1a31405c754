import type { StoredObject } from "../api/store";
import { layout, type Position } from "./graph";
import { html, type Html } from "./html";
import type { Pipeline } from "./inventory";
import { nameOf } from "./objects";

const BOX = { width: 172, height: 46, gapX: 34, gapY: 14 };
/** Letters that fit into a box. */
const LONGEST = { name: 22, type: 29 };

/** What a stage does to whoever waits for the pipeline, which its colour shows. */
const ROLES: readonly (readonly [RegExp, string])[] = [
  [/APPROVAL/, "approval"],
  [/TRAFFIC_SHIFT/, "shift"],
  [/^BUILD$|DELIVER/, "build"],
  [/WAIT/, "wait"],
  [/./, "deploy"],
];

/** A pipeline as a picture: its stages from left to right, each behind those that it runs after. */
export function pictureOf({ pipeline, stages }: Pipeline): Html {
  const nodes = stages.map((stage) => ({ id: stage.id, after: predecessorsOf(stage) }));
  const { positions, columns, rows } = layout(nodes);
  const [width, height] = [columns * (BOX.width + BOX.gapX) - BOX.gapX, rows * (BOX.height + BOX.gapY) - BOX.gapY];
  if (stages.length === 0) return html`<p class="none">no stages yet</p>`;
  const lines = nodes.flatMap(({ id, after }) =>
    after.flatMap((each) => {
      const [from, to] = [positions.get(each), positions.get(id)];
      return from && to ? [lineOf(from, to)] : [];
    }),
  );
  const boxes = stages.map((stage) => boxOf(stage, positions.get(stage.id) ?? { column: 0, row: 0 }));
  const label = `${nameOf(pipeline)}: ${stages.map((stage) => `${nameOf(stage)} (${typeOf(stage)})`).join(", ")}`;
  return html`<svg role="img" aria-label="${label}" viewBox="-1 -1 ${width + 2} ${height + 2}" width="${width + 2}">
    ${lines}${boxes}
  </svg>`;
}

function boxOf(stage: StoredObject, { column, row }: Position): Html {
  const [x, y] = [column * (BOX.width + BOX.gapX), row * (BOX.height + BOX.gapY)];
  const type = typeOf(stage);
  const role = ROLES.find(([pattern]) => pattern.test(type))?.[1] ?? "deploy";
  return html`<a href="/objects?id=${encodeURIComponent(stage.id)}"
    ><g class="stage ${role}" transform="translate(${x} ${y})"
      ><title>${nameOf(stage)}: ${type}</title><rect width="${BOX.width}" height="${BOX.height}" rx="6" /><text
        x="10"
        y="19"
        >${shortened(nameOf(stage), LONGEST.name)}</text
      ><text class="type" x="10" y="36">${shortened(type.toLowerCase().replaceAll("_", " "), LONGEST.type)}</text></g
    ></a
  >`;
}

function lineOf(from: Position, to: Position): Html {
  const [x1, y1] = [from.column * (BOX.width + BOX.gapX) + BOX.width, middleOf(from)];
  const [x2, y2] = [to.column * (BOX.width + BOX.gapX), middleOf(to)];
  const half = BOX.gapX / 2;
  return html`<path class="line" d="M${x1} ${y1} C${x1 + half} ${y1} ${x2 - half} ${y2} ${x2} ${y2}" />`;
}

function middleOf({ row }: Position): number {
  return row * (BOX.height + BOX.gapY) + BOX.height / 2;
}

function typeOf({ body }: StoredObject): string {
  return String(body["buildPipelineStageType"] ?? body["deployStageType"]);
}

function predecessorsOf({ body }: StoredObject): string[] {
  const collection = body["buildPipelineStagePredecessorCollection"] ?? body["deployStagePredecessorCollection"];
  const items = (collection as { items?: readonly { id: string }[] } | undefined)?.items;
  return (items ?? []).map(({ id }) => id);
}

function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
