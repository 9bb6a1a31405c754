import { authToken } from "./auth-token";
import { buildPipeline } from "./build-pipeline";
import { buildPipelineStage } from "./build-pipeline-stage";
import { cluster } from "./cluster";
import { compartment } from "./compartment";
import { connection } from "./connection";
import { containerConfiguration } from "./container-configuration";
import { containerRepository } from "./container-repository";
import { containerScanRecipe } from "./container-scan-recipe";
import { containerScanTarget } from "./container-scan-target";
import { deployArtifact } from "./deploy-artifact";
import { deployEnvironment } from "./deploy-environment";
import { deployPipeline } from "./deploy-pipeline";
import { deployStage } from "./deploy-stage";
import { domainsDynamicGroup } from "./domains-dynamic-group";
import { dynamicGroup } from "./dynamic-group";
import { genericRepository } from "./generic-repository";
import { key } from "./key";
import type { Kind } from "./kind";
import { log } from "./log";
import { logGroup } from "./log-group";
import { policy } from "./policy";
import { project } from "./project";
import { repository } from "./repository";
import { secret } from "./secret";
import { subscription } from "./subscription";
import { tag } from "./tag";
import { tagDefault } from "./tag-default";
import { tagNamespace } from "./tag-namespace";
import { topic } from "./topic";
import { trigger } from "./trigger";
import { vault } from "./vault";

/** Every kind of resource that the sandbox has. Adding one is a file here and a line in this list. */
export const kinds: readonly Kind[] = [
  dynamicGroup,
  domainsDynamicGroup,
  policy,
  compartment,
  tagNamespace,
  tag,
  tagDefault,
  authToken,
  topic,
  subscription,
  logGroup,
  log,
  project,
  connection,
  repository,
  buildPipeline,
  buildPipelineStage,
  deployArtifact,
  deployEnvironment,
  deployPipeline,
  deployStage,
  trigger,
  containerConfiguration,
  containerRepository,
  genericRepository,
  containerScanRecipe,
  containerScanTarget,
  cluster,
  vault,
  key,
  secret,
];

const byToken = new Map(kinds.map((kind) => [kind.token, kind]));

/** The kind of a Pulumi type token, if the sandbox has it. */
export function kindOf(token: string): Kind | undefined {
  return byToken.get(token);
}
