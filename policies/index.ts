import { PolicyPack } from "@pulumi/policy";

import { EXCEPTIONS, readExceptions } from "./exceptions/exception";
import { Register } from "./exceptions/register";
import { rules } from "./pack";
import { configOf, PROFILE, profileOf } from "./profiles";
import { readOnce } from "./read-once";

// The engine hands a pack the stack's configuration as it hands it to a program; absent where there is no stack.
const { PULUMI_CONFIG = "{}", PULUMI_NODEJS_STACK: stack = "" } = process.env;
const config = JSON.parse(PULUMI_CONFIG) as Readonly<Record<string, string>>;
const exceptable = new Map(rules.map(({ metadata }) => [metadata.name, metadata.unexceptable]));
const today = new Date().toISOString().slice(0, 10);
const register = new Register(readExceptions(config[EXCEPTIONS], exceptable, today), today);

readOnce();
new PolicyPack(
  "oci-delivery",
  { policies: rules.map(({ policyUnder }) => policyUnder(register)) },
  configOf(profileOf(config[PROFILE], stack), stack, rules),
);
