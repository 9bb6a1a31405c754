import { KNOWLEDGE_BASE, MAVEN_AUDIT, serviceSpec, type Template } from "./template";

export const graalvm: Template = {
  about: "a Java service as a native executable of GraalVM",
  adapt: [
    KNOWLEDGE_BASE,
    "Containerfile: its first stage compiles by native-image, so that the runner needs no GraalVM and no root",
  ],
  spec: serviceSpec({
    test: [{ name: "Test", command: "mvn --batch-mode --no-transfer-progress verify" }],
    scan: MAVEN_AUDIT,
  }),
};
