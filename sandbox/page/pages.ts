import type { StoredObject } from "../api/store";
import type { Event } from "./events";
import { html, type Content, type Html } from "./html";
import { groupBy, TENANCY, type Compartment, type Inventory, type Project } from "./inventory";
import { nameOf, shownBody, wordsOf } from "./objects";
import { pictureOf } from "./picture";
import { SCRIPT, STYLE } from "./assets";

/** The page of everything that a sandbox holds, with what was written last. */
export function inventoryPage({ total, compartments, clusters }: Inventory, events: readonly Event[]): Html {
  const pipelines = compartments
    .flatMap(({ projects }) => projects)
    .reduce((sum, each) => sum + each.pipelines.length, 0);
  return page(
    "Sandbox",
    html`<main id="inventory">
        <p>${counted(total, "object")}, ${counted(pipelines, "pipeline")}</p>
        ${total === 0 && html`<p class="none">Nothing is here yet. Bring a stack up: <code>npm run sandbox</code></p>`}
        ${compartments.map(compartmentPart)}
        ${clusters.map(
          ({ name, namespaces }) =>
            html`<section>
              <h2>Cluster ${name}</h2>
              ${namespaces.map(
                ({ namespace, objects }) =>
                  html`<h3>${linkTo(namespace)} <small>namespace</small></h3>
                    ${kindsTable(objects)}`,
              )}
            </section>`,
        )}
      </main>
      <aside>
        <h2>Events</h2>
        <noscript><p class="none">Load the page again to see later ones.</p></noscript>
        <ol id="events" reversed data-last="${events[0]?.number ?? 0}">
          ${events.map(eventItem)}
        </ol>
      </aside>`,
  );
}

/** The page of one object: where it belongs, and all that it says of itself. */
export function objectPage(
  object: StoredObject,
  parent: StoredObject | undefined,
  children: readonly StoredObject[],
): Html {
  return page(
    nameOf(object),
    html`<main>
      <p><a href="/">all objects</a></p>
      <h2>${nameOf(object)} <small>${wordsOf(object.kind)}</small></h2>
      <dl>
        <dt>id</dt>
        <dd><code>${object.id}</code></dd>
        <dt>type</dt>
        <dd><code>${object.kind}</code></dd>
        ${
          parent &&
          html`<dt>in</dt>
            <dd>${linkTo(parent)} <small>${wordsOf(parent.kind)}</small></dd>`
        }
      </dl>
      <pre>${JSON.stringify(shownBody(object), null, 2)}</pre>
      ${
        children.length > 0 &&
        html`<h3>In it</h3>
          ${kindsTable(children)}`
      }
    </main>`,
  );
}

/** The page that says that something is not here. */
export function missingPage(id: string): Html {
  return page(
    "Not here",
    html`<main>
      <p>The sandbox has no object <code>${id}</code>: it may be deleted.</p>
      <p><a href="/">all objects</a></p>
    </main>`,
  );
}

/** An event as the list shows it. */
export function eventItem({ time, method, status, kind, name, id, refusal }: Event): Html {
  const what = name ?? id ?? "";
  return html`<li class="${refusal === undefined ? "done" : "refused"}">
    <time datetime="${time}">${time.slice(11, 19)}</time> <b>${method}</b> ${kind}
    ${id === undefined || method === "DELETE" ? what : html`<a href="/objects?id=${encodeURIComponent(id)}">${what}</a>`}
    <small>${status}${refusal !== undefined && `: ${refusal}`}</small>
  </li>`;
}

function compartmentPart({ id, name, projects, others }: Compartment): Html {
  return html`<section>
    <h2>
      ${isTenancy(id) ? "Tenancy" : "Compartment"} ${name ?? id}${name !== undefined && html` <small>${id}</small>`}
    </h2>
    ${projects.map(projectPart)} ${others.length > 0 && html`<h3>Outside of projects</h3>`} ${kindsTable(others)}
  </section>`;
}

function isTenancy(id: string): boolean {
  return id === TENANCY || id.startsWith("ocid1.tenancy.");
}

function projectPart({ project, pipelines, others }: Project): Html {
  return html`<article>
    <h3>${linkTo(project)} <small>project</small></h3>
    ${pipelines.map(
      (each) =>
        html`<figure id="${each.pipeline.id}">
          <figcaption>${linkTo(each.pipeline)} <small>${wordsOf(each.pipeline.kind)}</small></figcaption>
          ${pictureOf(each)}
        </figure>`,
    )}
    ${kindsTable(others)}
  </article>`;
}

function kindsTable(objects: readonly StoredObject[]): Content {
  if (objects.length === 0) return undefined;
  return html`<table>
    ${[...groupBy(objects, ({ kind }) => kind)].map(
      ([kind, each]) =>
        html`<tr>
          <th scope="row">${wordsOf(kind)}</th>
          <td>
            <ul>
              ${each.map((object) => html`<li>${linkTo(object)}${stateOf(object)}</li>`)}
            </ul>
          </td>
        </tr>`,
    )}
  </table>`;
}

/** A state that is not the usual one. */
function stateOf({ body }: StoredObject): Content {
  const { lifecycleState } = body;
  const usual = lifecycleState === undefined || ["ACTIVE", "AVAILABLE", "ENABLED"].includes(lifecycleState as string);
  return !usual && html` <small>${lifecycleState as string}</small>`;
}

function linkTo(object: StoredObject): Html {
  return html`<a href="/objects?id=${encodeURIComponent(object.id)}">${nameOf(object)}</a>`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function page(title: string, content: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} · oci-delivery</title>
        <link rel="icon" href="data:," />
        ${STYLE}
      </head>
      <body>
        <header><h1>oci-delivery sandbox</h1></header>
        ${content} ${SCRIPT}
      </body>
    </html>`;
}
