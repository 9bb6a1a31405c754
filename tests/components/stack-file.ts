import type { Settings } from "../../components/model/settings-schema";

/** The shortest stack file that nothing is wrong with. */
export const shortestSettings = {
  environment: "prod",
  team: "shop",
  platform: { tenancy: "ocid1.tenancy.oc1..example", compartment: "ocid1.compartment.oc1..example" },
  notify: [{ email: "oncall@example.com" }],
  services: [{ name: "orders-api", artifacts: { image: "orders-api" } }],
};

/** The same with every default filled in. */
export const filledSettings: Settings = {
  ...shortestSettings,
  description: "",
  platform: { ...shortestSettings.platform, networkSecurityGroups: [] },
  protection: { except: [] },
  scanning: { enabled: true, images: 1 },
  tags: { more: {} },
  access: { existing: false, wait: 30, isolation: "compartment", suggested: [] },
  logs: { retention: 30 },
  services: [
    {
      name: "orders-api",
      build: { spec: "build_spec.yaml", secrets: {}, parameters: {}, private: false },
      artifacts: { image: "orders-api", immutable: true, tags: ["build-${BUILDRUN_HASH}"] },
      trigger: { events: ["PUSH"], files: [], ignore: [], manual: false },
    },
  ],
};

/** Stack configuration as the engine hands it over: text as it is, all else as JSON. */
export function asConfig(namespace: string, values: Record<string, unknown>): Record<string, string> {
  return asText(Object.fromEntries(Object.entries(values).map(([key, value]) => [`${namespace}:${key}`, value])));
}

/** The same of a stack file, whose keys have their namespace. */
export function asText(config: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}
