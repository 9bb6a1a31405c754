import { fuzzRules } from "./rules";

describe("every rule", () => {
  it("throws on no resource and no stack", () => fuzzRules(300)).timeout(60_000);
});
