import * as assert from "node:assert/strict";

import * as fc from "fast-check";

import { html } from "../../../sandbox/page/html";

describe("html", () => {
  it("escapes what it puts in", () => {
    assert.equal(String(html`<b title="${'"'}">${"<i>&'"}</b>`), '<b title="&quot;">&lt;i&gt;&amp;&#39;</b>');
  });

  it("leaves HTML as it is, puts lists in one after the other, and nothing for what is not there", () => {
    const items = ["a", "b"].map((each) => html`<i>${each}</i>`);
    assert.equal(String(html`<b>${items}${false}${undefined}${0}</b>`), "<b><i>a</i><i>b</i>0</b>");
  });

  it("lets no text out of where it is put", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.match(String(html`<b>${text}</b>`), /^<b>[^<>"']*<\/b>$/);
      }),
    );
  });
});
