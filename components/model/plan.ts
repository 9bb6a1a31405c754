import type { BuildStage } from "./build-stages";
import type { ConnectionSpec } from "./connection";
import type { Needs } from "./grants";
import { namesOf, type Names } from "./names";
import type { ServiceSettings, SourceSettings } from "./service-schema";
import type { MirrorSchedule } from "./schedule";
import type { Settings } from "./settings-schema";
import { groupOf } from "./subject";
import type { TriggerWhen } from "./trigger-filter";

/** What a stack is made of, decided before anything is registered: every name and every choice, no id. */
export interface Plan {
  readonly names: Names;
  readonly needs: Omit<Needs, "dynamicGroup">;
  /** Whether somebody else makes what the needs ask of IAM. */
  readonly iamExists: boolean;
  /** What the engine must refuse to replace or delete. */
  readonly protect: { readonly project: boolean; readonly repositories: boolean };
  /** `Record<service name, image>` of every service, built here or not. */
  readonly images: Readonly<Record<string, { readonly repository: string; readonly immutable: boolean }>>;
  /** How the images are scanned for vulnerabilities. @default - they are not */
  readonly scanning?: { readonly imageCount: number };
  /** Whether there is a generic repository, for what is delivered beside images. */
  readonly genericRepository: boolean;
  /** Services that are built here, in declared order; may be empty. */
  readonly deliveries: readonly DeliveryPlan[];
}

/** How one service gets from its sources to the registries. */
export interface DeliveryPlan {
  readonly service: string;
  readonly branch: string;
  readonly source: SourcePlan;
  /** Address of the image with its tag, e.g. `eu-frankfurt-1.ocir.io/axexample/shop-dev/orders-api:build-${BUILDRUN_HASH}`. */
  readonly imageUri: string;
  /** Path of the manifest in the generic repository. @default - no manifest */
  readonly manifestPath?: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly build: Pick<
    BuildStage<string> & { readonly kind: "build" },
    "spec" | "timeout" | "runner" | "privateAccess"
  >;
  /** When a build starts by itself. @default - never */
  readonly trigger?: TriggerWhen;
}

/** Where the sources of a service are. */
export type SourcePlan =
  /** Copied from an external service, again and again. */
  | {
      readonly kind: "mirrored";
      readonly connection: ConnectionSpec;
      readonly url: string;
      readonly schedule: MirrorSchedule;
    }
  /** Kept in the project itself. */
  | { readonly kind: "hosted" }
  /** A fork of another DevOps repository. */
  | { readonly kind: "forked"; readonly parentRepositoryId: string };

/** Version under which a manifest is delivered: that of the build, as the image's default tag. */
export const MANIFEST_VERSION = "${BUILDRUN_HASH}";

/** Environments that are production without being called so. */
const PRODUCTION = ["prod", "production"];

/** Decides what the stack of these settings is made of. @param region of the workload. */
export function planOf(settings: Settings, region: string): Plan {
  const names = namesOf(settings.team, settings.environment);
  const { services, platform } = settings;
  const built = services.flatMap((service) => (service.source ? [{ ...service, source: service.source }] : []));
  const {
    compartment,
    registryCompartment = compartment,
    vaultCompartment = compartment,
    networkCompartment = compartment,
  } = platform;
  const genericRepository = built.some(({ artifacts }) => artifacts.manifest !== undefined);
  const { enabled = PRODUCTION.includes(settings.environment), except } = settings.protection;
  const { approvers, existing, suggested } = settings.access;
  const isProtected = (what: (typeof except)[number]): boolean => enabled && !except.includes(what);
  return {
    names,
    iamExists: existing,
    protect: { project: isProtected("project"), repositories: isProtected("repositories") },
    needs: {
      compartments: {
        project: compartment,
        registry: registryCompartment,
        vault: vaultCompartment,
        network: networkCompartment,
      },
      repositories: services.map(({ artifacts }) => names.repository(artifacts.image)),
      pushedRepositories: built.map(({ artifacts }) => names.repository(artifacts.image)),
      tokenSecretIds: unique(built.flatMap(({ source }) => ("tokenSecret" in source ? [source.tokenSecret] : []))),
      buildSecretIds: unique(built.flatMap(({ build }) => Object.values(build.secrets))),
      genericArtifacts: genericRepository,
      caBundles: built.some(({ source }) => "caBundle" in source && source.caBundle !== undefined),
      privateRunners: built.some(({ build }) => build.private),
      ...(approvers === undefined ? {} : { approvers: groupOf(approvers) }),
      scanning: settings.scanning.enabled,
      suggested,
    },
    images: Object.fromEntries(
      services.map(({ name, artifacts: { image, immutable } }) => [
        name,
        { repository: names.repository(image), immutable },
      ]),
    ),
    ...(settings.scanning.enabled ? { scanning: { imageCount: settings.scanning.images } } : {}),
    genericRepository,
    deliveries: built.map((service) => deliveryOf(service, settings, names, region)),
  };
}

function deliveryOf(
  { name, source, build, artifacts, trigger }: ServiceSettings & { readonly source: SourceSettings },
  { platform }: Settings,
  names: Names,
  region: string,
): DeliveryPlan {
  const { registryHost = `${region}.ocir.io`, namespace = "", subnet, networkSecurityGroups } = platform;
  const { spec, timeout, runner, parameters } = build;
  return {
    service: name,
    branch: source.branch,
    source: sourceOf(source),
    imageUri: `${registryHost}/${namespace}/${names.repository(artifacts.image)}:${artifacts.tag}`,
    ...(artifacts.manifest ? { manifestPath: `${name}/${artifacts.manifest}` } : {}),
    parameters,
    build: {
      spec,
      ...(timeout ? { timeout } : {}),
      ...(runner ? { runner } : {}),
      ...(build.private && subnet ? { privateAccess: { subnetId: subnet, nsgIds: networkSecurityGroups } } : {}),
    },
    ...(trigger.manual
      ? {}
      : { trigger: { branch: source.branch, events: trigger.events, files: trigger.files, ignore: trigger.ignore } }),
  };
}

function sourceOf(source: SourceSettings): SourcePlan {
  switch (source.provider) {
    case "hosted":
      return { kind: "hosted" };
    case "fork":
      return { kind: "forked", parentRepositoryId: source.parent };
    case "github":
    case "gitlab":
    case "vbs":
    case "gitlab-server":
    case "bitbucket-server":
      return { kind: "mirrored", connection: connectionOf(source), url: source.url, schedule: source.mirror };
  }
}

function connectionOf(source: Extract<SourceSettings, { readonly tokenSecret: string }>): ConnectionSpec {
  const { provider, tokenSecret: tokenSecretId } = source;
  switch (provider) {
    case "github":
    case "gitlab":
      return { provider, tokenSecretId };
    case "vbs":
      return { provider, tokenSecretId, baseUrl: source.baseUrl };
    case "gitlab-server":
    case "bitbucket-server":
      return {
        provider,
        tokenSecretId,
        baseUrl: source.baseUrl,
        ...(source.caBundle ? { caBundleId: source.caBundle } : {}),
      };
  }
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
