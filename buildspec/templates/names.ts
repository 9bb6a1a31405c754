/** The templates, in the order of the help. */
export const TEMPLATE_NAMES = ["node", "python", "java-maven", "graalvm", "go", "helm", "multi-image"] as const;

export type TemplateName = (typeof TEMPLATE_NAMES)[number];
