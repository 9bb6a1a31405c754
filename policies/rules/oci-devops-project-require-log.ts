import { defineRule, onGraph } from "../define-rule";
import { types } from "../graph/pipelines";
import { textAt, UNKNOWN, valueAt } from "../graph/values";

/**
 * Without its log enabled, no pipeline of a project runs.
 * @see https://docs.cloud.Oracle.com/iaas/Content/devops/using/create_project.htm read 2026-11-25
 */
export const ociDevopsProjectRequireLog = defineRule(
  {
    name: "oci-devops-project-require-log",
    description: "Every DevOps project has its service log, and it is enabled.",
    severity: "high",
    enforcementLevel: "mandatory",
    remediationSteps:
      "Add a Log of type SERVICE with service 'devops', category 'all' and the project as its resource.",
    tags: ["logging", "operations"],
  },
  onGraph(types.project, (graph) => {
    const logs = graph
      .ofType("oci:Logging/log:Log")
      .filter(({ props }) =>
        [undefined, UNKNOWN, "devops"].includes(
          valueAt(props, "configuration", "source", "service") as string | undefined,
        ),
      )
      .map((log) => ({
        enabled: valueAt(log.props, "isEnabled") !== false,
        projects: graph.named(log, types.project, "configuration", "source", "resource"),
      }));
    return graph.ofType(types.project).flatMap((project) => {
      const own = logs.filter(({ projects }) => projects.includes(project));
      if (own.some(({ enabled }) => enabled)) return [];
      const title = textAt(project.props, "name") ?? project.name;
      const message =
        `project '${title}' ${own.length === 0 ? "has no service log" : "has a service log that is disabled"}, expected one that is ` +
        "enabled: no pipeline runs without; add a Log of service 'devops' with 'isEnabled: true'";
      return [{ message, urn: project.urn }];
    });
  }),
);
