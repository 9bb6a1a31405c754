import { finding, type Span } from "../diagnostic";
import type { ShellEvent } from "../shell/scan";
import { type Check, type Context, stepName } from "./check";

/** Something that matters here, in the order of the run. */
interface Act {
  readonly what: "build" | "scan";
  readonly step: string;
  readonly place: Span;
}

/** A scan that comes only after the image is built: what it would have refused is in the image by then. */
export const scanAfterBuild: Check = (context) => {
  const acts = actsOf(context);
  const built = acts.findIndex(({ what }) => what === "build");
  const scanned = acts.findIndex(({ what }) => what === "scan");
  const [build, scan] = [acts[built], acts[scanned]];
  if (build === undefined || scan === undefined || scanned < built) return [];
  const message = `${scan.step} scans only after ${build.step} has built the image; scan the sources before`;
  return [finding("scan-after-build", scan.place, message)];
};

function actsOf({ spec, scripts }: Context): readonly Act[] {
  return spec.steps.flatMap((step, index): readonly Act[] => {
    if (step.kind === "VulnerabilityAudit") {
      const named = step.name?.text.trim();
      const place = step.name ?? step.knowledgeBaseId;
      return place === undefined
        ? []
        : [{ what: "scan", step: named ? `step '${named}'` : `step ${index + 1}`, place }];
    }
    const script = scripts.find((each) => each.index === index && !each.handler);
    return (script?.events ?? []).flatMap((event) => {
      const what = actOf(event);
      if (what === undefined || script === undefined || event.kind !== "command") return [];
      return [{ what, step: stepName(script), place: script.place(event.at, event.end) }];
    });
  });
}

function actOf(event: ShellEvent): Act["what"] | undefined {
  if (event.kind !== "command") return undefined;
  const command = event.words.join(" ").replace(/^\S*\//, "");
  if (BUILD.test(command)) return "build";
  return SCAN.test(command) ? "scan" : undefined;
}

const BUILD = /^(docker|podman|buildah) (build|bud|image build|buildx build)\b/;
const SCAN =
  /^((trivy|grype|snyk|osv-scanner|govulncheck|pip-audit)\b|(docker|podman) (scan|scout)\b|(npm|yarn|pnpm) audit\b|mvnw? .*dependency-check|oci adm\b|go run \S*govulncheck)/;
