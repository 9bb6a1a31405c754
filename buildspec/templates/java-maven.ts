import { KNOWLEDGE_BASE, MAVEN_AUDIT, serviceSpec, type Template } from "./template";

export const javaMaven: Template = {
  about: "a Java service that Maven builds",
  adapt: [KNOWLEDGE_BASE],
  spec: serviceSpec({
    test: [{ name: "Test", command: "mvn --batch-mode --no-transfer-progress verify" }],
    scan: MAVEN_AUDIT,
  }),
};
